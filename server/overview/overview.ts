import { areaDatasets, type BuildingProject, buildingDatasets, buildingProjects } from '../building/projects.ts';
import { seriesTotals } from '../catalogue/series.ts';
import { inOneState } from '../changes/snapshot.ts';
import type { Queryable } from '../database/database.ts';
import type { Definition } from '../datasets/definition.ts';
import type { Way } from '../datasets/here.ts';
import { type FirstShort, firstShort } from '../forecast/first-short.ts';
import type { Language } from '../http/language.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { describeField, type FieldDescription } from '../styles/describe.ts';
import { dwellingsByArea, dwellingsByYear, lateProjects, premisesByYear, readinessOf, withoutYear } from './figures.ts';
import { changesSince, type Since } from './since.ts';
import { type Steps, stepsOf, wayOf } from './steps.ts';

/** How it stands with the whole: what is decided, under way and wished for, and what has become of it since a day. */
export interface Overview {
  asked: Asked;
  /** The number of the newest change that it knows of. */
  number: number;
  building: BuildingOverview[];
  ways: { dataset: string; title: string; subject: string; field: string; steps: Steps }[];
  growth: Growth[];
  /** Where places in schools, preschools and care run short first. */
  places: FirstShort[];
  since: Since[];
  hasExamples: boolean;
}

export interface Asked {
  /** Today, and the day since when changes are told: YYYY-MM-DD. */
  day: string;
  since: string;
  /** The last year that is looked at. */
  until: number;
  lang: Language;
}

export interface BuildingOverview {
  dataset: string;
  title: string;
  subject: string;
  /** The field that is the key. */
  keyField: string;
  readiness: ReturnType<typeof readinessOf>;
  years: ReturnType<typeof dwellingsByYear>;
  /** Dwellings that are expected without anybody having said when. */
  withoutYear: number;
  late: ReturnType<typeof lateProjects>;
  premises: { fields: FieldDescription[]; years: ReturnType<typeof premisesByYear> };
}

/** An area's forecast and the dwellings that are to carry it. */
export interface Growth {
  dataset: string;
  key: string;
  title: string;
  /** Inhabitants in the first and in the last year of the span. Undefined: nobody knows. */
  people: { from: number; until: number } | undefined;
  years: { from: number; until: number };
  dwellings: Readonly<Record<'decided' | 'process' | 'wished', number>>;
  projects: { project: BuildingProject; dwellings: number }[];
}

/** Years back that dwellings by year are told. */
const yearsBack = 3;
/** How many years back steps of plans are timed. */
const timedYears = 10;

export async function overviewOf(service: OpenData, asked: Asked): Promise<Overview> {
  let overview: Overview | undefined;
  await inOneState(service.database, undefined, async (state, number) => {
    overview = await read(service, state, asked, number);
  });
  if (!overview) throw new Error('nothing was read');
  return overview;
}

async function read(service: OpenData, state: Queryable, asked: Asked, number: number): Promise<Overview> {
  const { published, config } = service;
  const { definitions } = published;
  const { lang, day, until } = asked;
  const now = Number(day.slice(0, 4));
  const building: BuildingOverview[] = [];
  const all: BuildingProject[] = [];
  for (const definition of buildingDatasets(definitions)) {
    const projects = await buildingProjects(state, published, { definition, definitions, lang });
    all.push(...projects);
    const fields = definition.building.premises.flatMap(({ field: name }) => {
      const field = definition.fields.find((one) => one.name === name && one.public);
      return field ? [describeField(field, lang)] : [];
    });
    building.push({
      ...headOf(definition, lang),
      keyField: definition.key,
      readiness: readinessOf(projects, now),
      years: dwellingsByYear(projects, { from: now - yearsBack, until, now, targets: config.housingTargets }),
      withoutYear: withoutYear(projects, now),
      late: lateProjects(projects, now),
      premises: {
        fields,
        years: premisesByYear(
          projects,
          fields.map(({ name }) => name),
          now,
        ),
      },
    });
  }
  const ways: Overview['ways'] = [];
  const since: Since[] = [];
  for (const { definition, way } of withWays(definitions)) {
    const from = `${now - timedYears}${day.slice(4)}`;
    const steps = await stepsOf(state, definition, { way, since: from, lang });
    ways.push({ ...headOf(definition, lang), field: way.field, steps });
    since.push(
      await changesSince(service, definition, {
        moment: `${asked.since}T00:00:00Z`,
        fields: fieldsThatMatter(definition, way),
        lang,
      }),
    );
  }
  return {
    ...{ asked, number, building, ways, since },
    places: await firstShort(service, lang),
    growth: await growthOf(service, all, { from: now, until }),
    hasExamples: all.some(({ isExample }) => isExample),
  };
}

function headOf({ id, title, map }: Definition, lang: Language) {
  return { dataset: id, title: title[lang], subject: map?.subject ?? id };
}

function withWays(definitions: readonly Definition[]): { definition: Definition; way: Way }[] {
  return definitions.flatMap((definition) => {
    const way = wayOf(definition);
    return way ? [{ definition, way }] : [];
  });
}

/** How far it has come, and what is to be built when. */
function fieldsThatMatter({ building }: Definition, { field, steps }: Way): string[] {
  const dated = steps.flatMap(({ at }) => (at ? [at] : []));
  const ofBuilding = building
    ? [
        ...[building.dwellings, building.start, building.movingIn.from, building.movingIn.until],
        ...building.premises.map((one) => one.field),
      ]
    : [];
  return [...new Set([field, ...ofBuilding, ...dated])];
}

/** By area of the population's statistics, the strongest growth first. */
async function growthOf(
  service: OpenData,
  projects: readonly BuildingProject[],
  years: { from: number; until: number },
): Promise<Growth[]> {
  const { definitions } = service.published;
  const byArea = dwellingsByArea(projects, years);
  const ids = areaDatasets(definitions);
  const found: Growth[] = [];
  for (const definition of definitions.filter(({ id }) => ids.has(id))) {
    const part = definition.map?.measures?.find(({ kind }) => kind === 'count')?.part;
    if (part === undefined) continue;
    const totals = await seriesTotals(service, definition);
    const [first, last] = [totals.years.indexOf(years.from), totals.years.indexOf(years.until)];
    for (const [key, title] of Object.entries(totals.titles)) {
      const values = totals.measures[part]?.values[key];
      const [from, until] = [values?.[first] ?? undefined, values?.[last] ?? undefined];
      const { dwellings, projects: those } = byArea.get(key) ?? {
        dwellings: { decided: 0, process: 0, wished: 0 },
        projects: [],
      };
      const people = from === undefined || until === undefined ? undefined : { from, until };
      found.push({ dataset: definition.id, key, title, people, years, dwellings, projects: those });
    }
  }
  const growth = ({ people }: Growth) => (people ? people.until - people.from : Number.NEGATIVE_INFINITY);
  return found.sort((a, b) => growth(b) - growth(a));
}
