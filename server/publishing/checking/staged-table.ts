import type { Queryable } from '../../database/database.ts';
import type { Definition } from '../../datasets/definition.ts';
import type { FindingList } from '../report.ts';
import type { Staging } from '../staging.ts';
import { checkComplete } from './staged-complete.ts';
import { checkKnown } from './staged-known.ts';
import { checkSums } from './staged-sums.ts';

/** Holds a table of statistics against the rules of its definition: `import.table`. */
export async function checkTable(
  database: Queryable,
  staging: Staging,
  definition: Definition,
  definitions: readonly Definition[],
  findings: FindingList,
): Promise<void> {
  const rules = definition.import?.table;
  if (!rules) return;
  const file = { database, staging, dataset: definition.id, value: rules.value, findings };
  if (rules.complete) await checkComplete(file, rules.complete);
  for (const sum of rules.sums ?? []) await checkSums(file, sum);
  if (rules.known) await checkKnown(file, rules.known, definitions);
}
