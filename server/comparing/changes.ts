import type { Queryable } from '../database/database.ts';
import { identifier, sql } from '../database/sql.ts';
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
}

/** As JSON text, since whole numbers beyond 2^53 keep their digits so. */
export function changeAsJson({ featureId, change, before, after }: NetChange): string {
  return `{"featureId":${JSON.stringify(featureId)},"change":"${change}","before":${before},"after":${after}}`;
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

/** All that differs between two states of a dataset, by key, a page at a time. */
export async function* allChanges(service: Reading, between: Between): AsyncGenerator<NetChange> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: ChangesPage = await changesBetween(service, between, { limit: mostAtOnce, after });
    yield* page.changes;
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
  const { database, published } = service;
  const [then, now] = [from.definition.asOf, until.definition.asOf];
  if (!then || !now) throw new Error('A state has no number');
  const touched = await database.query<{ key: string }>(sql`
    select key from (${touchedKeys(from.definition, then, now)}) touched
    where key > ${after ?? ''} group by key order by key limit ${limit + 1}`);
  const keys = touched.slice(0, limit).map(({ key }) => key);

  /** The keys of those that are there in a state, and meet what was asked. */
  async function met({ definition }: PastDataset, selection: Selection = { definition }): Promise<Set<string>> {
    const key = sql`t.${identifier(definition.key)}`;
    const rows = await database.query<{ key: string }>(
      sql`select ${key}::text as key ${matching(published, selection)} and ${key} = any (${keys})`,
    );
    return new Set(rows.map((row) => row.key));
  }

  async function features({ definition }: PastDataset): Promise<Map<string, string>> {
    const wanted = { ...parseWanted(definition, query, crs84), selection: { definition } };
    const encoder = await geojson.encoder({ database, published, wanted, lang, axes: 'authority' });
    const key = sql`t.${identifier(definition.key)}`;
    const rows = await database.query<{ key: string; feature: string }>(
      sql`select ${key}::text as key, ${encoder.shape.inner} ${matching(published, wanted.selection)} and ${key} = any (${keys})`,
    );
    return new Map(rows.map((row) => [row.key, row.feature]));
  }

  const selections = [from, until].map(({ definition }) => parseWanted(definition, query, crs84).selection);
  const isChosen = selections.some(({ bbox, datetime, filter }) => bbox ?? datetime ?? filter);
  const meets = isChosen ? await Promise.all([met(from, selections[0]), met(until, selections[1])]) : undefined;
  const [before, later] = [await features(from), await features(until)];
  // Of a row that has become internal nothing is told but that it went; what was asked of it would tell more.
  const [was, is] = isChosen ? [] : [await met(unveiled(from)), await met(unveiled(until))];
  return {
    changes: keys.flatMap((featureId): NetChange[] => {
      if (meets && !meets.some((keysMet) => keysMet.has(featureId))) return [];
      const [old = null, young = null] = [before.get(featureId), later.get(featureId)];
      const isHidden = old === null && young === null && was?.has(featureId) && !is?.has(featureId);
      if (old === young && !isHidden) return [];
      const change = young === null ? 'removed' : old === null ? 'added' : 'changed';
      return [{ featureId, change, before: old, after: young }];
    }),
    next: touched.length > limit ? keys.at(-1) : undefined,
  };
}
