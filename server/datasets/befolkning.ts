import type { DefinitionInput } from './definition.ts';
import { exempel, ours } from './every-dataset.ts';
import {
  areas,
  guessPopulation,
  populationKey,
  populationRoles,
  populationTable,
  protectedPeople,
  varde,
  variabel,
  widePopulation,
  yearAgeSex,
} from './population.ts';

/** What came out: how many lived where at the end of each year, who was born, died and moved. No geometry. */
export const befolkning: DefinitionInput = {
  ...ours,
  id: 'befolkning',
  title: { sv: 'Befolkning', en: 'Population' },
  description: {
    sv: 'Hur många som bodde i varje område vid årets slut, efter ålder och kön, och hur många som föddes, dog och flyttade under året. Det som prognoser jämförs med.',
    en: 'How many people lived in each area at the end of the year, by age and sex, and how many were born, died and moved during the year. What forecasts are compared with.',
  },
  informationsagare: 'ledning',
  source: { sv: 'SCB, befolkningsstatistik', en: 'Statistics Sweden, population statistics' },
  updateFrequency: 'ANNUAL',
  table: 'public.befolkning',
  key: 'id',
  geometry: null,
  statistics: {
    dimensions: ['indelning', 'utgava', 'omradeskod', 'variabel', 'kon', 'alder', 'ar'],
    value: 'varde',
    time: 'ar',
    geo: 'omradeskod',
    areas,
    population: populationRoles,
  },
  protect: protectedPeople,
  fields: [...populationKey, ...yearAgeSex, variabel({ required: true }), varde, exempel()],
  import: {
    scope: ['indelning', 'utgava', 'ar'],
    edition: 'utgava',
    table: populationTable(['variabel']),
    wide: widePopulation,
    guess: guessPopulation,
  },
};
