import type { Row } from '../database/database.ts';
import { identifier, join, sql } from '../database/sql.ts';
import { conditionsOn } from '../datasets/as-of.ts';
import type { Definition } from '../datasets/definition.ts';
import { fromTables, plainValue, publicColumns, publicCondition, shownCondition } from '../datasets/select.ts';
import type { OpenData } from '../open-data/open-data.ts';
import type { SeriesTotals } from '../styles/measures.ts';

/** What the totals of a dataset are made from, as its series says; undefined where none does, or there is nothing. */
export async function madeFrom(
  { database, published }: OpenData,
  definition: Definition,
): Promise<SeriesTotals['from']> {
  const from = definition.series?.find((series) => series.from)?.from;
  const source = from && published.definitions.find(({ id }) => id === from.dataset);
  if (!source) return undefined;
  const columns = from.fields.flatMap((name) => publicColumns(source).find(({ field }) => field.name === name) ?? []);
  const theirs = Object.keys(from.on).map((name) => sql`t.${identifier(name)}`);
  const ours = Object.values(from.on).map((name) => sql`t.${identifier(name)}`);
  const [found] = await database.query<Row & { values: Record<string, string | number> }>(sql`
    select json_build_object(${join(columns.map((column) => sql`${column.field.name}::text, ${plainValue(column)}`))}) as values
    from ${fromTables(source)}
    where ${publicCondition(source)} and ${conditionsOn(from.where ?? [])}
      and (${join(theirs)}) in (
        select ${join(ours)} from ${fromTables(definition)} where ${shownCondition(definition)})
    order by t.${identifier(from.newest)} desc
    limit 1`);
  return found && { dataset: source.id, values: found.values };
}
