import type { Database } from '../database/database.ts';
import { sql, table, textOf } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { columnsOfRules, isMark } from '../datasets/protection.ts';

/** The tables that a definition reads, and which of their columns. */
export function tablesRead(definition: Definition): { table: string; columns: string[] }[] {
  return [
    {
      table: definition.table,
      columns: [
        definition.key,
        ...(definition.geometry ? [definition.geometry.column] : []),
        ...definition.fields.map(({ name }) => name).filter((name) => !isMark(definition, name)),
        ...columnsOfRules(definition),
        ...(definition.joins ?? []).map(({ from }) => from),
      ],
    },
    ...(definition.joins ?? []).map((join) => ({
      table: join.table,
      columns: [join.to, ...join.fields.map(({ column }) => column)],
    })),
    ...(definition.series ?? []).map((series) => ({
      table: series.table,
      columns: [series.along, series.value, ...Object.keys(series.on)],
    })),
  ];
}

/** Where a definition names a table or a column that the database does not have. Empty: it fits. */
export async function tableProblems(database: Database, definition: Definition): Promise<string[]> {
  const problems: string[] = [];
  for (const { table: name, columns } of tablesRead(definition)) {
    const rows = await database.query<{ column: string }>(sql`
      select attname as column from pg_attribute
      where attrelid = to_regclass(${textOf(table(name))}) and attnum > 0 and not attisdropped`);
    const present = new Set(rows.map(({ column }) => column));
    if (present.size === 0) {
      problems.push(`table: tabellen ${name} finns inte i databasen`);
      continue;
    }
    const missing = [...new Set(columns)].filter((column) => !present.has(column));
    for (const column of missing) problems.push(`${name} har ingen kolumn ${column}`);
  }
  return problems;
}
