import type { BuildingProject } from '../building/projects.ts';
import type { Phase } from '../datasets/here.ts';

/**
 * What building projects add up to (planberedskap, byggtakt): plain arithmetic over plain data. A project counts as being as sure as
 * what is least sure of it: its own step, or the plans that it builds on.
 */

/** What is yet to be built, the surest first. */
export const expected = ['decided', 'process', 'wished'] as const;
type Expected = (typeof expected)[number];

/** How sure it is that something comes of a project. Undefined: it rests or has been given up. */
export function surenessOf({ phase, builtOn }: BuildingProject): Phase | undefined {
  if (phase === undefined || phase === 'done') return phase;
  const plans = builtOn.flatMap(({ standing }): Expected[] => {
    if (standing === 'applies') return ['decided'];
    return standing === 'coming' ? ['process'] : [];
  });
  const places = [phase, ...plans].map((one) => expected.indexOf(one));
  return expected[Math.max(...places)];
}

/** Dwellings that are not finished before a year begins. */
export function remainingFrom(project: BuildingProject, year: number): number {
  if (project.phase === 'done') return 0;
  const finished = sum(project.finished.filter((one) => one.year < year).map(({ count }) => count));
  return Math.max(0, project.dwellings - finished);
}

export interface Readiness {
  sureness: Expected;
  dwellings: number;
  /** Those that bring them, the largest first. */
  projects: { project: BuildingProject; dwellings: number }[];
}

/** Dwellings in plans that apply and not yet built, on their way, and only ideas. */
export function readinessOf(projects: readonly BuildingProject[], year: number): Readiness[] {
  return expected.map((sureness) => {
    const those = projects
      .filter((one) => surenessOf(one) === sureness)
      .map((project) => ({ project, dwellings: remainingFrom(project, year) }))
      .filter(({ dwellings }) => dwellings > 0)
      .sort((a, b) => b.dwellings - a.dwellings);
    return { sureness, dwellings: sum(those.map(({ dwellings }) => dwellings)), projects: those };
  });
}

export interface YearOfBuilding {
  year: number;
  /** What is finished in it, by how sure that is. Years that have passed: `done`. */
  dwellings: Readonly<Record<Phase, number>>;
  total: number;
  /** What the housing programme says of it. */
  target: number | undefined;
}

export interface Target {
  from: number;
  until: number;
  count: number;
}

/** Dwellings by the year in which they are finished, from `from` until `until`. */
export function dwellingsByYear(
  projects: readonly BuildingProject[],
  { from, until, now, targets }: { from: number; until: number; now: number; targets: readonly Target[] },
): YearOfBuilding[] {
  const years = Array.from({ length: until - from + 1 }, (_, index) => from + index);
  const sure = projects.map((project) => ({ project, sureness: surenessOf(project) }));
  return years.map((year) => {
    const dwellings: Record<Phase, number> = { wished: 0, process: 0, decided: 0, done: 0 };
    for (const { project, sureness } of sure) {
      if (!sureness) continue;
      const count = sum(project.finished.filter((one) => one.year === year).map((one) => one.count));
      dwellings[year < now ? 'done' : sureness] += count;
    }
    return {
      year,
      dwellings,
      total: sum(Object.values(dwellings)),
      target: targets.find((one) => one.from <= year && year <= one.until)?.count,
    };
  });
}

/** Dwellings that are to be finished, which nobody has said a year for. */
export function withoutYear(projects: readonly BuildingProject[], year: number): number {
  return sum(
    projects
      .filter((one) => expected.some((each) => each === surenessOf(one)))
      .map((one) => {
        const dated = sum(one.finished.filter((each) => each.year >= year).map(({ count }) => count));
        return Math.max(0, remainingFrom(one, year) - dated);
      }),
  );
}

/** Projects that are behind what they say themselves: construction has not begun, or not ended, in the year that it was to. */
export function lateProjects(projects: readonly BuildingProject[], now: number) {
  const expecting = projects.filter(({ phase }) => phase !== undefined && phase !== 'done');
  return {
    notBegun: expecting.filter(({ start, isBegun }) => start !== undefined && start < now && !isBegun),
    notFinished: expecting.filter(({ movingIn }) => movingIn.until !== undefined && movingIn.until < now),
  };
}

/** What projects bring besides dwellings, by the year in which people first move in. */
export function premisesByYear(projects: readonly BuildingProject[], fields: readonly string[], now: number) {
  const bringing = projects.filter((one) => {
    const sureness = surenessOf(one);
    return sureness !== undefined && sureness !== 'done' && Object.values(one.premises).some((count) => count > 0);
  });
  const years = [...new Set(bringing.map(({ movingIn }) => movingIn.from))].filter(
    (year) => year === undefined || year >= now,
  );
  return years
    .sort((a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY))
    .map((year) => {
      const those = bringing.filter(({ movingIn }) => movingIn.from === year);
      const counts = fields.map((field) => sum(those.map(({ premises }) => premises[field] ?? 0)));
      return { year, counts, projects: those };
    });
}

/** What is built in an area: the dwellings of projects of which the largest part lies there, from one year until another. */
export function dwellingsByArea(
  projects: readonly BuildingProject[],
  { from, until }: { from: number; until: number },
): ReadonlyMap<
  string,
  { dwellings: Record<Expected, number>; projects: { project: BuildingProject; dwellings: number }[] }
> {
  const areas = new Map<
    string,
    { dwellings: Record<Expected, number>; projects: { project: BuildingProject; dwellings: number }[] }
  >();
  for (const project of projects) {
    const sureness = expected.find((one) => one === surenessOf(project));
    const [area] = project.areas;
    const dwellings = sum(
      project.finished.filter(({ year }) => year >= from && year <= until).map(({ count }) => count),
    );
    if (!sureness || !area || dwellings === 0) continue;
    const one = areas.get(area.key) ?? { dwellings: { decided: 0, process: 0, wished: 0 }, projects: [] };
    one.dwellings[sureness] += dwellings;
    one.projects.push({ project, dwellings });
    areas.set(area.key, one);
  }
  for (const { projects: those } of areas.values()) those.sort((a, b) => b.dwellings - a.dwellings);
  return areas;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
