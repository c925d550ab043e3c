import type { Queryable } from '../../database/database.ts';
import { empty, identifier, raw, sql, table } from '../../database/sql.ts';
import type { Definition } from '../../datasets/definition.ts';
import { keyTwice, referenceMissing, rowsWithoutKey } from '../findings/values.ts';
import type { FindingList } from '../report.ts';
import type { Staging } from '../staging.ts';
import type { Reference } from '../target.ts';

const mostRowsNamed = 10;

/** Reports rows of the file that share a key. */
export async function checkKeys(
  database: Queryable,
  staging: Staging,
  definition: Definition,
  findings: FindingList,
): Promise<void> {
  const key = identifier(definition.key);
  // Few are found first, since the rows of each key in their order take a second for a hundred thousand.
  const twice = await database.query<{ key: string; rows: number[]; name: string | null }>(sql`
    select ${key}::text as key, array_agg(import_row order by import_row) as rows, min(import_name) as name
    from ${staging.table}
    where ${key} in (select ${key} from ${staging.table} group by 1 having count(*) > 1) or ${key} is null
    group by ${key} having count(*) > 1 order by min(import_row)`);
  for (const { key: value, rows, name } of twice) {
    const place = { dataset: definition.id, row: rows[0] ?? null, name, field: definition.key, value };
    findings.add(keyTwice(rows.slice(0, mostRowsNamed)), place);
  }
}

/** Reports published rows that the file lacks: without keys, nobody can tell whether they were changed or removed. */
export async function checkWithoutKeys(
  database: Queryable,
  staging: Staging,
  definition: Definition,
  findings: FindingList,
): Promise<void> {
  const key = identifier(definition.key);
  const [left] = await database.query<{ rows: number }>(sql`
    select count(*)::int as rows from ${table(definition.table)} t
    where not exists (select from ${staging.table} s where s.${key} = t.${key})`);
  if (left && left.rows > 0) findings.add(rowsWithoutKey(left.rows), { dataset: definition.id });
}

/** The table that a foreign key points at, and what the same import does to it. */
export interface Referred {
  definition: Definition | undefined;
  staging: Staging | undefined;
  /** The import replaces that table: only rows of the file will be there. */
  replaced: boolean;
}

/** Reports rows whose foreign key points at nothing. Example rows are nothing: they go when real rows come. */
export async function checkReference(
  database: Queryable,
  staging: Staging,
  definition: Definition,
  reference: Reference,
  referred: Referred,
  findings: FindingList,
): Promise<void> {
  const column = identifier(reference.column);
  const theirs = identifier(reference.theirColumn);
  const example = referred.definition?.exampleColumn;
  const real = example ? sql` and not p.${identifier(example)}` : empty;
  const published = referred.replaced
    ? raw('false')
    : sql`exists (select from ${table(reference.table)} p where p.${theirs} = s.${column}${real})`;
  const inFile = referred.staging
    ? sql`exists (select from ${referred.staging.table} p where p.${theirs} = s.${column})`
    : raw('false');
  const missing = await database.query<{ row: number; name: string | null; value: string }>(sql`
    select import_row as row, import_name as name, s.${column}::text as value from ${staging.table} s
    where s.${column} is not null and not (${published} or ${inFile}) order by import_row`);
  const known = referred.definition?.id ?? reference.table;
  for (const { row, name, value } of missing) {
    findings.add(referenceMissing(known), { dataset: definition.id, row, name, field: reference.column, value });
  }
}
