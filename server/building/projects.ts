import type { Queryable, Row } from '../database/database.ts';
import { identifier, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { type Phase, phaseOf } from '../datasets/here.ts';
import { fromTables, publicColumns, publicCondition } from '../datasets/select.ts';
import { propertiesAsJson } from '../features/index.ts';
import type { Published } from '../geometry/layers.ts';
import { type Relative, relatedTo } from '../here/relations.ts';
import { tellerOf } from '../here/teller.ts';
import type { Language } from '../http/language.ts';
import { type Finished, finishedByYear } from './finished.ts';

/** A public building project, with what is added up of it. */
export interface BuildingProject {
  key: string;
  name: string;
  isExample: boolean;
  /** Undefined: it rests or has been given up. */
  phase: Phase | undefined;
  /** The code of its step on its way, and the step's name. */
  step: { code: string; title: string };
  /** Construction has begun. */
  isBegun: boolean;
  /** All of them, when all is built. */
  dwellings: number;
  /** Years. */
  start: number | undefined;
  movingIn: { from: number | undefined; until: number | undefined };
  /** Dwellings that are finished in a year, by the code of the kind of house. */
  finished: readonly Finished[];
  /** What it brings besides, by field. */
  premises: Readonly<Record<string, number>>;
  /** The plans and the like that it names. */
  builtOn: readonly (Relative & { dataset: string })[];
  /** The areas of the population's statistics that it lies in, that of the largest part first. */
  areas: readonly { key: string; name: string; share: number }[];
}

/** A dataset of building projects. */
export type Building = Definition & { building: NonNullable<Definition['building']> };

export function buildingDatasets(definitions: readonly Definition[]): Building[] {
  return definitions.flatMap((one) => (one.building ? [{ ...one, building: one.building }] : []));
}

/** All public projects of a dataset, as it is or as it was; `definitions` likewise. */
export async function buildingProjects(
  state: Queryable,
  published: Published,
  { definition, definitions, lang }: { definition: Building; definitions: readonly Definition[]; lang: Language },
): Promise<BuildingProject[]> {
  const { building, here } = definition;
  const way = here ? here.way : undefined;
  const teller = tellerOf(definition, lang);
  const named = (definition.relations ?? []).flatMap((one) => (one.kind === 'names' ? [one.field] : []));
  const wanted = [
    ...teller.shortly,
    ...(definition.exampleColumn ? [definition.exampleColumn] : []),
    ...(way ? [way.field] : []),
    ...[building.dwellings, building.start, building.movingIn.from, building.movingIn.until],
    ...building.premises.map(({ field }) => field),
    ...named,
  ];
  const known = new Set(publicColumns(definition).map(({ field }) => field.name));
  const key = sql`t.${identifier(definition.key)}::text`;
  const rows = await state.query<
    Row & { key: string; properties: Record<string, unknown>; finished: Finished[] | null }
  >(
    sql`select ${key} as key, (${propertiesAsJson(
      definition,
      [...new Set(wanted)].filter((name) => known.has(name)),
    )})::json as properties,
      ${finishedByYear(definition)} as finished
      from ${fromTables(definition)} where ${publicCondition(definition)} order by t.${identifier(definition.key)}`,
  );
  const areas = areaDatasets(definitions);
  const related = await relatedTo(
    state,
    published,
    {
      ...{ definition, definitions, lang },
      only: ({ kind, to }) => kind === 'names' || areas.has(to),
    },
    rows.map(({ key: one, properties }) => ({ key: one, properties })),
  );
  return rows.map(({ key: one, properties, finished }): BuildingProject => {
    const count = (field: string) => numberIn(properties, field);
    const code = String(properties[way?.field ?? ''] ?? '');
    const at = way?.steps.findIndex(({ codes }) => codes?.includes(code)) ?? -1;
    const begins = way?.steps.findIndex((step) => step.at === building.start) ?? -1;
    const groups = related.get(one) ?? [];
    const built = finished ?? [];
    return {
      key: one,
      name: teller.name(one, properties),
      isExample: teller.isExample(properties),
      phase: way ? phaseOf(way, code) : undefined,
      step: { code, title: way?.steps[at]?.title[lang] ?? code },
      isBegun: begins >= 0 && at >= begins && !way?.steps[at]?.ends,
      dwellings: count(building.dwellings) ?? built.reduce((sum, each) => sum + each.count, 0),
      start: count(building.start),
      movingIn: { from: count(building.movingIn.from), until: count(building.movingIn.until) },
      finished: built,
      premises: Object.fromEntries(
        building.premises.flatMap(({ field }) => {
          const value = count(field);
          return value === undefined ? [] : [[field, value]];
        }),
      ),
      builtOn: groups
        .filter(({ kind }) => kind === 'whole')
        .flatMap(({ dataset, features }) => features.map((feature) => ({ ...feature, dataset }))),
      areas: groups
        .filter(({ kind, dataset }) => kind === 'overlap' && areas.has(dataset))
        .flatMap(({ features }) => features.map(({ key: area, name, share = 0 }) => ({ key: area, name, share })))
        .sort((a, b) => b.share - a.share),
    };
  });
}

/** Ids of the datasets that have the areas which statistics of people are of. */
export function areaDatasets(definitions: readonly Definition[]): ReadonlySet<string> {
  return new Set(
    definitions.flatMap(({ statistics }) =>
      statistics?.population && statistics.areas ? [statistics.areas.dataset] : [],
    ),
  );
}

function numberIn(properties: Readonly<Record<string, unknown>>, field: string): number | undefined {
  const value = properties[field];
  return typeof value === 'number' ? value : undefined;
}
