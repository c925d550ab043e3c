import type { BuildingProject } from '../building/projects.ts';
import { featurePath } from '../here/links.ts';
import type { Overview } from './overview.ts';
import { surenessWords } from './words.ts';

/** The overview as a document for programs. */
export function overviewDocument(overview: Overview, baseUrl: string): object {
  const { asked, number, building, ways, growth, places, since } = overview;
  const { lang, ...span } = asked;
  return {
    ...span,
    number,
    building: building.map(({ dataset, title, readiness, years, late, premises, withoutYear }) => {
      const named = (project: BuildingProject) => ({
        key: project.key,
        name: project.name,
        step: project.step,
        href: `${baseUrl}${featurePath(dataset, project.key)}`,
      });
      return {
        ...{ dataset, title, withoutYear },
        readiness: readiness.map(({ sureness, dwellings, projects }) => ({
          ...{ sureness, title: surenessWords[sureness][lang], dwellings },
          projects: projects.map((one) => ({ ...named(one.project), dwellings: one.dwellings })),
        })),
        years,
        late: { notBegun: late.notBegun.map(named), notFinished: late.notFinished.map(named) },
        premises: premises.years.map(({ year, counts, projects }) => ({
          year: year ?? null,
          counts: Object.fromEntries(premises.fields.map(({ name }, index) => [name, counts[index] ?? 0])),
          projects: projects.map(named),
        })),
      };
    }),
    ways: ways.map(({ subject: _subject, ...one }) => one),
    places: places.map((one) => ({ ...one, short: one.short ?? null, href: `${baseUrl}/behov?tjanst=${one.service}` })),
    growth: growth.map(({ projects, people, ...one }) => ({
      ...one,
      people: people ?? null,
      href: `${baseUrl}${featurePath(one.dataset, one.key)}`,
      projects: projects.map(({ project, dwellings }) => ({ key: project.key, name: project.name, dwellings })),
    })),
    changesSince: since.map(({ from, changes, ...one }) => ({
      ...one,
      from: from ?? null,
      changes: changes.map((change) => ({ ...change, href: `${baseUrl}${featurePath(one.dataset, change.key)}` })),
    })),
  };
}
