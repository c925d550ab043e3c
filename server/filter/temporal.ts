import { raw, type Sql, sql } from '../database/sql.ts';
import type { temporalOperators } from './expression.ts';
import { fault } from './fault.ts';
import { asInstant, type Instant, isInstant, type Operand, type Period, wrongType } from './operand.ts';
import { instantOperand } from './scalars.ts';

type Operator = (typeof temporalOperators)[number];
type Comparison = '=' | '<>' | '<' | '>' | '<=' | '>=';

/**
 * Two instants at the coarser resolution of theirs: a timestamp beside a date counts as its day in UTC, so that 12:00 on
 * 1 May is equal to 1 May and not after it. (CQL2 §6.3.3 and §7.8.3 leave this to the server.)
 */
export function compareInstants(left: Instant, op: Comparison, right: Instant): Sql {
  const isMixed = left.type !== right.type;
  return sql`${isMixed ? day(left) : left.sql} ${raw(op)} ${isMixed ? day(right) : right.sql}`;
}

function day({ type, sql: value }: Instant): Sql {
  return type === 'date' ? value : sql`(${value} at time zone 'UTC')::date`;
}

/** CQL2 §7.8.2 after the intervals of OWL-Time; both ends belong to an interval. */
export function temporalRelation(op: Operator, first: Operand, second: Operand): Sql {
  const a = period(first, op);
  const b = period(second, op);
  const both = (left: Sql, right: Sql) => sql`(${left} and ${right})`;
  const starts = (comparison: Comparison) => compareInstants(a.start, comparison, b.start);
  const ends = (comparison: Comparison) => compareInstants(a.end, comparison, b.end);
  const startWithEnd = (comparison: Comparison) => compareInstants(a.start, comparison, b.end);
  const endWithStart = (comparison: Comparison) => compareInstants(a.end, comparison, b.start);
  switch (op) {
    case 't_after':
      return startWithEnd('>');
    case 't_before':
      return endWithStart('<');
    case 't_disjoint':
      return sql`(${endWithStart('<')} or ${startWithEnd('>')})`;
    case 't_intersects':
      return both(startWithEnd('<='), endWithStart('>='));
    case 't_equals':
      return both(starts('='), ends('='));
    case 't_contains':
      return both(starts('<'), ends('>'));
    case 't_during':
      return both(starts('>'), ends('<'));
    case 't_finishedBy':
      return both(starts('<'), ends('='));
    case 't_finishes':
      return both(starts('>'), ends('='));
    case 't_meets':
      return endWithStart('=');
    case 't_metBy':
      return startWithEnd('=');
    case 't_overlaps':
      return both(starts('<'), both(endWithStart('>'), ends('<')));
    case 't_overlappedBy':
      return both(starts('>'), both(startWithEnd('<'), ends('>')));
    case 't_startedBy':
      return both(starts('='), ends('>'));
    case 't_starts':
      return both(starts('='), ends('<'));
  }
}

/** These take instants too; the others are about intervals only, and an instant is a client error (§7.8.2). */
const forInstants: readonly Operator[] = ['t_after', 't_before', 't_disjoint', 't_equals', 't_intersects'];

function period(operand: Operand, op: Operator): { start: Instant; end: Instant } {
  if (operand.type === 'interval') return operand;
  const moment = asInstant(operand, instantOperand);
  const name = op.toUpperCase();
  if (!isInstant(moment)) {
    throw wrongType(operand, name, { sv: 'datum, tidpunkter och intervall', en: 'dates, timestamps and intervals' });
  }
  if (forInstants.includes(op)) return { start: moment, end: moment };
  throw fault(operand.place, {
    sv: `${name} jämför två intervall, INTERVAL('2024-01-01', '2024-12-31'). För en tidpunkt: T_INTERSECTS, T_BEFORE eller T_AFTER.`,
    en: `${name} compares two intervals, INTERVAL('2024-01-01', '2024-12-31'). For an instant: T_INTERSECTS, T_BEFORE or T_AFTER.`,
  });
}

/** An interval of two ends; a literal one that ends before it starts is a fault. `undefined`: open. */
export function interval(start: Operand | undefined, end: Operand | undefined, at: Pick<Period, 'place'>): Period {
  const { place } = at;
  const open = (text: string): Instant => ({
    type: 'timestamp',
    sql: raw(`'${text}'::timestamptz`),
    constant: true,
    place,
    written: "'..'",
  });
  const ends = [start ?? open('-infinity'), end ?? open('infinity')].map((one) => {
    if (isInstant(one)) return one;
    throw wrongType(one, 'INTERVAL', { sv: 'datum och tidpunkter', en: 'dates and timestamps' });
  });
  const [from, to] = ends;
  if (!from || !to) throw new Error('An interval has two ends');
  if (typeof from.literal === 'string' && typeof to.literal === 'string' && isLater(from.literal, to.literal)) {
    throw fault(place, {
      sv: `intervallet börjar ${from.literal} men slutar redan ${to.literal}.`,
      en: `the interval starts ${from.literal} but ends before that, ${to.literal}.`,
    });
  }
  return { type: 'interval', start: from, end: to, place, written: `INTERVAL(${from.written}, ${to.written})` };
}

function isLater(from: string, to: string): boolean {
  if (from.length === 10 || to.length === 10) return from.slice(0, 10) > to.slice(0, 10);
  return Date.parse(from) > Date.parse(to);
}
