import type { Language, Localized } from '../http/language.ts';
import { formatDate, formatNumber, formatTime } from '../styles/format.ts';
import type { Standing } from '../styles/standing.ts';
import type { Place } from './place.ts';
import type { Question } from './question.ts';
import type { DatasetState } from './states.ts';

/** What is said of places, distances and times, in plain words. */

export const standingWords: Readonly<Record<Standing, Localized>> = {
  applies: { sv: 'Gäller', en: 'Applies' },
  coming: { sv: 'Gäller inte än', en: 'Does not apply yet' },
  ended: { sv: 'Gäller inte längre', en: 'No longer applies' },
};

const compass: readonly Localized[] = [
  { sv: 'norr', en: 'north' },
  { sv: 'nordost', en: 'north-east' },
  { sv: 'öster', en: 'east' },
  { sv: 'sydost', en: 'south-east' },
  { sv: 'söder', en: 'south' },
  { sv: 'sydväst', en: 'south-west' },
  { sv: 'väster', en: 'west' },
  { sv: 'nordväst', en: 'north-west' },
];

const texts = {
  here: { sv: 'Här', en: 'Here' },
  borders: { sv: 'Gränsar hit', en: 'Borders on it' },
  away: { sv: '{metres} m åt {direction}', en: '{metres} m to the {direction}' },
  closeBy: { sv: 'Mindre än 1 m bort', en: 'Less than 1 m away' },
  covers: { sv: 'Täcker {share} % av ytan', en: 'Covers {share} % of the area' },
  point: { sv: 'Vad gäller här?', en: 'What applies here?' },
  area: { sv: 'Vad gäller i ytan?', en: 'What applies in the area?' },
  object: { sv: 'Vad gäller för {name}?', en: 'What applies for {name}?' },
  at: {
    sv: '{longitude}, {latitude} (longitud, latitud) · SWEREF 99 TM: N {north}, E {east}',
    en: '{longitude}, {latitude} (longitude, latitude) · SWEREF 99 TM: N {north}, E {east}',
  },
  size: { sv: '{size} m²', en: '{size} m²' },
  small: { sv: 'mindre än 1', en: 'less than 1' },
} satisfies Record<string, Localized>;

/** What a page and a sheet say around the answers. */
export const answerWords = {
  own: { sv: 'Det du frågar om', en: 'What you ask about' },
  here: { sv: 'Det här gäller och finns här', en: 'What applies and is here' },
  where: { sv: 'Det här finns där det ligger', en: 'What is where it lies' },
  near: { sv: 'I närheten, inom {metres} m', en: 'Near, within {metres} m' },
  nothing: {
    sv: 'Inget av det som är kartlagt finns på den här platsen.',
    en: 'Nothing that is mapped is found at this place.',
  },
  invented: { sv: 'Påhittat', en: 'Invented' },
  way: { sv: 'Så långt har det kommit', en: 'How far it has come' },
  done: { sv: 'klart', en: 'done' },
  now: { sv: 'nu', en: 'now' },
  coming: { sv: 'kommer', en: 'to come' },
  contact: { sv: 'Frågor och synpunkter', en: 'Questions and comments' },
  know: { sv: 'Att veta', en: 'To know' },
  truth: { sv: 'När svaret gällde', en: 'When the answer was true' },
  version: { sv: 'version {number}, ändrad {time}', en: 'version {number}, changed {time}' },
  unchanged: { sv: 'oförändrad', en: 'unchanged' },
  unknown: { sv: 'versioner sparas inte', en: 'versions are not kept' },
} satisfies Record<string, Localized>;

/** The version of a dataset that has answered. */
export function versionInWords({ version, isKept }: DatasetState, lang: Language): string {
  if (!isKept) return answerWords.unknown[lang];
  if (!version) return answerWords.unchanged[lang];
  return answerWords.version[lang]
    .replace('{number}', String(version.number))
    .replace('{time}', formatTime(version.time, lang));
}

/** "120 m åt nordost", "Här", "Täcker 40 % av ytan". `direction`: degrees clockwise from north. */
export function whereInWords(
  {
    isThere,
    distance,
    direction,
    shares,
  }: { isThere: boolean; distance: number; direction?: number | undefined; shares?: { ofAsked: number } | undefined },
  lang: Language,
): string {
  if (isThere) {
    return shares ? texts.covers[lang].replace('{share}', percent(shares.ofAsked, lang)) : texts.here[lang];
  }
  if (distance === 0) return texts.borders[lang];
  if (distance < 1 || direction === undefined) return texts.closeBy[lang];
  const point = compass[Math.round(direction / 45) % compass.length];
  return texts.away[lang]
    .replace('{metres}', formatNumber(distance, lang, 0))
    .replace('{direction}', point?.[lang] ?? '');
}

/** A share (0–1) in per cent: nothing that is there is 0 %, and only all is 100 %. */
export function percent(share: number, lang: Language): string {
  const whole = Math.round(100 * share);
  if (whole < 1) return texts.small[lang];
  return formatNumber(share < 0.9995 ? Math.min(whole, 99) : 100, lang, 0);
}

/** What the answer is called. */
export function titleOf({ kind }: Question, name: string | undefined, lang: Language): string {
  return kind === 'object' ? texts.object[lang].replace('{name}', name ?? '') : texts[kind][lang];
}

/** Where the question is, in coordinates. */
export function placeInWords({ centre, metres, area }: Place, lang: Language): string {
  const at = texts.at[lang]
    .replace('{longitude}', centre[0].toFixed(6))
    .replace('{latitude}', centre[1].toFixed(6))
    .replace('{north}', metres[1].toFixed(1))
    .replace('{east}', metres[0].toFixed(1));
  return area > 0 ? `${at} · ${texts.size[lang].replace('{size}', formatNumber(area, lang, 0))}` : at;
}

/** A day or a year. */
export function whenInWords(when: string, lang: Language): string {
  return when.length > 4 ? formatDate(when, lang) : when;
}

/** YYYY-MM-DD of Swedish clocks. */
export function swedishDay(time: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(time);
}
