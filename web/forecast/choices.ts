import { computed, signal } from '@preact/signals';
import type { PeopleDescription } from '../../server/styles/describe-people.ts';
import type { AddressPart } from '../state/address-parts.ts';
import { description, forecast } from '../state/state.ts';

/** Which forecast is read, and of what. Undefined: what the server takes by itself. */
export const chosenScenario = signal<string | undefined>(undefined);
export const chosenVersion = signal<string | undefined>(undefined);
/** Codes of areas; none: the whole municipality. */
export const chosenAreas = signal<readonly string[]>([]);

export const readRoom = 'las';

/** The forecast of people of the areas that the map shows. */
export const peopleForecast = computed<{ id: string; title: string; people: PeopleDescription } | undefined>(() => {
  const shown = forecast.value?.dataset.id;
  const all = (description.value?.datasets ?? []).flatMap(({ id, title, people }) =>
    people?.version ? [{ id, title, people }] : [],
  );
  return all.find(({ people }) => people.areas.dataset === shown) ?? all[0];
});

/** Its choices, as parameters of `…/aggregate`. */
export const chosenForecast = computed<Readonly<Record<string, string>>>(() => {
  const people = peopleForecast.value?.people;
  return {
    ...(people?.scenario && chosenScenario.value ? { [people.scenario]: chosenScenario.value } : {}),
    ...(people?.version && chosenVersion.value ? { [people.version]: chosenVersion.value } : {}),
  };
});

export const addressOfChoices: readonly AddressPart[] = [
  {
    name: 'scenario',
    take: (text) => {
      chosenScenario.value = text;
    },
    write: () => chosenScenario.value,
  },
  {
    name: 'prognos',
    take: (text) => {
      chosenVersion.value = text;
    },
    write: () => chosenVersion.value,
  },
  {
    name: 'omraden',
    take: (text) => {
      chosenAreas.value = text?.split(',').filter(Boolean) ?? [];
    },
    write: () => (chosenAreas.value.length > 0 ? chosenAreas.value.join() : undefined),
  },
];
