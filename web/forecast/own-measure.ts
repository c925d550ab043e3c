import { computed, effect, signal } from '@preact/signals';
import type { MeasureDescription } from '../../server/styles/describe.ts';
import type { AddressPart } from '../state/address-parts.ts';
import { allSeries, chosenMeasure, datasetOf, description, lang, ownForecast } from '../state/state.ts';
import { chosenForecast, peopleForecast } from './choices.ts';
import { type OwnMeasure, readOwn, writeOwn } from './own-address.ts';

/** Undefined: one of the definition's. */
export const ownMeasure = signal<OwnMeasure | undefined>(undefined);

export const addressOfOwn: AddressPart = {
  name: 'eget',
  take: (text) => {
    ownMeasure.value = readOwn(text);
  },
  write: () => ownMeasure.value && writeOwn(ownMeasure.value),
  step: () => ownMeasure.value,
};

/** What the map is to show that its tiles do not have: an own measure, or another forecast than the current one. */
const wanted = computed<OwnMeasure | undefined>(() => {
  if (ownMeasure.value) return ownMeasure.value;
  if (Object.keys(chosenForecast.value).length === 0) return undefined;
  const measures = datasetOf(peopleForecast.value?.people.areas.dataset ?? '')?.measures ?? [];
  return likeDefined(measures.find(({ id }) => id === chosenMeasure.value) ?? measures[0]);
});

/** One of the definition's measures as an own one: by the ages that it is about, where they have a name. */
function likeDefined(measure: MeasureDescription | undefined): OwnMeasure {
  const group = peopleForecast.value?.people.ageGroups.find(({ name }) => name === measure?.part);
  if (!measure || (measure.kind === 'share' && !group)) return { kind: 'change' };
  const ages = group ? { from: group.from, ...(group.to === undefined ? {} : { to: group.to }) } : {};
  return { kind: measure.kind, ...ages };
}

/** Fetches the numbers of what is wanted, whenever that changes. */
effect(() => {
  const own = wanted.value;
  const found = peopleForecast.value;
  const areas = found?.people.areas.dataset;
  const shown = areas === undefined ? undefined : allSeries.value[areas];
  const fixed = chosenForecast.value;
  const language = lang.value;
  // Another version of the data has other numbers.
  void description.value?.versions[found?.id ?? ''];
  if (!own || !found || areas === undefined || !shown) {
    ownForecast.value = undefined;
    return;
  }
  import('./own-totals.ts')
    .then(({ ownTotals }) => ownTotals(own, found, fixed, shown, language))
    .then(
      (made) => {
        if (wanted.peek() === own && chosenForecast.peek() === fixed) ownForecast.value = { dataset: areas, ...made };
      },
      // The map keeps what it showed.
      () => {},
    );
});
