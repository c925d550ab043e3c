import { z } from 'zod';
import { type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { type Column, temporalColumn } from '../datasets/select.ts';
import type { QueryParameter } from '../http/parameters.ts';

/** An instant or an interval, both ends included; null is an open end. Instants in UTC, as PostgreSQL reads them. */
export interface TimeRange {
  from: string | null;
  to: string | null;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
/** As PostgreSQL reads it, too: no year 0, no hour 24, no zone beyond those that there are. */
const instant = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/i;

/** OGC API – Features Part 1 §7.15.4. */
export function datetimeParameter(definition: Definition): QueryParameter<string | undefined> {
  const field = temporalColumn(definition)?.field;
  return {
    name: 'datetime',
    about: field
      ? {
          sv: `En tid, en dag eller ett intervall (\`2026-01-01/2026-12-31\`, \`2026-01-01/..\`) för ${field.title.sv} (\`${field.name}\`). Objekt utan datum är med.`,
          en: `A time, a day or an interval (\`2026-01-01/2026-12-31\`, \`2026-01-01/..\`) of ${field.title.en} (\`${field.name}\`). Features without a date are included.`,
        }
      : {
          sv: 'Datamängden har ingen tid: en tid väljer ingenting bort.',
          en: 'The dataset has no time: a time leaves nothing out.',
        },
    schema: z
      .string()
      .refine((text) => timeRangeOf(text))
      .optional(),
    expected: {
      sv: 'en tid (2026-01-31T12:00:00Z), en dag (2026-01-31) eller ett intervall (2026-01-01/2026-12-31, 2026-01-01/..)',
      en: 'a time (2026-01-31T12:00:00Z), a day (2026-01-31) or an interval (2026-01-01/2026-12-31, 2026-01-01/..)',
    },
  };
}

/** What a `datetime` spans: a day without a time is the whole day in UTC. Undefined: it is no time. */
export function timeRangeOf(text: string): TimeRange | undefined {
  const ends = text.split('/');
  const [first = '', second = first] = ends;
  const open = (end: string) => ends.length === 2 && (end === '' || end === '..');
  if (ends.length > 2 || (open(first) && open(second))) return undefined;
  const from = open(first) ? null : endOf(first, '00:00:00');
  const to = open(second) ? null : endOf(second, '23:59:59.999999');
  if (from === undefined || to === undefined) return undefined;
  const isBackwards = from !== null && to !== null && Date.parse(from) > Date.parse(to);
  return isBackwards ? undefined : { from, to };
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
