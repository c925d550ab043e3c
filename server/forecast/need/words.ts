import type { Localized } from '../../http/language.ts';
import { filled } from '../../styles/filled.ts';
import { formatNumber } from '../../styles/format.ts';
import type { NeedPart, Reckoned } from './reckon.ts';

type Lang = keyof Localized;

const words = {
  short: {
    sv: '{area} saknar {count} {places} i {service} {year}.',
    en: '{area} lacks {count} {places} in {service} in {year}.',
  },
  now: {
    sv: '{area} saknar {count} {places} i {service} redan {year}.',
    en: '{area} lacks {count} {places} in {service} as early as {year}.',
  },
  none: {
    sv: '{area} har inga egna platser i {service} och behöver {count}.',
    en: '{area} has no places of its own in {service} and needs {count}.',
  },
  enough: {
    sv: 'I {area} räcker platserna i {service} till och med {year}.',
    en: 'In {area} there are enough places in {service} until the end of {year}.',
  },
  unknown: {
    sv: 'För {area} är det okänt: prognosen eller behovstalen saknas.',
    en: 'For {area} it is not known: the forecast or the rates are missing.',
  },
  places: { sv: 'platser', en: 'places' },
  place: { sv: 'plats', en: 'place' },
  agesTo: { sv: '{from}–{to} år', en: 'aged {from}–{to}' },
  agesFrom: { sv: '{from} år och äldre', en: 'aged {from} and over' },
  part: { sv: '{people} personer {ages} × {rate} = {places}', en: '{people} people {ages} × {rate} = {places}' },
} satisfies Record<string, Localized>;

/** In the middle of a sentence: `Förskola` as `förskola`, `LSS-boende` as it is. */
export function inSentence(title: string): string {
  return /^\p{Lu}\p{Lu}/u.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

/** When a catchment runs short of places in a service, as a sentence. */
export function sentenceOf({ catchment, short, years, isUnknown }: Reckoned, service: string, lang: Lang): string {
  const said = { area: catchment.name, service: inSentence(service) };
  if (short) {
    const count = formatNumber(short.missing, lang, 0);
    const first = years[0];
    const hasNone = years.every(({ capacity }) => capacity === 0);
    const text = hasNone ? words.none : short.year === first?.year ? words.now : words.short;
    const places = (short.missing === 1 ? words.place : words.places)[lang];
    return filled(text[lang], { ...said, count, places, year: short.year });
  }
  if (isUnknown || years.length === 0) return filled(words.unknown[lang], said);
  return filled(words.enough[lang], { ...said, year: years.at(-1)?.year ?? '' });
}

export function agesInWords({ from, to }: { from: number; to?: number | undefined }, lang: Lang): string {
  if (to === undefined) return filled(words.agesFrom[lang], { from });
  return from === to
    ? filled(words.agesTo[lang].replace('–{to}', ''), { from })
    : filled(words.agesTo[lang], { from, to });
}

/** `310 personer 1–5 år × 0,86 = 266,6`. */
export function partInWords({ rate, people, places }: NeedPart, lang: Lang): string {
  return filled(words.part[lang], {
    people: formatNumber(people, lang, 0),
    ages: agesInWords(rate, lang),
    rate: formatNumber(rate.value, lang, 4),
    places: formatNumber(places, lang, 1),
  });
}
