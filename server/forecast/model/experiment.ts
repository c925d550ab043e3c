import type { Inputs } from './inputs.ts';
import { type Run, runModel } from './run.ts';

/**
 * A forecast with the difference that changed assumptions make in the model: official + (model with changes − model without),
 * by area, year and cell as `official` is. Nothing changed: exactly the official one, in every cell.
 * No cell falls below 0: the changed run is kept at `unchanged − official` or more by others who move in, so that it still is
 * a run whose people are accounted for (`changed.held` says how many).
 */
export function experiment(
  official: Float64Array,
  unchanged: Run,
  changes: Inputs,
): { people: Float64Array; changed: Run } {
  const least = unchanged.people.map((people, at) => people - (official[at] ?? 0));
  const changed = runModel(changes, least);
  const people = official.map((count, at) => {
    const difference = (changed.people[at] ?? 0) - (unchanged.people[at] ?? 0);
    // What is kept at its least differs from −official by rounding of the last binary digit.
    return Math.max(0, count + difference);
  });
  return { people, changed };
}
