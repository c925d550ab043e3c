import type { DefinitionInput } from './definition.ts';
import { exempel, ours } from './every-dataset.ts';
import { type Code, code, integer, text } from './fields.ts';
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

const scenarios: readonly Code[] = [
  ['huvud', 'Huvudscenario', 'Main scenario'],
  ['alternativ', 'Alternativt scenario', 'Alternative scenario'],
];

/** The forecast itself: one row for each area, year, age, sex, scenario and variable. No geometry. */
export const befolkningsprognos: DefinitionInput = {
  ...ours,
  id: 'befolkningsprognos',
  title: { sv: 'Befolkningsprognos', en: 'Population forecast' },
  description: {
    sv: 'Prognosens alla värden: område, år, ålder, kön, scenario och variabel. Områdenas ytor finns i Prognosområden.',
    en: 'All values of the forecast: area, year, age, sex, scenario and variable. The areas are in Forecast areas.',
  },
  informationsagare: 'ledning',
  source: { sv: 'Kommunens befolkningsprognos', en: 'The municipality’s population forecast' },
  updateFrequency: 'ANNUAL',
  table: 'public.befolkningsprognos',
  key: 'id',
  geometry: null,
  statistics: {
    dimensions: [
      'indelning',
      'utgava',
      'omradeskod',
      'prognosversion',
      'basar',
      'scenario',
      'variabel',
      'kon',
      'alder',
      'ar',
    ],
    value: 'varde',
    time: 'ar',
    geo: 'omradeskod',
    areas,
    population: {
      ...populationRoles,
      version: 'prognosversion',
      baseYear: 'basar',
      scenario: 'scenario',
      outcome: 'befolkning',
    },
  },
  protect: protectedPeople,
  fields: [
    ...populationKey,
    text('prognosversion', 'Prognosversion', 'Forecast version', { required: true }),
    integer('basar', 'Basår', 'Base year', { required: true, format: 'year', aliases: ['prognosar'] }),
    ...yearAgeSex,
    code('scenario', 'Scenario', 'Scenario', scenarios, { required: true }),
    variabel({ required: true }),
    varde,
    exempel(),
  ],
  import: {
    scope: ['indelning', 'utgava', 'prognosversion'],
    edition: 'utgava',
    table: populationTable(['prognosversion', 'scenario', 'variabel'], ['prognosversion', 'basar']),
    wide: widePopulation,
    guess: guessPopulation,
  },
};
