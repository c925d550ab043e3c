import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { namesIn, spatialKinds } from '../datasets/check-names.ts';
import type { Check } from '../datasets/checks.ts';
import { tablesOf } from '../datasets/checks.ts';
import type { Definition } from '../datasets/definition.ts';
import { type Asked, datasetOf, type Scope } from './asked.ts';
import { compileCheck } from './compile.ts';
import type { Fault, Told } from './fault.ts';
import { wordsOf } from './words.ts';

export interface Running {
  definitions: readonly Definition[];
  scope: Scope;
  publicOnly: boolean;
  /** What only a delivery demands is an error too. */
  isDelivery: boolean;
  /** So many faults of each check, in the order of keys; all are counted. */
  most: number;
}

interface Row extends Record<string, unknown> {
  key: string;
  name: string;
  part: number | null;
  value: string | null;
  other_key: string | null;
  other_name: string | null;
  measure: number | null;
  slight: boolean;
  east: number | null;
  north: number | null;
  total: number;
  errors: number;
}

/** Asks one check. Undefined: it reads a table that is no dataset's, or one without what it names. */
export async function runCheck(
  database: Queryable,
  definition: Definition,
  check: Check,
  running: Running,
): Promise<Told | undefined> {
  const asked: Asked = { ...running, definition, check };
  if (!tablesOf(check).every((name) => isReadable(asked, name))) return undefined;
  const rows = await database.query<Row>(sql`
    select key, name, part, value, other_key, other_name, measure, slight, st_x(there) as east, st_y(there) as north,
      total, errors
    from (select *, count(*) over ()::int as total, count(*) filter (where not slight) over ()::int as errors
      from (${compileCheck(asked)}) found order by slight, key, part, other_key limit ${running.most}::int) told
    cross join lateral (select case when st_srid(at) = 0 then null else allmanning.reprojected(at, 3006) end offset 0) p (there)
    order by slight, key, part, other_key`);
  const first = rows[0];
  const { id, rule, title, remedy } = check;
  const severity = severityOf(check, running.isDelivery);
  return {
    check: { id, title, ...(rule === undefined ? {} : { rule }), ...(remedy === undefined ? {} : { remedy }) },
    ...(first ? { severity: first.errors > 0 ? severity : 'warning' } : {}),
    count: first?.total ?? 0,
    faults: rows.map((row) => faultOf(asked, row, row.slight ? 'warning' : severity)),
  };
}

/** The other dataset is there and has what the check names. */
function isReadable(asked: Asked, name: string): boolean {
  const other = datasetOf(asked, name);
  if (!other || (other.geometry === null && spatialKinds.includes(asked.check.kind))) return false;
  return namesIn(asked.check).other.every((column) => other.fields.some((field) => field.name === column));
}

function severityOf({ severity }: Check, isDelivery: boolean): Fault['severity'] {
  if (severity === 'delivery') return isDelivery ? 'error' : 'warning';
  return severity;
}

function faultOf(asked: Asked, row: Row, severity: Fault['severity']): Fault {
  const { check, definition } = asked;
  const { key, name, part, value, measure, east, north } = row;
  return {
    dataset: definition.id,
    check: check.id,
    ...(check.rule === undefined ? {} : { rule: check.rule }),
    severity,
    key,
    name,
    value,
    ...(row.other_key === null ? {} : { other: { key: row.other_key, name: row.other_name ?? row.other_key } }),
    measure,
    ...(east === null || north === null ? {} : { at: [rounded(east), rounded(north)] as const }),
    ...wordsOf(asked, { part, otherName: row.other_name, measure }),
    remedy: check.remedy ?? null,
  };
}

/** To the centimetre. */
function rounded(metres: number): number {
  return Math.round(metres * 100) / 100;
}
