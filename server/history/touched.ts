import { identifier, join, raw, type Sql, sql, table } from '../database/sql.ts';
import { keyText, numberOf, tableAt } from '../datasets/as-of.ts';
import type { AsOf, Definition, PastTable } from '../datasets/definition.ts';

/**
 * `select … as key`: the keys, as text, of the rows of a dataset that may differ between two states: their own rows have
 * changed, or rows that they are joined to.
 */
export function touchedKeys(definition: Definition, from: AsOf, until: AsOf): Sql {
  const own = from.tables[definition.table];
  if (!own) throw new Error(`The past of ${definition.table} is not known`);
  const changed = (past: PastTable) => sql`
    select h.key from allmanning.history h join allmanning.states s on s.id = h.state
    where h.relation = ${numberOf(past)} and s.number > ${from.number} and s.number <= ${until.number}`;
  const key = identifier(definition.key);
  const others = [
    ...(definition.joins ?? []).map((other) => ({ table: other.table, on: { [other.to]: other.from } })),
    ...(definition.series ?? []),
  ].flatMap(({ table, on }) => {
    const past = from.tables[table];
    if (!past) return [];
    const match = join(
      Object.entries(on).map(([theirs, ours]) => sql`t.${identifier(ours)} = o.${identifier(theirs)}`),
      ' and ',
    );
    return [from, until].map(
      (state) => sql`
    select t.${key}::text from ${tableAt(definition.table, state)} t join ${tableAt(table, state)} o on ${match}
    where ${keyText(past, raw('o'))} in (${changed(past)})`,
    );
  });
  return others.length === 0 ? changed(own) : join([changed(own), ...others], ' union ');
}

/**
 * `select … as transaction`: those that may have changed how one feature is told: its own row, a row that it is or was
 * joined to, or anything in a table of yearly values.
 */
export function touchingTransactions(definition: Definition, { tables }: AsOf, key: string): Sql {
  const own = tables[definition.table];
  if (!own) throw new Error(`The past of ${definition.table} is not known`);
  const all = (past: PastTable) => sql`
    select transaction from allmanning.states where relation = ${numberOf(past)}`;
  const some = (past: PastTable, which: Sql) => sql`
    select s.transaction from allmanning.history h join allmanning.states s on s.id = h.state
    where h.relation = ${numberOf(past)} and h.key ${which}`;
  const joined = (definition.joins ?? []).flatMap((other) => {
    const past = tables[other.table];
    if (!past) return [];
    // By another column than its key, a row is found in its past only by looking at all of it.
    if (past.keys.length > 1 || past.keys[0] !== other.to) return [all(past)];
    return some(
      past,
      sql`in (
      select t.${identifier(other.from)}::text from ${table(definition.table)} t where ${keyText(own, raw('t'))} = ${key}
      union select o.row->>${other.from}::text from allmanning.history o
        where o.relation = ${numberOf(own)} and o.key = ${key})`,
    );
  });
  const yearly = (definition.series ?? []).flatMap((series) => tables[series.table] ?? []).map(all);
  return join([some(own, sql`= ${key}`), ...joined, ...yearly], ' union ');
}
