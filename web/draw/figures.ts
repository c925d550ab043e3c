import { formatNumber } from '../../server/styles/format.ts';
import type { Lang } from '../text/texts.ts';

/** Figures as people read them. */

const space = '\u00a0';

/** Centimetres up to ten metres, decimetres up to a kilometre, then kilometres. */
export function metresInWords(metres: number, lang: Lang): string {
  if (metres < 999.95) return `${formatNumber(metres, lang, metres < 10 ? 2 : 1)}${space}m`;
  return `${formatNumber(metres / 1000, lang, metres < 100_000 ? 3 : 1)}${space}km`;
}

/** Square metres up to a hectare, then hectares, then square kilometres. */
export function areaInWords(squareMetres: number, lang: Lang): string {
  if (squareMetres < 9_999.5)
    return `${formatNumber(squareMetres, lang, squareMetres < 100 ? 2 : squareMetres < 1000 ? 1 : 0)}${space}m²`;
  if (squareMetres < 9_999_500) return `${formatNumber(squareMetres / 10_000, lang, 2)}${space}ha`;
  return `${formatNumber(squareMetres / 1_000_000, lang, 2)}${space}km²`;
}

const winds: Record<Lang, readonly string[]> = {
  sv: ['norr', 'nordost', 'öster', 'sydost', 'söder', 'sydväst', 'väster', 'nordväst'],
  en: ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'],
};

/** 312,4° (nordväst). */
export function bearingInWords(degrees: number, lang: Lang): string {
  // 359.96 is written as 0.
  const round = Math.round(degrees * 10) / 10;
  const wind = winds[lang][Math.round(degrees / 45) % 8] ?? '';
  return `${formatNumber(round === 360 ? 0 : round, lang, 1)}° (${wind})`;
}
