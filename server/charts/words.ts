import type { Localized } from '../http/language.ts';
import type { Chart } from './chart.ts';

export const chartWords = {
  table: { sv: 'Visa som tabell', en: 'Show as a table' },
  forecast: { sv: 'prognos', en: 'forecast' },
  dashed: { sv: 'Heldragen linje: utfall. Streckad: prognos.', en: 'Whole line: outcome. Dashed: forecast.' },
  pale: { sv: 'Ljusare staplar är prognos.', en: 'Paler bars are forecast.' },
  none: { sv: '–', en: '–' },
} satisfies Record<string, Localized>;

/** How to read what is forecast. Undefined: nothing is, or all is. */
export function howToRead({ kind, lang, series, categories }: Chart): string | undefined {
  const isSome = series.some(({ forecastFrom }) => forecastFrom !== undefined);
  const isKnown = series.some(({ forecastFrom }) => forecastFrom === undefined || categories.indexOf(forecastFrom) > 0);
  if (!isSome || !isKnown) return undefined;
  return kind === 'lines' ? chartWords.dashed[lang] : chartWords.pale[lang];
}
