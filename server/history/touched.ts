import { identifier, join, raw, type Sql, sql } from '../database/sql.ts';
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
  return join([changed(own), ...others], ' union ');
}
