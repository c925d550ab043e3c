import { z } from 'zod';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { conditionSchema, type Definition } from '../datasets/definition.ts';
import { problem } from '../http/problems.ts';
import { noMorePublicThan } from './publicness.ts';
import type { Remembered } from './record.ts';

/** What is published, as far as the past needs it. */
export interface Datasets {
  /** The tables behind a dataset whose past is kept. Undefined: its own is not. */
  remembered(id: string): Remembered | undefined;
}

/** A dataset as it was. */
export interface PastDataset {
  /** Read like any definition; gives nothing that was not public then and is not public now. */
  definition: Definition;
  /** The version that was asked for, or the newest at the time. */
  version: number;
}

/** A version number, or a time with a zone (ISO 8601); `start`: as far back as is known. */
export type Moment = { number: number } | { time: string } | 'start' | 'now';

/** The same with the rows that were public then, whatever they are now: to be counted, never to be told. */
export function unveiled({ definition, version }: PastDataset): PastDataset {
  const { asOf } = definition;
  const own = asOf?.tables[definition.table];
  if (!asOf || !own) return { definition, version };
  const { publicRows: _now, ...table } = own;
  return {
    definition: { ...definition, asOf: { ...asOf, tables: { ...asOf.tables, [definition.table]: table } } },
    version,
  };
}

/** The number of a version. Undefined: the text is none. */
export function versionNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Parses `as-of`, `since` and the like. Throws a 400 problem. */
export function parseMoment(name: string, text: string): Moment {
  const number = versionNumber(text);
  if (number !== undefined) return { number };
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return { time: text };
  const expected = {
    sv: 'ett versionsnummer ur /versions eller en tid som 2026-11-30T12:00:00Z',
    en: 'a version number of /versions or a time like 2026-11-30T12:00:00Z',
  };
  throw problem('bad-parameter', { name, value: text, expected });
}

/** The same where the present may be asked for, as `now`. Throws a 400 problem. */
export function parseMomentOrNow(name: string, text: string): Moment {
  return text === 'now' ? text : parseMoment(name, text);
}

const publicnessShape = z.object({ fields: z.array(z.string()), rows: z.array(conditionSchema) });

/**
 * A dataset as it was at a moment. What one transaction did is never seen in part. Throws a 404 problem when its past is
 * not kept, or does not reach so far back or forward.
 */
export async function pastOf(
  database: Queryable,
  datasets: Datasets,
  definition: Definition,
  moment: Moment,
): Promise<PastDataset> {
  const remembered = datasets.remembered(definition.id);
  const own = remembered?.[definition.table];
  if (!remembered || !own) throw problem('no-history', { id: definition.id });
  const { publicRows } = definition;
  const tables = { ...remembered, [definition.table]: { ...own, ...(publicRows ? { publicRows } : {}) } };
  const relations = Object.values(tables).map(({ relation }) => relation);
  const [found] = await database.query<{ version: number; number: number; begins: number; newest: number }>(sql`
    with asked as (select ${atMoment(definition, own.relation, relations, moment)} as version),
    whole as (
      -- All that the transaction did whose change it is.
      select greatest(asked.version, (select max(s.number) from allmanning.states s where s.transaction = (
          select v.transaction from allmanning.dataset_versions v
          where v.dataset = ${definition.id} and v.number <= asked.version order by v.number desc limit 1))) as number
      from asked)
    select asked.version, whole.number, k.number as newest,
      (select max(r.number) from allmanning.relations r where r.name = any (${relations}::text[])) as begins
    from asked, whole, allmanning.change_counter k`);
  if (!found) throw new Error('allmanning.change_counter is empty');
  const { version, number, begins, newest } = found;
  if (version < begins || version > newest) throw problem('no-such-version', { id: definition.id, begins, newest });
  const [then] = await database.query<{ fields: unknown; rows: unknown }>(sql`
    select fields, rows from allmanning.publicness
    where dataset = ${definition.id} and number < coalesce((select min(s.number) from allmanning.states s
      where s.relation in (select id from allmanning.relations where name = any (${relations}::text[])) and s.number > ${number}), 'infinity'::float8)
    order by number desc limit 1`);
  const was = then ? publicnessShape.parse(then) : { fields: [], rows: [] };
  const asOf = { number, tables };
  const past = noMorePublicThan(definition, was);
  return {
    definition: {
      ...past,
      asOf,
      ...(past.series ? { series: past.series.map((series) => ({ ...series, asOf })) } : {}),
    },
    version,
  };
}

/** Before the first change that is known, a table is what it was when its history began. */
function atMoment({ id }: Definition, own: string, relations: readonly string[], moment: Moment): Sql {
  if (moment === 'start')
    return sql`(select max(number) from allmanning.relations where name = any (${relations}::text[]))`;
  if (moment === 'now') return sql`(select number from allmanning.change_counter)`;
  if ('number' in moment) return sql`${moment.number}::bigint`;
  return sql`coalesce(
    (select max(number) from allmanning.dataset_versions where dataset = ${id} and changed_at <= ${moment.time}::timestamptz),
    (select number from allmanning.relations where name = ${own} and began_at <= ${moment.time}::timestamptz), 0)`;
}
