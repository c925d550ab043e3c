import type { Localized } from '../http/language.ts';
import { beginsAboveZero, type Chart } from './chart.ts';

export const chartWords = {
  table: { sv: 'Visa som tabell', en: 'Show as a table' },
  forecast: { sv: 'prognos', en: 'forecast' },
  dashed: { sv: 'Heldragen linje: utfall. Streckad: prognos.', en: 'Whole line: outcome. Dashed: forecast.' },
  pale: { sv: 'Ljusare staplar är prognos.', en: 'Paler bars are forecast.' },
  above: { sv: 'Axeln börjar inte vid 0.', en: 'The axis does not begin at 0.' },
  none: { sv: '–', en: '–' },
} satisfies Record<string, Localized>;

/** How to read what is forecast, and an axis without a zero. Undefined: there is nothing to say. */
export function howToRead(chart: Chart): string | undefined {
  const { kind, lang, series, categories } = chart;
  const isSome = series.some(({ forecastFrom }) => forecastFrom !== undefined);
  const isKnown = series.some(({ forecastFrom }) => forecastFrom === undefined || categories.indexOf(forecastFrom) > 0);
  const said = [
    ...(isSome && isKnown ? [kind === 'lines' ? chartWords.dashed[lang] : chartWords.pale[lang]] : []),
    ...(beginsAboveZero(chart) ? [chartWords.above[lang]] : []),
  ];
  return said.length > 0 ? said.join(' ') : undefined;
}
