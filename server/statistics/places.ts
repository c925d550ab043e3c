import type { Queryable } from '../database/database.ts';
import { identifier, join, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { fromTables, ownColumn, publicCondition } from '../datasets/select.ts';
import type { Asked } from './asked.ts';
import type { Assumed } from './assumed.ts';
import { isChosen } from './choice.ts';

/** What the places of a question are called, by code. Of one that has several names the first in the newest edition. */
export async function placeNames(
  database: Queryable,
  { table, by, fixed }: Asked,
  assumed: Assumed,
  areas: Definition | undefined,
): Promise<ReadonlyMap<string, string>> {
  const { geo, areas: outlines } = table.statistics;
  const isByPlace = by.some(({ of }) => typeof of !== 'string' && of.field.name === geo);
  const name = areas?.map?.popup.title[0];
  const code = geo === undefined ? undefined : outlines?.on[geo];
  const isPublic = areas?.fields.some((field) => field.name === name && field.public);
  if (!isByPlace || !areas || !outlines || name === undefined || code === undefined || !isPublic) return new Map();
  const within = Object.entries(outlines.on).flatMap(([ours, theirs]) => {
    const column = sql`t.${identifier(theirs)}`;
    const value = assumed.get(ours);
    if (value !== undefined) return [sql`${column} = ${value}`];
    const choice = fixed.get(ours);
    return choice ? [isChosen(column, choice)] : [];
  });
  const edition = table.people && outlines.on[table.people.edition];
  const rows = await database.query<{ code: string; name: string | null }>(sql`
    select t.${identifier(code)}::text as code, ${ownColumn(areas, name)}::text as name from ${fromTables(areas)}
    where ${join([publicCondition(areas), ...within], ' and ')}
    order by ${edition === undefined ? sql`t.${identifier(code)}` : sql`t.${identifier(edition)}`}, 1, 2 desc`);
  return new Map(rows.flatMap(({ code, name }) => (name === null ? [] : [[code, name]])));
}
