import { computed, signal } from '@preact/signals';
import type { HereAnswer } from '../../server/here/shape.ts';
import type { DatasetDescription, MapDescription, MeasureDescription } from '../../server/styles/describe.ts';
import { nearestYear, openingYear, type SeriesTotals } from '../../server/styles/measures.ts';
import type { Theme } from '../../server/styles/palette.ts';
import { type Lang, texts } from '../text/texts.ts';
import type { Chosen, Place } from './url.ts';

/** All that the page remembers. Components read it, the files beside this one change it. */

/** A feature that lies under a click or in the view, with the attributes that its tile has. */
export interface Hit {
  dataset: string;
  key: string;
  properties: Readonly<Record<string, unknown>>;
  /** What the server tells of it at the place that was asked about. */
  told?: HereAnswer;
}

export const lang = signal<Lang>('sv');
export const t = computed(() => texts[lang.value]);
export const theme = signal<Theme>('light');

/** What the server says about the datasets; undefined until it has answered. */
export const description = signal<MapDescription | undefined>(undefined);
/** Subjects switched on; undefined: those that the service opens with. */
export const chosenSubjects = signal<readonly string[] | undefined>(undefined);
export const subjectsOn = computed<readonly string[]>(
  () => chosenSubjects.value ?? description.value?.subjects.filter(({ visible }) => visible).map(({ id }) => id) ?? [],
);

/** The subjects that are on, in words. */
export const titlesShown = computed(() =>
  (description.value?.subjects ?? [])
    .filter(({ id }) => subjectsOn.value.includes(id))
    .map(({ title }) => title)
    .join(', '),
);

/** Of some datasets only the features that match, by dataset, in CQL2: part of the address. */
export const filters = signal<Readonly<Record<string, string>>>({});
/** Why the server does not take the filters of the address. */
export const filterProblem = signal<string | undefined>(undefined);

/** What has ended is drawn and told, too. */
export const endedShown = signal(false);

/** Where the map is; undefined until it has opened. */
export const place = signal<Place | undefined>(undefined);
export const zoom = computed(() => place.value?.zoom ?? 0);

/** Everything in view, by dataset. */
export const inView = signal<ReadonlyMap<string, readonly Hit[]>>(new Map());

/** By dataset and zoom, the share that tiles show where they leave some out. */
export const thinning = signal<Readonly<Record<string, Readonly<Record<string, number>>>>>({});

/** What lies under the last click; undefined when nobody has asked. */
export const answers = signal<readonly Hit[] | undefined>(undefined);
export const chosen = signal<Chosen | undefined>(undefined);

/** What the panel shows: the cards (`subjects`), what is found (`answers`), or a room of a capability. */
export const page = signal('subjects');

/** True while the server does not answer. */
export const serverAway = signal(false);

export const allSeries = signal<Readonly<Record<string, SeriesTotals>>>({});
export const chosenMeasure = signal<string | undefined>(undefined);
export const chosenYear = signal<number | undefined>(undefined);
export const playing = signal(false);

/** A measure that the tiles do not have, with its numbers: what a person has put together. */
export const ownForecast = signal<{ dataset: string; measure: MeasureDescription; totals: SeriesTotals } | undefined>(
  undefined,
);

export interface Forecast {
  dataset: DatasetDescription;
  measure: MeasureDescription;
  totals: SeriesTotals;
  year: number;
  isOwn?: boolean;
}

export function datasetOf(id: string): DatasetDescription | undefined {
  return description.value?.datasets.find((dataset) => dataset.id === id);
}

/** The dataset with measures that is switched on, with the measure and year that it shows. */
export const forecast = computed<Forecast | undefined>(() => {
  const dataset = description.value?.datasets.find(
    ({ subject, measures }) => measures.length > 0 && subjectsOn.value.includes(subject),
  );
  const own = ownForecast.value?.dataset === dataset?.id ? ownForecast.value : undefined;
  const totals = own?.totals ?? (dataset && allSeries.value[dataset.id]);
  const measure =
    own?.measure ?? dataset?.measures.find(({ id }) => id === chosenMeasure.value) ?? dataset?.measures[0];
  if (!dataset || !totals || !measure) return undefined;
  const year =
    chosenYear.value === undefined
      ? openingYear(totals.years, new Date().getFullYear())
      : nearestYear(totals.years, chosenYear.value);
  return year === undefined ? undefined : { dataset, measure, totals, year, isOwn: own !== undefined };
});
