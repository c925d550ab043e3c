import { z } from 'zod';
import { langParameter, type QueryParameter, wholeNumber } from '../http/parameters.ts';
import { pageOrJsonParameter } from '../pages/index.ts';

/** What `/laget` may be asked. */

/** Months back that changes are told, when nobody says since when: about the time between two meetings. */
const usualMonths = 3;
/** Years ahead that are looked at. */
const usualYears = 10;
const mostYears = 30;

export const sinceParameter: QueryParameter<string | undefined> = {
  name: 'sedan',
  about: {
    sv: `Vad som har hänt sedan den dagen. Annars: de senaste ${usualMonths} månaderna.`,
    en: `What has happened since that day. Otherwise: in the last ${usualMonths} months.`,
  },
  schema: z.iso.date().optional(),
  expected: { sv: 'en dag som 2026-09-01', en: 'a day such as 2026-09-01' },
};

export function untilParameter(now: number): QueryParameter<number> {
  return wholeNumber(
    { least: now, most: now + mostYears, otherwise: now + usualYears },
    { name: 'till', about: { sv: 'Det sista året.', en: 'The last year.' }, example: now + usualYears },
  );
}

export function overviewParameters(now: number): readonly QueryParameter[] {
  return [sinceParameter, untilParameter(now), pageOrJsonParameter, langParameter];
}

/** YYYY-MM-DD some months before a day. */
export function usualSince(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - usualMonths);
  return date.toISOString().slice(0, 10);
}
