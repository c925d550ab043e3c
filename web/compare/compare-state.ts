import { computed, signal } from '@preact/signals';
import type { Theme } from '../../server/styles/palette.ts';
import { forecast, theme } from '../state/state.ts';

/** What the map is compared with, and how the two are shown. */
export type Compared = { view: 'swipe' | 'side' } & (
  | { what: 'earlier'; day: string }
  | { what: 'year'; year: number }
  | { what: 'measure'; measure: string }
  | { what: 'theme' }
  | { what: 'paper' }
);

export const compareRoom = 'jamfor';

/** Undefined while nothing is compared. */
export const compared = signal<Compared | undefined>(undefined);
/** Where the dividing line stands, as a share of the map's width. */
export const divided = signal(0.5);

/** The theme that the map does not have. */
export const otherTheme = computed<Theme>(() => (theme.value === 'dark' ? 'light' : 'dark'));

/** The beginning of a day here, as the server reads a time (RFC 3339). Undefined: the text is no day. */
export function momentOf(day: string): string | undefined {
  const [year, month, date] = /^\d{4}-\d{2}-\d{2}$/.test(day) ? day.split('-').map(Number) : [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const moment = new Date(year, month - 1, date);
  return moment.getMonth() === month - 1 ? moment.toISOString() : undefined;
}

/** A day as `YYYY-MM-DD`, so many years before today. */
export function dayYearsAgo(years: number): string {
  const today = new Date();
  const day = new Date(today.getFullYear() - years, today.getMonth(), today.getDate());
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Another year to compare with: as far ahead as the forecast tells. */
export function yearToCompare(): number {
  const years = forecast.value?.totals.years ?? [];
  const last = years.at(-1) ?? 0;
  return forecast.value?.year === last ? (years[0] ?? last) : last;
}

const views = { delad: 'swipe', bredvid: 'side' } as const;

/** `delad,da,2025-11-30`, `bredvid,ar,2040`, `delad,matt,tathet`, `delad,tema`, `delad,papper`: a part of the page's address. */
export function writeCompared(one: Compared): string {
  const view = one.view === 'swipe' ? 'delad' : 'bredvid';
  switch (one.what) {
    case 'earlier':
      return `${view},da,${one.day}`;
    case 'year':
      return `${view},ar,${one.year}`;
    case 'measure':
      return `${view},matt,${one.measure}`;
    case 'theme':
      return `${view},tema`;
    case 'paper':
      return `${view},papper`;
  }
}

/** Undefined: the text tells of nothing that can be compared. */
export function readCompared(text: string | undefined): Compared | undefined {
  const [viewText, what, value = ''] = text?.split(',') ?? [];
  const view = viewText === 'delad' || viewText === 'bredvid' ? views[viewText] : undefined;
  if (!view) return undefined;
  if (what === 'da') return momentOf(value) === undefined ? undefined : { view, what: 'earlier', day: value };
  if (what === 'ar') return /^\d{4}$/.test(value) ? { view, what: 'year', year: Number(value) } : undefined;
  if (what === 'matt') return value ? { view, what: 'measure', measure: value } : undefined;
  if (what === 'tema') return { view, what: 'theme' };
  return what === 'papper' ? { view, what: 'paper' } : undefined;
}
