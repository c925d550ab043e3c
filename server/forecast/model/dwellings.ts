import type { Shape } from './inputs.ts';

/** Dwellings of a building project that are finished during the forecast, and what the forecast believes of them. */
export interface Project {
  id: string;
  /** Number of the area in which it lies. */
  area: number;
  /** The part of its dwellings that the forecast counts with. */
  believed: number;
  /** After the base year. */
  finished: readonly { year: number; kind: number; count: number }[];
}

/** What somebody tries with a project. */
export interface ProjectChange {
  /** Years later; less than 0: earlier. */
  later?: number;
  dropped?: true;
  /** Dwellings in all, instead of those planned; they are finished in the same years as those. */
  count?: number;
  /** All of them of this kind of house. */
  kind?: number;
}

export type ProjectChanges = ReadonlyMap<string, ProjectChange>;

export const plannedDwellings = ({ finished }: Project): number => finished.reduce((sum, { count }) => sum + count, 0);

/**
 * Finished dwellings by area, year and kind (`Inputs.dwellings`). `baseYear`: what is finished until then has
 * its people already. Moved so early, it is finished the year after it; moved past the last year of the forecast, not in it.
 */
export function finishedDwellings(
  shape: Shape,
  baseYear: number,
  projects: readonly Project[],
  changes: ProjectChanges = new Map(),
): Float64Array {
  const dwellings = new Float64Array(shape.areas * shape.years * shape.kinds);
  for (const project of projects) {
    const change = changes.get(project.id) ?? {};
    if (change.dropped) continue;
    const planned = plannedDwellings(project);
    const factor = change.count === undefined || planned === 0 ? 1 : change.count / planned;
    for (const { year, kind, count } of project.finished) {
      const finished = Math.max(1, year + (change.later ?? 0) - baseYear);
      if (finished >= shape.years) continue;
      const at = (project.area * shape.years + finished) * shape.kinds + (change.kind ?? kind);
      dwellings[at] = (dwellings[at] ?? 0) + count * factor * project.believed;
    }
  }
  return dwellings;
}
