import { deletesMany } from './findings/values.ts';
import type { DatasetReport, FindingList } from './report.ts';

/** More than this of what a file speaks for is not taken away by a file that may be half of another. */
const mostDeleted = 0.2;

/**
 * Reports datasets of which a file would delete more than a fifth of the rows that it speaks for: those that were there,
 * without example rows. One rule for large and small, so that it can be known beforehand: 1 of 3 is asked for, too.
 */
export function checkDeletions(reports: readonly DatasetReport[], findings: FindingList): void {
  for (const { dataset, deleted, updated, unchanged } of reports) {
    const spokenFor = deleted + updated + unchanged;
    if (deleted > mostDeleted * spokenFor) findings.add(deletesMany(deleted, spokenFor), { dataset });
  }
}
