import type { Queryable } from '../database/database.ts';
import { identifier, join, raw, type Sql, sql, table } from '../database/sql.ts';
import type { Definition, Localized } from '../datasets/definition.ts';
import { referenceMissing, referredTo } from './findings/values.ts';
import type { FindingList } from './report.ts';
import { describeTarget } from './target.ts';

/** What rows of other tables have to do with rows that come back or go. */

/** More are counted, and not told one by one. */
const mostTold = 1_000;

/** Columns of other tables that refer to a table, with its own column. */
async function referrersOf(database: Queryable, { table: name }: Definition) {
  const [schema = '', relation = ''] = name.split('.');
  return database.query<{ table: string; column: string; ours: string; cascades: boolean; key: string | null }>(sql`
    select n.nspname || '.' || c.relname as table, a.attname::text as column, fa.attname::text as ours,
      f.confdeltype = 'c' as cascades,
      (select k.attname::text from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary) as key
    from pg_constraint f
    join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class p on p.oid = f.confrelid join pg_namespace pn on pn.oid = p.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = f.conkey[1]
    join pg_attribute fa on fa.attrelid = p.oid and fa.attnum = f.confkey[1]
    where f.contype = 'f' and cardinality(f.conkey) = 1 and f.conrelid <> f.confrelid
      and pn.nspname = ${schema} and p.relname = ${relation}
    order by 1, 2`);
}

/**
 * Reports rows of other tables that refer to rows that would go. `going`: a condition on rows `t` of the dataset's table.
 * Those that may go along with them are noted: a dataset's own series, and with `along` all that the database takes along.
 */
export async function checkReferrers(
  database: Queryable,
  definitions: readonly Definition[],
  definition: Definition,
  going: Sql,
  told: { findings: FindingList; notes: Localized[]; along?: boolean },
): Promise<void> {
  for (const { table: name, column, ours, cascades, key } of await referrersOf(database, definition)) {
    const referred = sql`${table(name)} r join ${table(definition.table)} t on t.${identifier(ours)} = r.${identifier(column)}`;
    const referring = definitions.find((one) => one.table === name);
    if (cascades && (told.along || definition.series?.some((one) => one.table === name))) {
      const [parts] = await database.query<{ rows: number }>(
        sql`select count(*)::int as rows from ${referred} where ${going}`,
      );
      if (parts && parts.rows > 0) told.notes.push(goesAlong(parts.rows, referring?.title ?? { sv: name, en: name }));
      continue;
    }
    const value = sql`r.${identifier(column)}::text`;
    const rows = await database.query<{ key: string; name: string; value: string }>(sql`
      select ${key === null ? raw('r.ctid') : sql`r.${identifier(key)}`}::text as key, ${nameOf(referring, value)} as name,
        ${value} as value
      from ${referred} where ${going} order by 1 limit ${mostTold}`);
    for (const row of rows) {
      const place = {
        dataset: referring?.id ?? name,
        name: `${row.name} (${row.key})`,
        field: column,
        value: row.value,
      };
      told.findings.add(referredTo(referring?.id ?? name), place);
    }
  }
}

function goesAlong(rows: number, title: Localized): Localized {
  return {
    sv: `${rows} rader i ${title.sv} hör till det som tas bort och följer med; de kommer inte tillbaka med det.`,
    en: `${rows} rows in ${title.en} belong to what is removed and go with it; they do not come back with it.`,
  };
}

/** Reports rows of `rows` (a query with the dataset's columns) that would come back and refer to what is not there. */
export async function checkReferred(
  database: Queryable,
  definitions: readonly Definition[],
  definition: Definition,
  rows: Sql,
  findings: FindingList,
): Promise<void> {
  const { references = [] } = (await describeTarget(database, definition)) ?? {};
  for (const { column, table: name, theirColumn } of references) {
    if (name === definition.table) continue;
    const referred = definitions.find((one) => one.table === name);
    const told = sql`r.${identifier(column)}::text`;
    const missing = await database.query<{ key: string; name: string; value: string }>(sql`
      select r.${identifier(definition.key)}::text as key, ${nameOf(definition, told)} as name, ${told} as value
      from ${rows} r where r.${identifier(column)} is not null and not exists
        (select from ${table(name)} p where p.${identifier(theirColumn)} = r.${identifier(column)})
      order by 1 limit ${mostTold}`);
    for (const row of missing) {
      const place = { dataset: definition.id, name: `${row.name} (${row.key})`, field: column, value: row.value };
      findings.add(referenceMissing(referred?.id ?? name), place);
    }
  }
}

/** What people call a row `r`. */
function nameOf(definition: Definition | undefined, otherwise: Sql): Sql {
  const titles = (definition?.map?.popup.title ?? []).filter((title) =>
    definition?.fields.some(({ name, generated }) => name === title && !generated),
  );
  return sql`coalesce(${join([...titles.map((title) => sql`nullif(r.${identifier(title)}::text, '')`), otherwise])})`;
}
