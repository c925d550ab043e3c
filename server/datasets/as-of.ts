import { empty, identifier, join, literal, raw, type Sql, sql, table } from '../database/sql.ts';
import type { AsOf, Condition, PastTable } from './definition.ts';

/** A table that is read by some columns together; one of them may be its geometry. */
export function pastTable(
  name: string,
  keys: readonly string[],
  columns: readonly string[],
  geometry: string | undefined,
): PastTable {
  return { relation: `${name} ${keys.join(' ')}`, keys, columns, ...(geometry === undefined ? {} : { geometry }) };
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

/**
 * A table, or its rows at a past number: those that are there still, as they are or as they were before their first change
 * since, and those that went. The key is the table's own column, so that a page in its order reads only what it shows.
 */
export function tableAt(name: string, asOf: AsOf | undefined): Sql {
  const past = asOf?.tables[name];
  if (!asOf || !past) return table(name);
  const isPublic = past.publicRows ? sql` and ${wentPublic(name, past, past.publicRows)}` : empty;
  const columns = past.columns.map((column) => {
    const [is, was] = [sql`r.${identifier(column)}`, sql`p.${identifier(column)}`];
    return past.keys.includes(column)
      ? is
      : sql`case when f.state is null then ${is} else ${was} end as ${identifier(column)}`;
  });
  return sql`(
    (select ${join(columns)} from ${table(name)} r
    left join lateral (${firstSince(past, keyText(past, raw('r')), asOf.number)}) f on true
    left join lateral ${rowOf(name, past, raw('f'))} p on f.row is not null
    where (f.action is null or f.action <> '+')${isPublicNow(past)}
    order by ${join(past.keys.map((key) => sql`r.${identifier(key)}`))})
    union all
    select ${join(past.columns.map((column) => sql`p.${identifier(column)}`))} from (
      select distinct h.key from allmanning.history h join allmanning.states s on s.id = h.state
      where h.relation = ${numberOf(past)} and h.action = '-' and s.number > ${asOf.number}
    ) gone
    cross join lateral (${firstSince(past, raw('gone.key'), asOf.number)}) f
    cross join lateral ${rowOf(name, past, raw('f'))} p
    where f.action <> '+' and not exists (select from ${table(name)} r where ${sameKeys(past)})${isPublic}
  )`;
}

function firstSince(past: PastTable, key: Sql, number: number): Sql {
  return sql`select h.* from allmanning.history h join allmanning.states s on s.id = h.state
      where h.relation = ${numberOf(past)} and h.key = ${key} and s.number > ${number} order by s.number limit 1`;
}

function sameKeys({ keys }: PastTable): Sql {
  return join(
    keys.map((key) => sql`r.${identifier(key)} = p.${identifier(key)}`),
    ' and ',
  );
}

/** The row that an entry of history is of, in the columns that its table has now. */
function rowOf(name: string, { geometry }: PastTable, entry: Sql): Sql {
  const row = sql`json_populate_record(null::${table(name)}, ${entry}.row)`;
  if (geometry === undefined) return row;
  return sql`json_populate_record(${row}, json_build_object(${literal(geometry)}::text, ${entry}.geometry::text))`;
}

/** Of a row that is there. */
function isPublicNow({ publicRows }: PastTable): Sql {
  return publicRows ? sql` and ${conditionsOn(publicRows, raw('r'))}` : empty;
}

/** Of a row that went: as it was then. */
function wentPublic(name: string, past: PastTable, publicRows: readonly Condition[]): Sql {
  return sql`(select ${conditionsOn(publicRows)}
        from allmanning.history l join allmanning.states ls on ls.id = l.state
        cross join lateral ${rowOf(name, past, raw('l'))} t
        where l.relation = ${numberOf(past)} and l.key = gone.key and l.action = '-' order by ls.number desc limit 1)`;
}

/** "The row meets all of these." */
export function conditionsOn(conditions: readonly Condition[], row: Sql = raw('t')): Sql {
  if (conditions.length === 0) return raw('true');
  return join(
    conditions.map(
      ({ field, in: values }) => sql`${row}.${identifier(field)}::text = any (${values.map(String)}::text[])`,
    ),
    ' and ',
  );
}
