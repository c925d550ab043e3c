import type { Database, Queryable } from '../../database/database.ts';
import { identifier, sql } from '../../database/sql.ts';
import type { Definition } from '../../datasets/definition.ts';
import type { Fault } from '../../quality/fault.ts';
import { alreadyBroken, beforeWriting, brokenByWriting } from '../../quality/written.ts';
import type { Staged } from '../difference.ts';
import type { FindingList, Problem } from '../report.ts';

/** What a publication calls in its transaction: before its first row, and when all are written. */
export interface Rules {
  before(tx: Queryable): Promise<void>;
  /** Throws when the rows break a rule. */
  after(tx: Queryable): Promise<void>;
}

/** Thrown in the transaction, which is taken back. */
class RulesBroken extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super('The rows break rules');
    this.faults = faults;
  }
}

/**
 * Publishes under the rules of the datasets, and reports what breaks them. What was wrong before the file came is told and
 * refuses nothing: then it is published again without minding that. Undefined: refused.
 */
export async function keepingRules<T>(
  database: Database,
  definitions: readonly Definition[],
  staged: readonly Staged[],
  findings: FindingList,
  publish: (rules: Rules) => Promise<T>,
): Promise<T | undefined> {
  const tables = new Set(staged.map(({ preparation }) => preparation.definition.table));
  const isDelivery = staged.some(({ preparation }) => preparation.source.isDelivery);
  const writing = { definitions, tables };
  const publishExcusing = (excused: ReadonlySet<string>): Promise<T> =>
    publish({
      before: (tx) => beforeWriting(tx, writing),
      async after(tx) {
        const faults = await brokenByWriting(tx, writing, isDelivery);
        if (faults.some((fault) => isError(fault) && !excused.has(identityOf(fault)))) throw new RulesBroken(faults);
        await tell(tx, staged, faults, excused, findings);
      },
    });
  try {
    return await publishExcusing(new Set());
  } catch (error) {
    if (!(error instanceof RulesBroken)) throw error;
    const errors = error.faults.filter(isError);
    const already = await alreadyBroken(database, definitions, errors);
    const excused = new Set([...already].map(identityOf));
    if (already.size === errors.length) return publishExcusing(excused);
    await tell(database, staged, error.faults, excused, findings);
    return undefined;
  }
}

function isError({ severity }: Fault): boolean {
  return severity === 'error';
}

function identityOf({ dataset, check, key, other, field }: Fault): string {
  return JSON.stringify([dataset, check, field, [key, other?.key ?? ''].sort()]);
}

async function tell(
  database: Queryable,
  staged: readonly Staged[],
  faults: readonly Fault[],
  excused: ReadonlySet<string>,
  findings: FindingList,
): Promise<void> {
  const rows = await rowsInFile(database, staged, faults);
  for (const fault of faults) {
    const { dataset, key, other, name, field, value, at } = fault;
    const row = rows.get(`${dataset} ${key}`) ?? rows.get(`${dataset} ${other?.key}`) ?? null;
    const problem = problemOf(fault, excused.has(identityOf(fault)));
    findings.add(problem, { dataset, row, name, field, value, ...(at ? { at } : {}) });
  }
}

function problemOf({ check, rule, severity, reason, remedy }: Fault, isOld: boolean): Problem {
  const old = {
    sv: `${reason.sv} (fanns redan före filen)`,
    en: `${reason.en} (was there before the file)`,
  };
  return {
    code: check,
    ...(rule === undefined ? {} : { rule }),
    ...(isOld ? { severity: 'warning', reason: old } : { severity, reason }),
    remedy,
  };
}

/** By dataset and key, for the rows that faults name. */
async function rowsInFile(
  database: Queryable,
  staged: readonly Staged[],
  faults: readonly Fault[],
): Promise<ReadonlyMap<string, number>> {
  const rows = new Map<string, number>();
  for (const { preparation, staging } of staged) {
    const { id, key } = preparation.definition;
    const named = faults.filter(({ dataset }) => dataset === id).flatMap(({ key, other }) => [key, other?.key ?? key]);
    if (named.length === 0) continue;
    const found = await database.query<{ key: string; row: number }>(sql`
      select ${identifier(key)}::text as key, min(import_row) as row from ${staging.table}
      where ${identifier(key)}::text = any (${[...new Set(named)]}::text[]) group by 1`);
    for (const one of found) rows.set(`${id} ${one.key}`, one.row);
  }
  return rows;
}
