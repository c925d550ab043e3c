import type { Supply } from './basis.ts';

/** Premises as they are told, with places by service. */
export interface PremisesRow {
  dataset: string;
  key: string;
  name: string;
  area?: string | undefined;
  from?: number | undefined;
  till?: number | undefined;
  tenure?: string | undefined;
  /** What their project is called in the projects' own words. */
  project?: string | undefined;
  places: Readonly<Record<string, number>>;
}

/** A project as it is told, with units by service. */
export interface ProjectRow {
  dataset: string;
  key: string;
  name: string;
  area?: string | undefined;
  from?: number | undefined;
  /** What premises call it. */
  called?: string | undefined;
  units: Readonly<Record<string, number>>;
}

/**
 * All places. Premises of a project are better known than what the project says that it brings: for a service that has them,
 * the project brings no more. `each`: places for each unit of a project, by service; a service without brings none.
 */
export function supplyOf(
  premises: readonly PremisesRow[],
  projects: readonly ProjectRow[],
  each: Readonly<Record<string, number>>,
): Supply[] {
  const known = new Set(
    premises.flatMap(({ project, places }) =>
      project === undefined ? [] : Object.keys(places).map((service) => `${service} ${project}`),
    ),
  );
  return [
    ...premises.flatMap(({ project: _project, places, ...row }) =>
      Object.entries(places).map(([service, count]): Supply => ({ kind: 'premises', ...row, service, places: count })),
    ),
    ...projects.flatMap(({ called, units, ...row }) =>
      Object.entries(units).flatMap(([service, count]): Supply[] => {
        const one = each[service];
        if (one === undefined || row.from === undefined || known.has(`${service} ${called}`)) return [];
        return [{ kind: 'project', ...row, service, places: Math.round(count * one), units: { count, each: one } }];
      }),
    ),
  ];
}
