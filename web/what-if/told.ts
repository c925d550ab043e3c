import type { ModelDocument } from '../../server/forecast/model/document.ts';
import { filled } from '../../server/styles/filled.ts';
import { formatNumber } from '../../server/styles/format.ts';
import type { ExperimentPart } from '../state/experiment.ts';
import { lang } from '../state/state.ts';
import { group } from './experiment.ts';
import type { Reckoned } from './reckon.ts';
import { whatIfWords } from './words.ts';

/** The numbers of an experiment for one year and age group, and in words. */
export interface AreaNumbers {
  code: string;
  name: string;
  official: number | null;
  difference: number;
}

/** The ages of a group. Without one, or of none that is known: all. */
export function ageRange(
  { groups }: ModelDocument,
  groupName: string | undefined,
): Pick<ExperimentPart, 'from' | 'to'> {
  const found = groups.find(({ name }) => name === groupName);
  if (!found) return {};
  return { from: found.from, ...(found.to === undefined ? {} : { to: found.to }) };
}

/** `undefined` age group: all ages. */
export function numbersOf({ document, difference }: Reckoned, year: number, groupName: string | undefined) {
  const at = document.years.indexOf(year);
  const found = document.groups.findIndex(({ name }) => name === groupName);
  const part = ageRange(document, groupName);
  const areas = document.areas.map(
    ({ code, name }, index): AreaNumbers => ({
      code,
      name,
      official: document.totals[index]?.[at]?.[found + 1] ?? null,
      difference: difference({ ...part, area: code })[at] ?? 0,
    }),
  );
  return {
    areas,
    whole: {
      official: document.whole[at]?.[found + 1] ?? null,
      difference: difference(part)[at] ?? 0,
    },
    title: document.groups[found]?.title,
  };
}

/** What people read: whole people, and never fewer than nobody. */
export function triedNumber({ official, difference }: Pick<AreaNumbers, 'official' | 'difference'>): number | null {
  return official === null ? null : Math.max(0, official + Math.round(difference));
}

export function people(value: number): string {
  return formatNumber(Math.round(value) || 0, lang.value, 0);
}

export function morePeople(value: number): string {
  const whole = Math.round(value) || 0;
  return whole > 0 ? `+${people(whole)}` : people(whole);
}

export function groupInWords(title: string | undefined): string {
  return title === undefined ? '' : filled(whatIfWords.value.ofAge, { group: title });
}

/** "2035 bor 120 färre i kommunen än i prognosen. Störst skillnad: …" */
export function sentence(result: Reckoned, year: number): string {
  const words = whatIfWords.value;
  const { areas, whole, title } = numbersOf(result, year, group.value);
  const rounded = Math.round(whole.difference);
  const text = rounded > 0 ? words.more : rounded < 0 ? words.fewer : words.same;
  const [most] = [...areas].sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const told = filled(text, { year, count: people(Math.abs(rounded)), group: groupInWords(title) });
  if (!most || Math.round(most.difference) === 0) return told;
  return told + filled(words.most, { area: most.name, change: morePeople(most.difference) });
}
