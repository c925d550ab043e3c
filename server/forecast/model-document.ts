import type { Queryable } from '../database/database.ts';
import { identifier, join, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { protectionNote } from '../datasets/protection.ts';
import { fromTables, publicCondition, reprojected } from '../datasets/select.ts';
import type { Language } from '../http/language.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { assumptionRows } from './assumption-rows.ts';
import { type ModelDatasets, publicField } from './datasets.ts';
import { readAssumptions } from './model/assumptions.ts';
import { type ModelArea, type ModelDocument, writeRates } from './model/document.ts';
import { type FindAggregate, type Official, officialForecast } from './official.ts';
import { problemSentences } from './problem-sentences.ts';
import { type ProjectRow, projectRows } from './projects.ts';

const words = {
  sv: {
    noForecast: 'Det finns ingen prognos med folkmängd efter ålder och kön.',
    noAssumptions: 'Det finns inga antaganden för prognosen.',
  },
  en: {
    noForecast: 'There is no forecast of people by age and sex.',
    noAssumptions: 'There are no assumptions for the forecast.',
  },
} as const;

/** All that an experiment with a forecast reckons with, or why there can be none. */
export async function modelDocument(
  service: Pick<OpenData, 'database' | 'published' | 'changes'>,
  find: FindAggregate,
  datasets: ModelDatasets,
  lang: Language,
): Promise<ModelDocument> {
  const { forecast, people: roles, areas: outlines, assumptions, building } = datasets;
  const official = await officialForecast(service, find, datasets);
  if (!official) return withoutForecast(datasets, lang);
  const titlesOf = (definition: Definition | undefined, name: string, values: readonly string[]) => {
    const codes = definition?.fields.find((field) => field.name === name)?.codes;
    return values.map((value) => ({ value, title: codes?.find((code) => code.value === value)?.title[lang] ?? value }));
  };
  const place = placeOf(datasets, official);
  const rows = building && place ? await projectRows(service.database, building, place, official.years[0] ?? 0) : [];
  const kinds = building?.building?.finished.kinds ?? [];
  const houses = kinds.map(({ value }) => value);
  const codes = official.areas.map(({ code }) => code);
  const near = rows.filter(({ area }) => area !== null && codes.includes(area));
  const { rates, believed, problems } = readAssumptions(
    assumptions ? await assumptionRows(service.database, assumptions) : [],
    {
      areas: codes,
      sexes: official.sexes,
      ages: official.ages,
      houses,
      stages: [...new Set(near.flatMap(({ stage }) => stage ?? []))],
    },
  );
  const distinct = [...new Set(rates)];
  const onMap = place ? await featuresOf(service.database, place) : new Map<string, OnMap>();
  const note = protectionNote(forecast);
  return {
    forecast: forecast.id,
    datasets: idsOf(datasets),
    assumed: official.assumed,
    years: official.years,
    areas: official.areas.map((area) => ({ ...area, ...(onMap.get(area.code) ?? { key: null, point: null }) })),
    outlines: outlines ? { dataset: outlines.id, key: outlines.key } : null,
    sexes: titlesOf(forecast, roles.sex, official.sexes),
    ages: official.ages,
    groups: roles.ageGroups.map(({ title, name, from, to }) => ({
      name,
      title: title[lang],
      from,
      ...(to === undefined ? {} : { to }),
    })),
    houses: kinds.map(({ value, title }) => ({ value, title: title[lang] })),
    people: official.people,
    totals: official.totals,
    whole: official.whole,
    rates: distinct.map(writeRates),
    ratesOf: rates.map((one) => distinct.indexOf(one)),
    projects: near.map((row) =>
      projectOf(row, { codes, houses, believed: believed.get(row.stage ?? '') ?? 1 }, stageTitle),
    ),
    outside: rows.length - near.length,
    problems: assumptions ? problemSentences(problems, assumptions, lang) : [words[lang].noAssumptions],
    ...(note ? { protection: note[lang] } : {}),
  };

  function stageTitle(stage: string): string {
    const way = building?.here ? building.here.way : undefined;
    return titlesOf(building, way?.field ?? '', [stage])[0]?.title ?? stage;
  }
}

interface Known {
  codes: readonly string[];
  houses: readonly string[];
  believed: number;
}

function projectOf(row: ProjectRow, { codes, houses, believed }: Known, stageTitle: (stage: string) => string) {
  return {
    id: row.id,
    name: row.name ?? row.id,
    stage: row.stage === null ? null : stageTitle(row.stage),
    area: codes.indexOf(row.area ?? ''),
    believed,
    finished: row.finished.flatMap(({ year, kind, count }) =>
      houses.includes(kind) ? [{ year, kind: houses.indexOf(kind), count }] : [],
    ),
  };
}

interface Places {
  definition: Definition;
  code: string;
  within: ReadonlyMap<string, string | number>;
}

/** The outlines' column with the code, and which of them the forecast is of. Undefined: not all of that is public. */
function placeOf({ statistics, areas }: ModelDatasets, { assumed }: Official): Places | undefined {
  const on = statistics.areas?.on ?? {};
  const code = statistics.geo === undefined ? undefined : on[statistics.geo];
  if (!areas || code === undefined || !publicField(areas, code)) return undefined;
  const within = Object.entries(on).flatMap(([ours, theirs]) => {
    const value = assumed[ours];
    return value === undefined ? [] : [[theirs, value] as const];
  });
  return { definition: areas, code, within: new Map(within) };
}

type OnMap = Pick<ModelArea, 'key' | 'point'>;

async function featuresOf(database: Queryable, { definition, code, within }: Places): Promise<Map<string, OnMap>> {
  const conditions = [...within].map(([name, value]) => sql`t.${identifier(name)} = ${value}`);
  const point = definition.geometry
    ? sql`st_pointonsurface(${reprojected(sql`t.${identifier(definition.geometry.column)}`, 4326)})`
    : sql`null::geometry`;
  const rows = await database.query<{
    code: string;
    key: string;
    longitude: number | null;
    latitude: number | null;
  }>(sql`
    select t.${identifier(code)}::text as code, t.${identifier(definition.key)}::text as key,
      st_x(${point}) as longitude, st_y(${point}) as latitude
    from ${fromTables(definition)} where ${join([publicCondition(definition), ...conditions], ' and ')}`);
  return new Map(
    rows.map(({ code, key, longitude, latitude }) => [
      code,
      { key, point: longitude === null || latitude === null ? null : [longitude, latitude] },
    ]),
  );
}

function idsOf({ forecast, areas, assumptions, building }: ModelDatasets): string[] {
  return [forecast, areas, assumptions, building].flatMap((one) => one?.id ?? []);
}

function withoutForecast(datasets: ModelDatasets, lang: Language): ModelDocument {
  return {
    forecast: datasets.forecast.id,
    datasets: idsOf(datasets),
    assumed: {},
    years: [],
    areas: [],
    outlines: null,
    sexes: [],
    ages: 0,
    groups: [],
    houses: [],
    people: [],
    totals: [],
    whole: [],
    rates: [],
    ratesOf: [],
    projects: [],
    outside: 0,
    problems: [words[lang].noForecast],
  };
}
