import type { Crs } from '../features/index.ts';
import type { Language } from '../http/language.ts';

/** What sheets have in common, whether they are a workbook or a CSV. */

const swedish = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The time that clocks in Sweden show, as `2026-03-04 12:00:00`: a sheet has no time zones. */
export function inSweden(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : swedish.format(time);
}

/** What the columns of a point are called, the eastern one first. */
export function coordinateNames(unit: Crs['unit'], lang: Language): readonly [string, string] {
  if (unit === 'metre') return ['E', 'N'];
  return lang === 'sv' ? ['Longitud', 'Latitud'] : ['Longitude', 'Latitude'];
}
