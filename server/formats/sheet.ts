import type { Crs, FlatColumn } from '../features/index.ts';
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

/** A column of a sheet that people read. */
export interface SheetColumn {
  /** Column of the row. */
  name: string;
  heading: string;
  type: FlatColumn['type'];
  /** What stands there instead of the value. */
  meanings?: ReadonlyMap<string, string>;
}

/** A field under its title, and beside its codes what they mean, where that is not the code itself. */
export function sheetColumns({ name, title, unit, type, codes }: FlatColumn, lang: Language): SheetColumn[] {
  const heading = unit ? `${title[lang]} (${unit[lang]})` : title[lang];
  const meanings = new Map(codes?.map((code) => [code.value, code.title[lang]]));
  const saysMore = [...meanings].some(([code, meaning]) => code.toLowerCase() !== meaning.toLowerCase());
  if (!saysMore) return [{ name, heading, type }];
  const inWords = { sv: 'i ord', en: 'in words' }[lang];
  return [
    { name, heading, type },
    { name, heading: `${title[lang]}, ${inWords}`, type: 'text', meanings },
  ];
}

/** A point on each feature, as `coordinatesOf('allmanning_point', …)` gives it. */
export function coordinateColumns({ title, unit }: Crs, lang: Language): SheetColumn[] {
  const [x, y] = coordinateNames(unit, lang);
  return [
    { name: 'allmanning_x', heading: `${x} (${title[lang]})`, type: 'double' },
    { name: 'allmanning_y', heading: `${y} (${title[lang]})`, type: 'double' },
  ];
}
