import { chosen, chosenMeasure, chosenSubjects, chosenYear, endedShown, filters, lang } from '../state/state.ts';
import { writeUrl } from '../state/url.ts';
import { type Printing, sheetText, sheetTitle } from './print-state.ts';

/** The address of the sheet that shows what the map does (`/utskrift`). Light, whatever the page's theme: paper is white. */
export function sheetAddress(
  { paper, direction, scale, centre, system, grid }: Printing,
  format: Readonly<Record<string, string>>,
): string {
  const shown = writeUrl({
    lang: lang.value,
    subjects: chosenSubjects.value,
    measure: chosenMeasure.value,
    year: chosenYear.value,
    chosen: chosen.value,
    ended: endedShown.value,
    filters: filters.value,
    place: undefined,
    room: undefined,
    parts: {},
  });
  const [title, text] = [sheetTitle.value.trim(), sheetText.value.trim()];
  const query = new URLSearchParams(shown);
  const sheet = {
    papper: paper,
    riktning: direction,
    skala: String(scale),
    mitt: centre.map((degrees) => degrees.toFixed(6)).join(','),
    crs: String(system),
    ...(grid ? { rutnat: 'ja' } : {}),
    ...(title ? { titel: title } : {}),
    ...(text ? { text } : {}),
    ...format,
  };
  for (const [name, value] of Object.entries(sheet)) query.set(name, value);
  return `/utskrift?${query}`;
}
