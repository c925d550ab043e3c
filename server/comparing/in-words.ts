import type { Language, Localized } from '../http/language.ts';
import { formatNumber } from '../styles/format.ts';
import type { GeometryDifference } from './differences.ts';

const sentences: Record<GeometryDifference['of'] | 'moved', (one: string, other: string) => Localized> = {
  area: (added, removed) => ({
    sv: `Ytan: ${added} m² kom till, ${removed} m² togs bort.`,
    en: `Area: ${added} m² were added, ${removed} m² taken away.`,
  }),
  length: (added, removed) => ({
    sv: `Linjen: ${added} m kom till, ${removed} m togs bort.`,
    en: `Line: ${added} m were added, ${removed} m taken away.`,
  }),
  points: (added, removed) => ({
    sv: `Punkter: ${added} kom till, ${removed} togs bort.`,
    en: `Points: ${added} were added, ${removed} taken away.`,
  }),
  moved: (distance) => ({ sv: `Punkten flyttades ${distance} m.`, en: `The point moved ${distance} m.` }),
};

/** What became of a geometry, in a sentence. */
export function placeInWords({ of, added, removed, moved }: GeometryDifference, lang: Language): string {
  const number = (value: number) => formatNumber(value, lang, value < 100 ? 2 : 0);
  if (moved !== undefined) return sentences.moved(number(moved), '')[lang];
  return sentences[of](number(added), number(removed))[lang];
}
