import { empty, identifier, join, raw, sql, table } from '../../database/sql.ts';
import type { Definition, TableRules } from '../../datasets/definition.ts';
import { codeUnknown, editionUnknown } from '../findings/statistics.ts';
import type { StagedValues } from './staged-values.ts';

/** Reports codes that another table does not know with what they stand beside; one of whose codes it knows none is told once. */
export async function checkKnown(
  { database, staging, dataset, findings }: StagedValues,
  { table: name, on }: NonNullable<TableRules['known']>,
  definitions: readonly Definition[],
): Promise<void> {
  const [[theirCode, code] = ['', ''], ...rest] = Object.entries(on);
  const beside = rest.map(([, ours]) => sql`${`${ours} `}::text || ${identifier(ours)}::text`);
  const referred = definitions.find((one) => one.table === name);
  // Example rows go when real ones come.
  const real = referred?.exampleColumn ? sql` and not k.${identifier(referred.exampleColumn)}` : empty;
  const matches = [[theirCode, code] as const, ...rest].map(
    ([theirs, ours]) => sql`k.${identifier(theirs)}::text = s.${identifier(ours)}::text`,
  );
  const ours = join([code, ...rest.map(([, column]) => column)].map(identifier));
  const found = await database.query<{ row: number; code: string; beside: string; rows: number; known: boolean }>(sql`
    select s.row, ${identifier(code)}::text as code, s.rows,
      ${beside.length > 0 ? sql`concat_ws(', ', ${join(beside)})` : raw(`''`)} as beside,
      exists (select from ${table(name)} k where ${join(matches, ' and ')}${real}) as known
    from (select ${ours}, min(import_row) as row, count(*)::int as rows from ${staging.table} group by ${ours}) s
    order by s.row`);
  const known = new Set(found.flatMap((one) => (one.known ? [one.beside] : [])));
  const id = referred?.id ?? name;
  for (const edition of new Set(found.map((one) => one.beside))) {
    const codes = found.filter((one) => !one.known && one.beside === edition);
    const rows = codes.reduce((sum, one) => sum + one.rows, 0);
    if (rest.length > 0 && !known.has(edition) && codes.length > 1) {
      findings.add(editionUnknown(id, codes.length, rows), { dataset, row: codes[0]?.row ?? null, value: edition });
      continue;
    }
    for (const one of codes)
      findings.add(codeUnknown(id, edition, one.rows), { dataset, row: one.row, field: code, value: one.code });
  }
}
