import { identifier, join, literal, raw, type Sql, sql, table } from '../database/sql.ts';
import type { AsOf, Condition, PastTable } from './definition.ts';

/** A table that is read by some columns together; one of them may be its geometry. */
export function pastTable(name: string, keys: readonly string[], geometry: string | undefined): PastTable {
  return { relation: `${name} ${keys.join(' ')}`, keys, ...(geometry === undefined ? {} : { geometry }) };
}

/** What history calls a row: the text of its key, or of a JSON array of its keys. */
export function keyText({ keys }: PastTable, row: Sql): Sql {
  const columns = keys.map((key) => sql`${row}.${identifier(key)}`);
  const [only] = columns;
  return only && columns.length === 1 ? sql`${only}::text` : sql`json_build_array(${join(columns)})::text`;
}

/** The number by which history knows a table. */
export function numberOf({ relation }: PastTable): Sql {
  return sql`(select id from allmanning.relations where name = ${relation})`;
}

/** A table, or its rows at a past number: those that have not changed since, and those that have, as they were. */
export function tableAt(name: string, asOf: AsOf | undefined): Sql {
  const past = asOf?.tables[name];
  if (!asOf || !past) return table(name);
  const since = (row: Sql) => sql`join allmanning.states s on s.id = ${row}.state
      where ${row}.relation = ${numberOf(past)} and s.number > ${asOf.number}`;
  const [h, first] = [raw('h'), raw('first')];
  return sql`(
    select r.* from ${table(name)} r
    where not exists (select from allmanning.history h ${since(h)} and h.key = ${keyText(past, raw('r'))})
    union all
    select p.* from (
      select distinct on (h.key) h.* from allmanning.history h ${since(h)} order by h.key, s.number
    ) first
    cross join lateral ${rowOf(name, past, first)} p
    where first.action <> '+'${past.publicRows ? sql` and ${isPublicNow(name, past, past.publicRows)}` : sql``}
  )`;
}

/** The row that an entry of history is of, in the columns that its table has now. */
function rowOf(name: string, { geometry }: PastTable, entry: Sql): Sql {
  const row = sql`json_populate_record(null::${table(name)}, ${entry}.row)`;
  if (geometry === undefined) return row;
  return sql`json_populate_record(${row}, json_build_object(${literal(geometry)}::text, ${entry}.geometry::text))`;
}

function isPublicNow(name: string, past: PastTable, publicRows: readonly Condition[]): Sql {
  const same = join(
    past.keys.map((key) => sql`t.${identifier(key)} = p.${identifier(key)}`),
    ' and ',
  );
  const condition = sql`coalesce(${conditionsOn(publicRows)}, false)`;
  return sql`coalesce(
      (select ${condition} from ${table(name)} t where ${same}),
      (select ${condition} from allmanning.history l join allmanning.states ls on ls.id = l.state
        cross join lateral ${rowOf(name, past, raw('l'))} t
        where l.relation = ${numberOf(past)} and l.key = first.key and l.action = '-' order by ls.number desc limit 1),
      false)`;
}

/** "The row `t` meets all of these." */
export function conditionsOn(conditions: readonly Condition[]): Sql {
  if (conditions.length === 0) return raw('true');
  return join(
    conditions.map(({ field, in: values }) => sql`t.${identifier(field)}::text = any (${values.map(String)}::text[])`),
    ' and ',
  );
}
