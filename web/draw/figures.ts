import { formatNumber } from '../../server/styles/format.ts';
import type { Lang } from '../text/texts.ts';

/** Figures as people read them. */

const space = '\u00a0';

/** Centimetres up to ten metres, decimetres up to a kilometre, then kilometres. */
export function metresInWords(metres: number, lang: Lang): string {
  if (metres < 999.95) return withUnit(metres, metres < 10 ? 2 : 1, 'm', lang);
  return withUnit(metres / 1000, metres < 100_000 ? 3 : 1, 'km', lang);
}

/** Square metres up to a hectare, then hectares, then square kilometres. */
export function areaInWords(squareMetres: number, lang: Lang): string {
  if (squareMetres < 9_999.5) return squareMetresInWords(squareMetres, lang);
  if (squareMetres < 9_999_500) return withUnit(squareMetres / 10_000, 2, 'ha', lang);
  return withUnit(squareMetres / 1_000_000, 2, 'km²', lang);
}

/** Square metres, and from a hectare in the larger unit, too. */
export function wholeAreaInWords(squareMetres: number, lang: Lang): string {
  const plain = squareMetresInWords(squareMetres, lang);
  const short = areaInWords(squareMetres, lang);
  return short === plain ? plain : `${plain} (${short})`;
}

function squareMetresInWords(squareMetres: number, lang: Lang): string {
  return withUnit(squareMetres, squareMetres < 100 ? 2 : squareMetres < 1000 ? 1 : 0, 'm²', lang);
}

function withUnit(value: number, decimals: number, unit: string, lang: Lang): string {
  return `${formatNumber(value, lang, decimals, decimals)}${space}${unit}`;
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
