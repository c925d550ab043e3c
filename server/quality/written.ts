import type { Queryable } from '../database/database.ts';
import type { Check } from '../datasets/checks.ts';
import { tablesOf } from '../datasets/checks.ts';
import type { Definition } from '../datasets/definition.ts';
import type { Fault } from './fault.ts';
import { countParts } from './lost-parts.ts';
import { runCheck } from './run.ts';

/** Checks of what a transaction writes, asked in it: of the rows that it has written and of those that they bear on. */

/** Faults of one check that are told; all are errors first. */
const mostOfEach = 10_000;

interface Writing {
  definitions: readonly Definition[];
  /** The tables that are written to. */
  tables: ReadonlySet<string>;
}

/** What to know before the first row is written. */
export async function beforeWriting(tx: Queryable, writing: Writing): Promise<void> {
  for (const { check } of concerned(writing)) {
    if ((check.kind === 'covered' || check.kind === 'has-parts') && writing.tables.has(check.parts.table))
      await countParts(tx, check.parts);
  }
}

/** What the rows that the transaction has written break. Values are checked row by row already. */
export async function brokenByWriting(tx: Queryable, writing: Writing, isDelivery: boolean): Promise<Fault[]> {
  const { definitions, tables } = writing;
  const running = { definitions, scope: { written: tables }, publicOnly: false, isDelivery, most: mostOfEach };
  const faults: Fault[] = [];
  for (const { definition, check } of concerned(writing)) {
    faults.push(...((await runCheck(tx, definition, check, running))?.faults ?? []));
  }
  return faults;
}

/**
 * Those of the errors that are there already, and no less: asked before the transaction or after it was taken back. What only
 * a delivery demands is for each delivery to mend.
 */
export async function alreadyBroken(
  database: Queryable,
  definitions: readonly Definition[],
  faults: readonly Fault[],
): Promise<Set<Fault>> {
  const already = new Set<Fault>();
  for (const definition of definitions) {
    for (const check of definition.checks ?? []) {
      const asked = faults.filter(({ dataset, check: id }) => dataset === definition.id && id === check.id);
      if (asked.length === 0 || check.severity !== 'error') continue;
      const keys = [...new Set(asked.flatMap(({ key, other }) => (other ? [key, other.key] : [key])))];
      const running = { definitions, scope: { keys }, publicOnly: false, isDelivery: false, most: mostOfEach };
      const was = (await runCheck(database, definition, check, running))?.faults ?? [];
      for (const fault of asked) if (was.some((one) => isSame(one, fault) && !isWorse(fault, one))) already.add(fault);
    }
  }
  return already;
}

function concerned({ definitions, tables }: Writing): { definition: Definition; check: Check }[] {
  return definitions.flatMap((definition) =>
    (definition.checks ?? [])
      .filter(
        (check) =>
          tables.has(definition.table) || (bearsBack(check) && tablesOf(check).some((name) => tables.has(name))),
      )
      .map((check) => ({ definition, check })),
  );
}

/** A change in the other table may break it. A file about the municipality does not answer for all plans. */
function bearsBack({ kind }: Check): boolean {
  return kind !== 'near' && kind !== 'refers';
}

function isSame(one: Fault, other: Fault): boolean {
  const rows = ({ key, other: second }: Fault) => [key, second?.key ?? ''].sort().join(' ');
  return one.field === other.field && rows(one) === rows(other);
}

function isWorse({ measure: now }: Fault, { measure: was }: Fault): boolean {
  return now !== null && was !== null && now > was * 1.01 + 0.01;
}
