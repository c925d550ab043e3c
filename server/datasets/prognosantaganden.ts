import type { DefinitionInput } from './definition.ts';
import { exempel, id, kalla, ours, uppdaterad } from './every-dataset.ts';
import { type Code, code, double, integer, text } from './fields.ts';
import { kon } from './population.ts';
import { houseKinds, stages } from './project-codes.ts';

const kinds: readonly Code[] = [
  [
    'dodsrisk',
    'Dödsrisk',
    'Risk of dying',
    'Hur stor del som dör under året de fyller åldern; vid 0 år: av årets födda.',
    'The part who die in the year in which they reach the age; at age 0: of those born in the year.',
  ],
  [
    'fruktsamhet',
    'Fruktsamhet',
    'Fertility',
    'Barn per kvinna som hade åldern vid årets början. Ålder utan rad: inga barn.',
    'Children of each woman who had the age when the year began. An age without a row: no children.',
  ],
  ['andel_av_fodda', 'Andel av de födda', 'Part of those born', 'Flickor och pojkar.', 'Girls and boys.'],
  [
    'utflyttning',
    'Utflyttning',
    'Out-migration',
    'Hur stor del som flyttar från området under ett år, av dem som lever.',
    'The part who move from the area in a year, of those who live.',
  ],
  [
    'inflyttning',
    'Inflyttning',
    'In-migration',
    'Inflyttade till bostäder som redan finns, per invånare i åldern under basåret.',
    'People who move into dwellings that exist already, for each inhabitant of the age in the base year.',
  ],
  ['boende_per_bostad', 'Boende per ny bostad', 'People in a new dwelling'],
  [
    'andel_nya_i_omradet',
    'Andel nya i området',
    'Part who are new to the area',
    'Av dem som flyttar in i en ny bostad: hur stor del som inte bodde i området förut.',
    'Of those who move into a new dwelling: the part who did not live in the area before.',
  ],
  [
    'aldrar_i_nya_bostader',
    'Åldrar i nya bostäder',
    'Ages in new dwellings',
    'Vikt för varje ålder och kön bland dem som flyttar in. Ålder utan rad: ingen.',
    'Weight of each age and sex among those who move in. An age without a row: nobody.',
  ],
  [
    'andel_som_byggs',
    'Andel som byggs',
    'Part that is built',
    'Hur stor del av bostäderna i projekt i ett skede som prognosen räknar med.',
    'The part of the dwellings of projects in a stage that the forecast counts with.',
  ],
];

/** What the forecast's model believes. Whoever makes the forecast fills it in; experiments on the map reckon with it. */
export const prognosantaganden: DefinitionInput = {
  ...ours,
  id: 'prognosantaganden',
  title: { sv: 'Prognosens antaganden', en: 'Assumptions of the forecast' },
  description: {
    sv: 'Det som befolkningsprognosen räknar med: risk att dö, barn per kvinna, flyttningar, hur många som bor i en ny bostad och hur gamla de är. Varje värde har sin källa.',
    en: 'What the population forecast reckons with: the risk of dying, children for each woman, moves, how many live in a new dwelling and how old they are. Each value has its source.',
  },
  informationsagare: 'ledning',
  source: { sv: 'Kommunens befolkningsprognos', en: 'The municipality’s population forecast' },
  updateFrequency: 'ANNUAL',
  table: 'public.prognosantaganden',
  key: 'id',
  geometry: null,
  fields: [
    id({ generated: true }),
    code('antagande', 'Antagande', 'Assumption', kinds, { required: true }),
    text('omradeskod', 'Områdeskod', 'Area code', { aliases: ['kod', 'region', 'omrade'] }),
    code('hustyp', 'Hustyp', 'Kind of house', houseKinds),
    code('skede', 'Projektets skede', 'Stage of the project', stages),
    kon(),
    integer('alder', 'Ålder', 'Age', { unit: { sv: 'år', en: 'years' } }),
    double('varde', 'Värde', 'Value', { required: true }),
    text('enhet', 'Enhet', 'Unit'),
    kalla,
    uppdaterad,
    exempel(),
  ],
  // A file with other fertility leaves the risks of dying alone.
  import: { scope: ['antagande'] },
  assumptions: {
    forecast: 'befolkningsprognos',
    kind: 'antagande',
    kinds: {
      dying: 'dodsrisk',
      births: 'fruktsamhet',
      bornAs: 'andel_av_fodda',
      movingOut: 'utflyttning',
      movingIn: 'inflyttning',
      household: 'boende_per_bostad',
      newToArea: 'andel_nya_i_omradet',
      newcomers: 'aldrar_i_nya_bostader',
      believed: 'andel_som_byggs',
    },
    area: 'omradeskod',
    house: 'hustyp',
    stage: 'skede',
    sex: 'kon',
    age: 'alder',
    value: 'varde',
  },
};
