import type { Queryable } from '../database/database.ts';
import { raw } from '../database/sql.ts';
import type { DatasetReport, FindingList, Report } from './report.ts';

/** What is known before anything is done. */
export type Asked = Pick<Report, 'kind' | 'file' | 'sha256' | 'started' | 'role' | 'message' | 'options' | 'dryRun'>;

/** What became of it. */
export interface Outcome {
  datasets: DatasetReport[];
  publication?: number | undefined;
}

/** The name by which the database knows who is at work. */
export async function roleOf(database: Queryable): Promise<string> {
  const [row] = await database.query<{ role: string }>(raw('select session_user::text as role'));
  return row?.role ?? '';
}

export function makeReport(
  asked: Asked,
  { datasets, publication }: Outcome,
  { findings, counts, errors, warnings, refusedRows }: FindingList,
  notes: Report['notes'],
): Report {
  return {
    ...asked,
    datasets: datasets.map((one) => ({ ...one, refused: refusedRows(one.dataset) })),
    findings,
    counts: [...counts],
    errors,
    warnings,
    notes,
    refused: errors > 0,
    ...(publication === undefined ? {} : { publication }),
    seconds: (Date.now() - Date.parse(asked.started)) / 1000,
  };
}

/** Findings that are kept with a publication. */
const mostStored = 1_000;

/** What is kept of it with its publication, beside the columns that there are. */
export function storedReport({ findings, counts, errors, warnings }: FindingList, notes: Report['notes']): object {
  return { findings: findings.slice(0, mostStored), counts, errors, warnings, notes };
}
