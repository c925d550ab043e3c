import { type Sql, sql } from '../database/sql.ts';
import type { Column } from '../datasets/select.ts';
import { problem } from '../http/problems.ts';

/** An instant or an interval, both ends included; null is an open end. Instants in UTC, as PostgreSQL reads them. */
export interface TimeRange {
  from: string | null;
  to: string | null;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
/** As PostgreSQL reads it, too: no year 0, no hour 24, no zone beyond those that there are. */
const instant = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/i;

/**
 * Parses `datetime` (OGC API – Features Part 1 §7.15.4): an instant, or an interval with `/`. A day without a time is
 * the whole day in UTC. Throws a 400 problem.
 */
export function parseDatetime(text: string): TimeRange {
  const ends = text.split('/');
  const wrong = () =>
    problem('bad-parameter', {
      name: 'datetime',
      value: text,
      expected: {
        sv: 'en tid (2026-01-31T12:00:00Z), en dag (2026-01-31) eller ett intervall (2026-01-01/2026-12-31, 2026-01-01/..)',
        en: 'a time (2026-01-31T12:00:00Z), a day (2026-01-31) or an interval (2026-01-01/2026-12-31, 2026-01-01/..)',
      },
    });
  const [first = '', second = first] = ends;
  const open = (end: string) => ends.length === 2 && (end === '' || end === '..');
  if (ends.length > 2 || (open(first) && open(second))) throw wrong();
  const range = {
    from: open(first) ? null : endOf(first, '00:00:00'),
    to: open(second) ? null : endOf(second, '23:59:59.999999'),
  };
  if (range.from === undefined || range.to === undefined) throw wrong();
  const { from, to } = range;
  if (from !== null && to !== null && Date.parse(from) > Date.parse(to)) throw wrong();
  return { from, to };
}

function endOf(text: string, time: string): string | undefined {
  const whole = day.test(text) ? `${text}T${time}Z` : instant.test(text) ? text : undefined;
  if (whole === undefined || text.startsWith('0000') || Number.isNaN(Date.parse(whole))) return undefined;
  // JavaScript takes 30 February for 2 March.
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return date.toISOString().startsWith(text.slice(0, 10)) ? whole : undefined;
}

/** "The column's date or time lies in the range, or is not known" (Part 1, /req/core/fc-time-response B). */
export function withinTime({ field, expression }: Column, { from, to }: TimeRange): Sql {
  const end = (text: string) =>
    field.type === 'date' ? sql`(${text}::timestamptz at time zone 'UTC')::date` : sql`${text}::timestamptz`;
  const after = from === null ? sql`true` : sql`${expression} >= ${end(from)}`;
  const before = to === null ? sql`true` : sql`${expression} <= ${end(to)}`;
  return sql`(${expression} is null or (${after} and ${before}))`;
}
