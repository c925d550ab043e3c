import type { Queryable, Row } from '../database/database.ts';
import { identifier, join, sql, table, textOf } from '../database/sql.ts';
import { allFields, type Definition } from '../datasets/definition.ts';
import type { Relation } from '../datasets/here.ts';
import { intersection } from '../datasets/overlay.ts';
import { fromTables, publicColumns, publicCondition } from '../datasets/select.ts';
import { preparedGeometry, propertiesAsJson } from '../features/index.ts';
import type { Published } from '../geometry/layers.ts';
import type { Language } from '../http/language.ts';
import type { Standing } from '../styles/standing.ts';
import { propertiesOf, shown } from './found.ts';
import { inSweref } from './place.ts';
import { tellerOf } from './teller.ts';

/** A feature that another one belongs together with. */
export interface Relative {
  key: string;
  name: string;
  standing?: Standing;
  /** Of the area of the one that lies in the other: 0–1. */
  share?: number;
}

/** Relatives of one kind, under a heading. */
export interface Related {
  title: string;
  /** `whole`: what ours name, and so belong to. `part`: what names ours. `overlap`: what shares their area. */
  kind: 'whole' | 'part' | 'overlap';
  dataset: string;
  features: Relative[];
}

/** A feature that is told. */
interface Told {
  key: string;
  properties: Readonly<Record<string, unknown>>;
}

/** A relation as one of its ends sees it. */
interface End {
  relation: Relation;
  /** The dataset at the other end. */
  other: Definition;
  title: string;
  /** Ours is the one whose definition declares it. */
  isOwn: boolean;
}

interface Belonging {
  definition: Definition;
  /** Of all datasets, as they are or as they were. */
  definitions: readonly Definition[];
  lang: Language;
  /** Absent: all relations. */
  only?: (relation: Relation) => boolean;
}

/** More of one kind nobody reads. */
const mostOfKind = 5_000;

/**
 * What some features of a dataset belong together with, by their keys: public features only, and by public fields only. One
 * statement a relation. `definitions`: of all datasets, as they are or as they were.
 */
export async function relatedTo(
  state: Queryable,
  published: Published,
  { definition, definitions, lang, only = () => true }: Belonging,
  told: readonly Told[],
): Promise<ReadonlyMap<string, Related[]>> {
  const found = new Map<string, Related[]>(told.map(({ key }) => [key, []]));
  if (told.length === 0) return found;
  for (const end of endsOf(definition, definitions, lang).filter(({ relation }) => only(relation))) {
    const rows = await relatives(state, published, definition, end, told);
    const { name, standing } = tellerOf(end.other, lang);
    for (const [key, kinds] of found) {
      const mine = rows.filter(({ of }) => of === key);
      const known = new Set(
        kinds
          .filter(({ dataset }) => dataset === end.other.id)
          .flatMap(({ features }) => features.map((one) => one.key)),
      );
      const features = mine
        .filter((row) => !known.has(row.key))
        .map((row): Relative => {
          const properties = propertiesOf(row.properties);
          const stands = standing(properties);
          return {
            key: row.key,
            name: name(row.key, properties),
            ...(stands ? { standing: stands } : {}),
            ...(row.share === null ? {} : { share: Math.min(1, row.share) }),
          };
        });
      if (features.length > 0) kinds.push({ title: end.title, kind: kindOf(end), dataset: end.other.id, features });
    }
  }
  return found;
}

function endsOf(definition: Definition, definitions: readonly Definition[], lang: Language): End[] {
  const known = (id: string) => definitions.find((one) => one.id === id);
  const own = (definition.relations ?? []).flatMap((relation): End[] => {
    const other = known(relation.to);
    return other ? [{ relation, other, title: relation.title[lang], isOwn: true }] : [];
  });
  const others = definitions.flatMap((other) =>
    (other.relations ?? [])
      .filter(({ to }) => to === definition.id)
      .map((relation): End => ({ relation, other, title: relation.back[lang], isOwn: false })),
  );
  return [...own, ...others];
}

function kindOf({ relation, isOwn }: End): Related['kind'] {
  if (relation.kind === 'overlaps') return 'overlap';
  return isOwn ? 'whole' : 'part';
}

interface RelativeRow extends Row {
  /** Key of ours. */
  of: string;
  key: string;
  share: number | null;
  properties: string;
}

async function relatives(
  state: Queryable,
  published: Published,
  definition: Definition,
  end: End,
  told: readonly Told[],
): Promise<RelativeRow[]> {
  const { relation } = end;
  return relation.kind === 'names'
    ? named(state, definition, { ...end, relation }, told)
    : overlapping(state, published, definition, { ...end, relation }, told);
}

/** By what ours name, or by who names ours. A field that is not public, or whose numbers are protected, names nobody. */
async function named(
  state: Queryable,
  definition: Definition,
  { relation, other, isOwn }: End & { relation: Relation & { kind: 'names' } },
  told: readonly Told[],
): Promise<RelativeRow[]> {
  const [mine, theirs] = isOwn ? [relation.field, relation.theirs] : [relation.theirs, relation.field];
  const column = openColumn(other, theirs);
  if (!column || !openColumn(definition, mine)) return [];
  const values = new Map(told.map(({ key, properties }) => [key, textsOf(properties[mine])]));
  const wanted = [...new Set([...values.values()].flat())];
  if (wanted.length === 0) return [];
  const isList = allFields(other).find(({ name }) => name === theirs)?.type === 'list';
  const { shortly } = tellerOf(other, 'sv');
  const texts = isList ? sql`${column.expression}::text[]` : sql`array[${column.expression}::text]`;
  // By the column itself its index is used; a text of ours that is no such value would be an error.
  const isOfOneType = !isList && (await areOfOneType(state, [definition, mine], [other, theirs]));
  const condition = isOfOneType ? sql`${column.expression} = any (${wanted})` : sql`${texts} && ${wanted}::text[]`;
  const rows = await state.query<{ key: string; names: string[]; properties: string }>(sql`
    select t.${identifier(other.key)}::text as key, ${texts} as names, ${propertiesAsJson(other, shortly)} as properties
    from ${fromTables(other)} where ${publicCondition(other)} and ${condition}
    order by t.${identifier(other.key)} limit ${mostOfKind}`);
  return told.flatMap(({ key }) => {
    const own = new Set(values.get(key));
    return rows
      .filter(({ names }) => names.some((one) => own.has(one)))
      .map((row): RelativeRow => ({ of: key, key: row.key, share: null, properties: row.properties }));
  });
}

type Column = readonly [definition: Definition, name: string];

async function areOfOneType(state: Queryable, ...columns: readonly [Column, Column]): Promise<boolean> {
  const [mine, theirs] = columns.map(
    ([definition, name]) => sql`(select a.atttypid from pg_attribute a
      where a.attrelid = to_regclass(${textOf(table(definition.table))}) and a.attname = ${name} and not a.attisdropped)`,
  );
  const [row] = await state.query<{ same: boolean }>(sql`select coalesce(${mine} = ${theirs}, false) as same`);
  return row?.same ?? false;
}

function openColumn(definition: Definition, name: string) {
  if (definition.protect && name in definition.protect) return undefined;
  return publicColumns(definition).find(({ field }) => field.name === name);
}

function textsOf(value: unknown): string[] {
  return [value].flat().flatMap((one) => (typeof one === 'string' || typeof one === 'number' ? [String(one)] : []));
}

/** By the area that they share, as a share of the one whose definition declares it. */
async function overlapping(
  state: Queryable,
  published: Published,
  definition: Definition,
  { relation, other, isOwn }: End & { relation: Relation & { kind: 'overlaps' } },
  told: readonly Told[],
): Promise<RelativeRow[]> {
  if (!definition.geometry || !other.geometry) return [];
  const { shortly } = tellerOf(other, 'sv');
  const keys = told.map(({ key }) => key);
  const [own, theirs] = [
    { ...definition, geometry: definition.geometry },
    { ...other, geometry: other.geometry },
  ];
  const ours = preparedGeometry(published, own);
  const prepared = preparedGeometry(published, theirs);
  const areas = [own, theirs].map(({ geometry }) => inSweref(sql`t.${identifier(geometry.column)}`));
  const isArea = (geometry: typeof ours.geometry) => sql`geometrytype(${geometry}) in ('POLYGON', 'MULTIPOLYGON')`;
  const valid = (geometry: typeof ours.geometry) =>
    sql`case when st_isvalid(${geometry}) then ${geometry} else st_makevalid(${geometry}) end`;
  const whole = sql`st_area(${isOwn ? sql`pair.mine` : sql`pair.theirs`})`;
  return state.query<RelativeRow>(sql`
    with mine as materialized (
      select t.${identifier(own.key)}::text as of, ${ours.geometry} as m, ${areas[0]} as g
      from ${fromTables(own)}${ours.join}
      where ${publicCondition(own)} and t.${identifier(own.key)} = any (${keys}) and ${isArea(ours.geometry)}
    ),
    pair as materialized (
      select mine.of, found.k, found.key, found.properties, mine.g as mine, found.g as theirs
      from mine cross join lateral (
        select t.${identifier(other.key)} as k, t.${identifier(other.key)}::text as key, ${areas[1]} as g,
          ${propertiesAsJson(other, shortly)} as properties
        from ${fromTables(theirs)}${prepared.join}
        where ${join([publicCondition(other), shown(theirs), sql`${prepared.geometry} && mine.m`, sql`st_intersects(${prepared.geometry}, mine.m)`, isArea(prepared.geometry)], ' and ')}
      ) found
    )
    select of, key, properties, share from (
      select pair.of, pair.k, pair.key, pair.properties,
        st_area(${intersection(valid(sql`pair.mine`), valid(sql`pair.theirs`))}) / nullif(${whole}, 0) as share
      from pair
    ) shares where share >= ${relation.least}::float8 order by share desc, k limit ${mostOfKind}`);
}
