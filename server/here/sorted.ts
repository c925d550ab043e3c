import { subjects } from '../datasets/subjects.ts';
import { standingOrder } from '../styles/standing.ts';
import type { Related } from './relations.ts';
import type { Told } from './told.ts';

/**
 * In the order that a person expects: what is there before what is near; of that by subject, what applies before
 * proposals, and what belongs to another one right after it; what is near by its distance. What is told already as a part of
 * the feature that is asked about is left out.
 */
export function sorted(told: readonly Told[], asked?: Told): Told[] {
  const parts = new Set(asked ? relatives(asked, 'part') : []);
  const left = told.filter((one) => !(one.subject === asked?.subject && parts.has(identity(one))));
  const there = left.filter(({ isThere }) => isThere).sort(byRank);
  const near = left.filter(({ isThere }) => !isThere).sort((a, b) => a.distance - b.distance);
  return [...inFamilies(there), ...near];
}

function identity({ dataset, key }: Pick<Told, 'dataset' | 'key'>): string {
  return `${dataset}/${key}`;
}

function byRank(a: Told, b: Told): number {
  return subjectRank(a) - subjectRank(b) || standingOrder.indexOf(a.standing) - standingOrder.indexOf(b.standing);
}

/** The cards of the map come in their order, then the others. */
function subjectRank({ subject }: Told): number {
  const rank = subjects.findIndex(({ id }) => id === subject);
  return rank < 0 ? subjects.length : rank;
}

/** A feature that belongs to another of its subject here comes after it, and before the next one. */
function inFamilies(told: readonly Told[]): Told[] {
  const here = new Map(told.map((one) => [identity(one), one]));
  const wholeOf = (one: Told) =>
    relatives(one, 'whole')
      .flatMap((whole) => here.get(whole) ?? [])
      .find((whole) => whole !== one && whole.subject === one.subject);
  const parts = new Map<Told | undefined, Told[]>();
  for (const one of told) {
    const whole = wholeOf(one);
    parts.set(whole, [...(parts.get(whole) ?? []), one]);
  }
  const ordered = new Set<Told>();
  const walk = (one: Told) => {
    if (ordered.has(one)) return;
    ordered.add(one);
    for (const part of parts.get(one) ?? []) walk(part);
  };
  for (const one of parts.get(undefined) ?? []) walk(one);
  // Those that belong to each other in a circle.
  for (const one of told) walk(one);
  return [...ordered];
}

function relatives({ related }: Told, wanted: Related['kind']): string[] {
  return related
    .filter(({ kind }) => kind === wanted)
    .flatMap(({ dataset, features }) => features.map(({ key }) => identity({ dataset, key })));
}
