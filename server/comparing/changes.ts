import type { Queryable } from '../database/database.ts';
import { identifier, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { crs84, matching, parseWanted, type Selection } from '../features/index.ts';
import { documents } from '../formats/index.ts';
import type { Published } from '../geometry/layers.ts';
import { type PastDataset, unveiled } from '../history/past.ts';
import { touchedKeys } from '../history/touched.ts';
import type { Language } from '../http/language.ts';

const [geojson] = documents;

/** What became of a feature between two states, whatever happened between. */
export interface NetChange {
  featureId: string;
  change: 'added' | 'changed' | 'removed';
  /** GeoJSON features as text. Null where there is none, and where it is not public any more. */
  before: string | null;
  after: string | null;
  /** Of a change, where it was asked for: the text of a JSON array of `{ property, before, after }`. */
  differences?: string;
}

/** As JSON text, since whole numbers beyond 2^53 keep their digits so. */
export function changeAsJson({ featureId, change, before, after, differences }: NetChange): string {
  const more = differences === undefined ? '' : `,"differences":${differences}`;
  return `{"featureId":${JSON.stringify(featureId)},"change":"${change}","before":${before},"after":${after}${more}}`;
}

/** Where states are read: the database, or a transaction that is under way. */
export interface Reading {
  database: Queryable;
  published: Published;
}

export interface Between {
  from: PastDataset;
  until: PastDataset;
  /** `bbox`, `filter` and `crs`: of features that meet it before or after. */
  query: URLSearchParams;
  lang: Language;
}

/** A page of a list, and the last of the page before it. */
export interface Page {
  limit: number;
  after: string | undefined;
}

const mostAtOnce = 1_000;

/** All that differs between two states of a dataset, by key. */
export async function* allChanges(service: Reading, between: Between): AsyncGenerator<NetChange> {
  for await (const changes of pagesOfChanges(service, between)) yield* changes;
}

/** The same, a page at a time. */
export async function* pagesOfChanges(service: Reading, between: Between): AsyncGenerator<readonly NetChange[]> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: ChangesPage = await changesBetween(service, between, { limit: mostAtOnce, after });
    yield page.changes;
    after = page.next;
  }
}

interface ChangesPage {
  changes: NetChange[];
  next: string | undefined;
}

/** A page of what differs between two states of a dataset, by key. `next`: where the next page starts. */
export async function changesBetween(
  service: Reading,
  { from, until, query, lang }: Between,
  { limit, after }: Page,
): Promise<ChangesPage> {
  const [then, now] = [from.definition.asOf, until.definition.asOf];
  if (!then || !now) throw new Error('A state has no number');
  const touched = await service.database.query<{ key: string }>(sql`
    select key from (${touchedKeys(from.definition, then, now)}) touched
    where key > ${after ?? ''} group by key order by key limit ${limit + 1}`);
  const keys = touched.slice(0, limit).map(({ key }) => key);
  return {
    changes: await changesOf(service, { from, until, query, lang }, keys),
    next: touched.length > limit ? keys.at(-1) : undefined,
  };
}

/** What differs of some features, in the order of the keys. */
export async function changesOf(
  { database, published }: Reading,
  { from, until, query, lang }: Between,
  keys: readonly string[],
): Promise<NetChange[]> {
  /** The keys of those that are there in a state, and meet what was asked. */
  async function met({ definition }: PastDataset, selection: Selection = { definition }): Promise<Set<string>> {
    const rows = await database.query<{ key: string }>(
      sql`select ${keyOf(definition)}::text as key ${among(published, selection, keys)}`,
    );
    return new Set(rows.map((row) => row.key));
  }

  const selections = [from, until].map(({ definition }) => parseWanted(definition, query, crs84).selection);
  const isChosen = selections.some(({ bbox, datetime, filter }) => bbox ?? datetime ?? filter);
  const meets = isChosen ? await Promise.all([met(from, selections[0]), met(until, selections[1])]) : undefined;
  const states = [from, until].map((state) => featuresAt({ database, published }, state, { query, lang }, keys));
  const [before, later] = await Promise.all(states);
  // Of a row that has become internal nothing is told but that it went; what was asked of it would tell more.
  const [was, is] = isChosen ? [] : [await met(unveiled(from)), await met(unveiled(until))];
  return keys.flatMap((featureId): NetChange[] => {
    if (meets && !meets.some((keysMet) => keysMet.has(featureId))) return [];
    const [old = null, young = null] = [before?.get(featureId), later?.get(featureId)];
    const isHidden = old === null && young === null && was?.has(featureId) && !is?.has(featureId);
    if (old === young && !isHidden) return [];
    const change = young === null ? 'removed' : old === null ? 'added' : 'changed';
    return [{ featureId, change, before: old, after: young }];
  });
}

/** Features of a state by their keys, as GeoJSON text; those that are not there, or not public, are not in it. */
export async function featuresAt(
  { database, published }: Reading,
  { definition }: PastDataset,
  { query, lang }: Pick<Between, 'query' | 'lang'>,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const wanted = { ...parseWanted(definition, query, crs84), selection: { definition } };
  const encoder = await geojson.encoder({ database, published, wanted, lang, axes: 'authority' });
  const rows = await database.query<{ key: string; feature: string }>(
    sql`select ${keyOf(definition)}::text as key, ${encoder.shape.inner} ${among(published, wanted.selection, keys)}`,
  );
  return new Map(rows.map((row) => [row.key, row.feature]));
}

function keyOf({ key }: Definition): Sql {
  return sql`t.${identifier(key)}`;
}

/** `from … where …` of those of a selection that have one of the keys. */
function among(published: Published, selection: Selection, keys: readonly string[]): Sql {
  return sql`${matching(published, selection)} and ${keyOf(selection.definition)} = any (${keys})`;
}
