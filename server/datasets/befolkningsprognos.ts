import type { DefinitionInput } from './definition.ts';
import { byDivision, indelning } from './divisions.ts';
import { exempel, id, ours } from './every-dataset.ts';
import { type Code, code, double, integer, text } from './fields.ts';

const sexes: readonly Code[] = [
  ['kvinna', 'Kvinnor', 'Women'],
  ['man', 'Män', 'Men'],
];

const scenarios: readonly Code[] = [
  ['huvud', 'Huvudscenario', 'Main scenario'],
  ['alternativ', 'Alternativt scenario', 'Alternative scenario'],
];

const variables: readonly Code[] = [
  ['folkmangd', 'Folkmängd', 'Population'],
  ['fodda', 'Födda', 'Births'],
  ['doda', 'Döda', 'Deaths'],
  ['inflyttade', 'Inflyttade', 'In-migration'],
  ['utflyttade', 'Utflyttade', 'Out-migration'],
  ['fardigstallda_bostader', 'Färdigställda bostäder', 'Completed dwellings'],
];

/** What is the same in a sum and its parts, whatever areas and ages they are of. */
const series = ['prognosversion', 'basar', 'scenario', 'variabel', 'kon', 'ar'];

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
  },
  protect: {
    varde: {
      below: 5,
      method: 'round',
      // Not the edition of the areas, the version or the scenario: those tell of the same people.
      same: ['indelning', 'omradeskod', 'kon', 'variabel'],
      cohort: { time: 'ar', age: 'alder' },
      except: [{ field: 'variabel', in: ['fardigstallda_bostader'] }],
    },
  },
  fields: [
    id({ generated: true }),
    text('omradeskod', 'Områdeskod', 'Area code', {
      required: true,
      aliases: ['kod', 'region', 'omrade', 'desokod', 'regsokod', 'deso', 'regso', 'nyko', 'kommunkod'],
    }),
    indelning({ required: true, aliases: ['omradestyp'] }),
    text('utgava', 'Områdenas utgåva', 'Edition of the areas', { required: true, aliases: ['indelningsversion'] }),
    text('prognosversion', 'Prognosversion', 'Forecast version', { required: true }),
    integer('basar', 'Basår', 'Base year', { required: true, format: 'year', aliases: ['prognosar'] }),
    integer('ar', 'År', 'Year', { required: true, format: 'year' }),
    integer('alder', 'Ålder', 'Age', { unit: { sv: 'år', en: 'years' } }),
    code('kon', 'Kön', 'Sex', sexes, { required: true }),
    code('scenario', 'Scenario', 'Scenario', scenarios, { required: true }),
    code('variabel', 'Variabel', 'Variable', variables, { required: true }),
    double('varde', 'Värde', 'Value', { aliases: ['antal', 'folkmangd', 'befolkning'] }),
    exempel(),
  ],
  import: {
    scope: ['indelning', 'utgava', 'prognosversion'],
    edition: 'utgava',
    table: {
      value: 'varde',
      complete: {
        within: ['indelning', 'utgava', 'prognosversion', 'scenario', 'variabel'],
        over: ['omradeskod', 'ar', 'alder', 'kon'],
      },
      sums: [
        { field: 'alder', is: null, over: ['alder'], same: [...series, 'indelning', 'utgava', 'omradeskod'] },
        { field: 'indelning', is: 'kommun', over: ['omradeskod', 'utgava'], same: [...series, 'alder'] },
      ],
      known: {
        table: 'public.prognosomraden',
        on: { kod: 'omradeskod', indelning: 'indelning', utgava: 'utgava' },
      },
    },
    wide: [
      { field: 'ar', value: 'varde' },
      { field: 'alder', value: 'varde' },
    ],
    guess: [
      ...byDivision,
      { field: 'variabel', whenColumn: 'folkmangd', value: 'folkmangd' },
      { field: 'variabel', whenColumn: 'befolkning', value: 'folkmangd' },
    ],
  },
};
