import type { Localized } from '../http/language.ts';
import { filled } from '../styles/filled.ts';
import { formatNumber } from '../styles/format.ts';

/** Plain sentences about numbers, by rules. */

interface At {
  year: number;
  value: number;
}

interface Growth {
  lang: keyof Localized;
  /** What grows, as the beginning of a sentence: "Antalet invånare". */
  subject: string;
  from: At;
  to: At;
}

/** Of a whole number of times: within so much of it, it is called that. */
const near = 0.05;
/** Per cent: a smaller change is none. */
const least = 1;

const words = {
  same: {
    sv: '{subject} är nästan lika stort {to} som {from}: {a} och {b}.',
    en: '{subject} is almost the same in {to} as in {from}: {b} and {a}.',
  },
  double: {
    sv: '{subject} fördubblas till {to}: från {a} år {from} till {b}.',
    en: '{subject} doubles by {to}: from {a} in {from} to {b}.',
  },
  triple: {
    sv: '{subject} tredubblas till {to}: från {a} år {from} till {b}.',
    en: '{subject} triples by {to}: from {a} in {from} to {b}.',
  },
  half: {
    sv: '{subject} halveras till {to}: från {a} år {from} till {b}.',
    en: '{subject} halves by {to}: from {a} in {from} to {b}.',
  },
  rises: {
    sv: '{subject} ökar med {percent} % till {to}: från {a} år {from} till {b}.',
    en: '{subject} rises by {percent}% by {to}: from {a} in {from} to {b}.',
  },
  falls: {
    sv: '{subject} minskar med {percent} % till {to}: från {a} år {from} till {b}.',
    en: '{subject} falls by {percent}% by {to}: from {a} in {from} to {b}.',
  },
  fromNone: {
    sv: '{subject} går från inget år {from} till {b} år {to}.',
    en: '{subject} goes from none in {from} to {b} in {to}.',
  },
} satisfies Record<string, Localized>;

/** "Antalet 80 år och äldre fördubblas till 2040: från 2 310 år 2025 till 4 610." */
export function growthSentence({ lang, subject, from, to }: Growth): string {
  const told = {
    subject,
    from: String(from.year),
    to: String(to.year),
    a: formatNumber(from.value, lang, 0),
    b: formatNumber(to.value, lang, 0),
    percent: formatNumber(Math.abs(changeOf(from, to)), lang, 0),
  };
  return filled(words[kindOf(from, to)][lang], told);
}

function changeOf(from: At, to: At): number {
  return from.value === 0 ? 0 : (100 * (to.value - from.value)) / from.value;
}

function kindOf(from: At, to: At): keyof typeof words {
  if (from.value === 0) return to.value === 0 ? 'same' : 'fromNone';
  const times = to.value / from.value;
  const isAbout = (whole: number) => Math.abs(times / whole - 1) <= near;
  if (isAbout(3)) return 'triple';
  if (isAbout(2)) return 'double';
  if (isAbout(0.5)) return 'half';
  const change = changeOf(from, to);
  if (Math.abs(change) < least) return 'same';
  return change > 0 ? 'rises' : 'falls';
}
