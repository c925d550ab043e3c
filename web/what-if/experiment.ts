import { computed, effect, signal } from '@preact/signals';
import { modelPath } from '../../server/forecast/model/address.ts';
import type { ModelDocument } from '../../server/forecast/model/document.ts';
import { nearestYear, openingYear } from '../../server/styles/measures.ts';
import { readFrom } from '../server.ts';
import { experiment } from '../state/experiment.ts';
import { onChange } from '../state/live.ts';
import { chosenYear, lang } from '../state/state.ts';
import { type Reckoned, reckon } from './reckon.ts';
import { triedText } from './state.ts';
import { nothingTried, readTried, type Tried, writeTried } from './tried.ts';

/** What the server tells for experiments; `failed` where it did not. */
export const model = signal<ModelDocument | 'failed' | undefined>(undefined);

export const tried = computed(() => readTried(triedText.value));

export const reckoned = computed<Reckoned | undefined>(() => {
  const document = model.value;
  return document && document !== 'failed' && document.problems.length === 0
    ? reckon(document, tried.value)
    : undefined;
});

/** The age group that is told, by name. Undefined: all ages. */
export const group = signal<string | undefined>(undefined);

/** The year that is told: that of the map. */
export const year = computed(() => {
  const years = reckoned.value?.document.years ?? [];
  return chosenYear.value === undefined
    ? openingYear(years, new Date().getFullYear())
    : nearestYear(years, chosenYear.value);
});

const steps = signal<readonly { before: string | undefined; field: string }[]>([]);
export const canUndo = computed(() => steps.value.length > 0);

/** Tries something else. What is written in one field after the other is one step. */
export function attempt(field: string, change: (now: Tried) => Tried): void {
  const before = triedText.value;
  const after = writeTried(change(tried.value));
  if (after === before) return;
  if (steps.value.at(-1)?.field !== field) steps.value = [...steps.value, { before, field }];
  triedText.value = after;
}

export function undo(): void {
  const last = steps.value.at(-1);
  if (!last) return;
  steps.value = steps.value.slice(0, -1);
  triedText.value = last.before;
}

export function reset(): void {
  attempt('reset', () => nothingTried);
}

/** Asks for what experiments need in the page's language, and tells the other parts of the page of the one that is made. */
export function followExperiment(): () => void {
  const stale = signal(0);
  const stopHearing = onChange((changes) => {
    const known = model.peek();
    if (typeof known === 'object' && changes.some(({ dataset }) => known.datasets.includes(dataset))) stale.value++;
  });
  const stopReading = effect(() => {
    const language = lang.value;
    stale.value;
    const asking = new AbortController();
    readFrom<ModelDocument>(`${modelPath}?lang=${language}`, asking.signal).then(
      (document) => {
        model.value = document;
      },
      () => {
        if (!asking.signal.aborted) model.value = 'failed';
      },
    );
    return () => asking.abort();
  });
  const stopTelling = effect(() => {
    const result = reckoned.value;
    if (!result || triedText.value === undefined) {
      experiment.value = undefined;
      return;
    }
    const { document, difference } = result;
    const { forecast, assumed, areas, years } = document;
    experiment.value = { forecast, assumed, years, areas: areas.map(({ code }) => code), difference };
  });
  return () => {
    stopHearing();
    stopReading();
    stopTelling();
    experiment.value = undefined;
  };
}
