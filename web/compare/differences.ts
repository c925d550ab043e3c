import { effect, signal } from '@preact/signals';
import type { Feature } from 'geojson';
import { readChanges, ServerError } from '../server.ts';
import { liveChanges } from '../state/live.ts';
import { datasetOf, description, subjectsOn } from '../state/state.ts';
import { compared, momentOf } from './compare-state.ts';

/** What has changed in the datasets that are on, since the day that the map is compared with. */

export interface Difference {
  dataset: string;
  key: string;
  change: 'added' | 'changed' | 'removed';
  before: Feature | undefined;
  after: Feature | undefined;
}

/** More than this of one dataset nobody reads one by one, and the browser would draw it slowly. */
export const most = 2000;

export interface Differences {
  day: string;
  all: readonly Difference[];
  /** Of these datasets there is more than is told. */
  cut: readonly string[];
  /** Of these it is not known how all was that day. */
  unknown: readonly string[];
}

/** Undefined until they have come. */
export const differences = signal<Differences | undefined>(undefined);

/** Reads them when another day, dataset or change makes them others. Returns what ends it. */
export function followDifferences(): () => void {
  let latest: { asked: string } | undefined;
  let heard = liveChanges.peek();
  return effect(() => {
    const one = compared.value;
    const moment = one?.what === 'earlier' ? momentOf(one.day) : undefined;
    const datasets = shownDatasets();
    const changes = liveChanges.value;
    const isNews = changes !== heard && changes.some(({ dataset }) => datasets.includes(dataset));
    heard = changes;
    if (one?.what !== 'earlier' || moment === undefined) {
      latest = undefined;
      differences.value = undefined;
      return;
    }
    const question = { asked: `${moment} ${datasets}` };
    // The same is shown in another way, or something else has changed.
    if (question.asked === latest?.asked && !isNews) return;
    latest = question;
    if (differences.peek()?.day !== one.day) differences.value = undefined;
    void Promise.all(datasets.map((dataset) => read(dataset, moment))).then((answers) => {
      if (latest !== question) return;
      // Whatever was not told is asked for again with the next question.
      if (answers.some(({ isKnown }) => !isKnown)) latest = undefined;
      differences.value = {
        day: one.day,
        all: answers.flatMap(({ all }) => all),
        cut: answers.flatMap(({ dataset, isCut }) => (isCut ? [dataset] : [])),
        unknown: answers.flatMap(({ dataset, isKnown }) => (isKnown ? [] : [dataset])),
      };
    });
  });
}

/** Datasets with a map of their own among the subjects that are on. */
function shownDatasets(): string[] {
  const cards = description.value?.subjects.filter(({ id }) => subjectsOn.value.includes(id)) ?? [];
  return cards.flatMap(({ datasets }) => datasets).filter((id) => datasetOf(id)?.hasGeometry);
}

interface Answer {
  dataset: string;
  all: Difference[];
  isCut: boolean;
  isKnown: boolean;
}

async function read(dataset: string, moment: string): Promise<Answer> {
  try {
    return await readSince(dataset, moment);
  } catch (error) {
    // What is known of a dataset may begin later.
    const isTooEarly = error instanceof ServerError && error.status === 404;
    const known = isTooEarly ? await readSince(dataset, undefined).catch(() => undefined) : undefined;
    return { dataset, all: [], isCut: false, ...known, isKnown: false };
  }
}

async function readSince(dataset: string, since: string | undefined): Promise<Answer> {
  const all: Difference[] = [];
  for await (const page of readChanges(dataset, since)) {
    all.push(...page.map(({ featureId, ...change }) => ({ ...change, dataset, key: String(featureId) })));
    if (all.length >= most) return { dataset, all, isCut: true, isKnown: true };
  }
  return { dataset, all, isCut: false, isKnown: true };
}
