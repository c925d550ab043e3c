import type { Queryable } from '../database/database.ts';
import { identifier, sql, table } from '../database/sql.ts';
import type { Check } from '../datasets/checks.ts';
import type { Definition } from '../datasets/definition.ts';
import type { Range } from './asked.ts';
import { checksOf } from './checks-of.ts';
import type { Fault, Told } from './fault.ts';
import { publicCheck } from './publicness.ts';
import { type Running, runCheck } from './run.ts';

/** Rows that are held against a rule in one statement: the embedded database is nobody else's meanwhile. */
const rowsAtATime = 500;
/** A view has no index of its key, and is gone through for each part. */
const mostParts = 200;

/** Holds all that is published of a dataset against its rules, whoever wrote it. Of 100,000 surfaces it takes minutes. */
export async function checkPublished(
  database: Queryable,
  definition: Definition,
  definitions: readonly Definition[],
  options: Omit<Running, 'definitions' | 'scope'>,
): Promise<Told[]> {
  const checks = checksOf(definition).flatMap((check) => {
    const open = options.publicOnly ? publicCheck(check, definition, definitions) : check;
    return open ? [open] : [];
  });
  const ranges = await rangesOf(database, definition);
  const told: Told[] = [];
  for (const check of checks) {
    const parts: Told[] = [];
    for (const scope of isAskedWhole(check) ? [{}] : ranges) {
      const part = await runCheck(database, definition, check, { ...options, definitions, scope });
      if (part) parts.push(part);
    }
    if (parts[0]) told.push(together(parts[0], parts, options.most));
  }
  return told;
}

/** Equal values may stand anywhere. */
function isAskedWhole({ kind }: Check): boolean {
  return kind === 'unique';
}

async function rangesOf(database: Queryable, { table: name, key }: Definition): Promise<Range[]> {
  const column = identifier(key);
  const starts = await database.query<{ key: string }>(sql`
    select key::text from (
      select ${column} as key, row_number() over (order by ${column}) as n, count(*) over () as total from ${table(name)}
    ) numbered
    where n % greatest(${rowsAtATime}::int, total / ${mostParts}::int) = 0 order by n`);
  const ends = starts.map((start) => start.key);
  return [undefined, ...ends].map((from, index) => {
    const before = ends[index];
    return { ...(from === undefined ? {} : { from }), ...(before === undefined ? {} : { before }) };
  });
}

function together(first: Told, parts: readonly Told[], most: number): Told {
  const isError = ({ severity }: Pick<Fault, 'severity'>) => (severity === 'error' ? 0 : 1);
  const severities = parts.flatMap(({ severity }) => (severity ? [{ severity }] : []));
  const worst = severities.toSorted((a, b) => isError(a) - isError(b))[0];
  return {
    check: first.check,
    ...worst,
    count: parts.reduce((sum, { count }) => sum + count, 0),
    faults: parts
      .flatMap(({ faults }) => faults)
      .toSorted((a, b) => isError(a) - isError(b))
      .slice(0, most),
  };
}
