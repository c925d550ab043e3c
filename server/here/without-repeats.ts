import type { Told } from './told.ts';

/** For people: what a feature belongs to is not named again where it is told itself, nor whom to ask where that was said just before. */
export type Shown = Omit<Told, 'contact'> & { contact: Told['contact'] | undefined };

export function withoutRepeats(told: readonly Told[]): Shown[] {
  const here = new Set(told.map(({ dataset, key }) => `${dataset}/${key}`));
  return told.map((one, index) => ({
    ...one,
    related: one.related.filter(
      ({ kind, dataset, features }) => kind !== 'whole' || !features.every(({ key }) => here.has(`${dataset}/${key}`)),
    ),
    contact: told[index + 1]?.contact.name === one.contact.name ? undefined : one.contact,
  }));
}
