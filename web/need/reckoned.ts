import { computed, signal } from '@preact/signals';
import { peopleOfRows, peopleWith } from '../../server/forecast/need/basis.ts';
import { readGroups } from '../../server/forecast/need/catchments.ts';
import { listOf, type ServiceList } from '../../server/forecast/need/chosen.ts';
import { readTried, type Tried } from '../../server/forecast/need/tried.ts';
import type { NeedDocument } from '../../server/forecast/need-shape.ts';
import { readFrom } from '../server.ts';
import { type Experiment, experiment } from '../state/experiment.ts';
import { lang } from '../state/state.ts';
import { coloured, grouping, groups, type OnMap, opened, service, tried, withProjects } from './need-state.ts';

/** The answer of the server, and what comes of it as the reader has chosen. */

export const told = signal<NeedDocument | undefined>(undefined);
export const hasFailed = signal(false);

/** Fetches what is reckoned from. Returns what gives it up. */
export function fetchNeed(): () => void {
  const controller = new AbortController();
  hasFailed.value = false;
  readFrom<NeedDocument>(`/behov?f=json&lang=${lang.value}`, controller.signal).then(
    (document) => {
      told.value = document;
    },
    () => {
      if (!controller.signal.aborted) hasFailed.value = true;
    },
  );
  return () => controller.abort();
}

/** The service that is shown: the one that is asked for, else the first. */
export const chosenService = computed(() => {
  const all = told.value?.services ?? [];
  return all.find(({ id }) => id === service.value) ?? all[0];
});

/** What is tried: other values of rates that there are. */
export const triedRates = computed<Tried>(() => {
  const known = new Set(told.value?.rates.map(({ id }) => id));
  const read = tried.value === undefined ? undefined : readTried(tried.value);
  return new Map([...(read ?? [])].filter(([id]) => known.has(id)));
});

/** What somebody tries with the forecast that the places are reckoned from. Undefined: nothing, or another one. */
const attempted = computed(() => {
  const [of, now] = [told.value?.assumed, experiment.value];
  const isSame = Object.entries(now?.assumed ?? {}).every(([field, value]) => of?.[field] === value);
  return now && isSame ? now : undefined;
});

/** By the decided forecast. */
export const officialList = computed(() => listBy(undefined));
/** The same where nothing is tried with the forecast. */
export const list = computed(() => (attempted.value ? listBy(attempted.value) : officialList.value));

function listBy(trial: Experiment | undefined): ServiceList | undefined {
  const document = told.value;
  const chosen = chosenService.value;
  if (!document || !chosen) return undefined;
  const official = peopleOfRows(document.people, document.years);
  const named = groups.value === undefined ? undefined : readGroups(groups.value);
  const shared = grouping.value && ({ kind: grouping.value === 'kommun' ? 'whole' : 'areas' } as const);
  return listOf(
    document,
    chosen.id,
    {
      grouping: named ? { kind: 'groups', groups: named } : shared,
      tried: triedRates.value,
      projects: withProjects.value,
    },
    document.whole,
    trial ? peopleWith(official, trial.years, trial.difference) : official,
  );
}

export const openedCatchment = computed(() =>
  list.value?.catchments.find(({ catchment }) => catchment.id === opened.value),
);

/** Colours the map by what has been reckoned. */
export function colourMap(): void {
  const document = told.value;
  const first = document?.years[0];
  if (!document || !list.value || first === undefined) {
    coloured.value = undefined;
    return;
  }
  const areas = new Map<string, OnMap>();
  for (const { catchment, short, isUnknown } of list.value.catchments) {
    for (const area of catchment.areas) areas.set(area, short?.year ?? (isUnknown ? 'unknown' : 'enough'));
  }
  const names = new Map(document.areas.map(({ code, name }) => [code, name]));
  coloured.value = { places: document.places, first, areas, names };
}

/** The address of the same in another form. */
export function addressOf(form: string): string {
  const query = new URLSearchParams();
  if (form !== 'html') query.set('f', form);
  const parts = {
    tjanst: chosenService.value?.id,
    omrade: openedCatchment.value?.catchment.id,
    upptagning: grouping.value,
    grupper: groups.value,
    prov: triedRates.value.size === 0 ? undefined : tried.value,
    projekt: withProjects.value ? undefined : 'utan',
    lang: lang.value,
  };
  for (const [name, value] of Object.entries(parts)) if (value !== undefined) query.set(name, value);
  return `/behov?${query}`;
}
