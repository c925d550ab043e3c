import type { DefinitionInput } from './definition.ts';
import { byDivision, indelning } from './divisions.ts';
import { id } from './every-dataset.ts';
import { type Code, code, double, integer, type More, text } from './fields.ts';

/** What a count of people and a forecast of them have in common: fields, codes, ages that belong together, protection. */

const sexes: readonly Code[] = [
  ['kvinna', 'Kvinnor', 'Women'],
  ['man', 'Män', 'Men'],
];

const variables: readonly Code[] = [
  ['folkmangd', 'Folkmängd', 'Population'],
  ['fodda', 'Födda', 'Births'],
  ['doda', 'Döda', 'Deaths'],
  ['inflyttade', 'Inflyttade', 'In-migration'],
  ['utflyttade', 'Utflyttade', 'Out-migration'],
  ['fardigstallda_bostader', 'Färdigställda bostäder', 'Completed dwellings'],
];

type Fields = DefinitionInput['fields'];

export const populationKey: Fields = [
  id({ generated: true }),
  text('omradeskod', 'Områdeskod', 'Area code', {
    required: true,
    aliases: ['kod', 'region', 'omrade', 'desokod', 'regsokod', 'deso', 'regso', 'nyko', 'kommunkod'],
  }),
  indelning({ required: true, aliases: ['omradestyp'] }),
  text('utgava', 'Områdenas utgåva', 'Edition of the areas', { required: true, aliases: ['indelningsversion'] }),
];

export const kon = (more?: More) => code('kon', 'Kön', 'Sex', sexes, more);

export const yearAgeSex: Fields = [
  integer('ar', 'År', 'Year', { required: true, format: 'year' }),
  integer('alder', 'Ålder', 'Age', { unit: { sv: 'år', en: 'years' } }),
  kon({ required: true }),
];

export const variabel = (more: More) => code('variabel', 'Variabel', 'Variable', variables, more);
export const varde = double('varde', 'Värde', 'Value', { aliases: ['antal', 'folkmangd', 'befolkning'] });

/** Of the same people the same chance, whatever forecast they are in: the outcome of a year and a forecast of it alike. */
export const protectedPeople: NonNullable<DefinitionInput['protect']> = {
  varde: {
    below: 5,
    method: 'round',
    // Not the edition of the areas, the version or the scenario: those tell of the same people.
    same: ['indelning', 'omradeskod', 'kon', 'variabel'],
    cohort: { time: 'ar', age: 'alder' },
    except: [{ field: 'variabel', in: ['fardigstallda_bostader'] }],
  },
};

type Statistics = NonNullable<DefinitionInput['statistics']>;

/** `areas`: where the outlines are. */
export const areas: Statistics['areas'] = {
  dataset: 'prognosomraden',
  on: { omradeskod: 'kod', indelning: 'indelning', utgava: 'utgava' },
};

/** What the columns mean, and the ages that services are for. */
export const populationRoles: NonNullable<Statistics['population']> = {
  age: 'alder',
  sex: 'kon',
  variable: 'variabel',
  population: 'folkmangd',
  born: 'fodda',
  died: 'doda',
  movedIn: 'inflyttade',
  movedOut: 'utflyttade',
  dwellings: 'fardigstallda_bostader',
  division: 'indelning',
  edition: 'utgava',
  ageGroups: [
    group('alder_0', 0, 0, '0 år', 'Aged 0'),
    group('forskolealder', 1, 5, '1–5 år (förskola)', '1–5 (preschool)'),
    group('alder_6_9', 6, 9, '6–9 år (F–3)', '6–9 (years F–3)'),
    group('alder_10_12', 10, 12, '10–12 år (4–6)', '10–12 (years 4–6)'),
    group('alder_13_15', 13, 15, '13–15 år (7–9)', '13–15 (years 7–9)'),
    group('gymnasiealder', 16, 18, '16–18 år (gymnasium)', '16–18 (upper secondary)'),
    group('arbetsfor_alder', 19, 64, '19–64 år', 'Aged 19–64'),
    group('alder_65_79', 65, 79, '65–79 år', 'Aged 65–79'),
    group('alder_80_plus', 80, undefined, '80 år och äldre', 'Aged 80 and over'),
  ],
};

function group(name: string, from: number, to: number | undefined, sv: string, en: string) {
  return { name, title: { sv, en }, from, ...(to === undefined ? {} : { to }) };
}

export const guessPopulation = [
  ...byDivision,
  { field: 'variabel', whenColumn: 'folkmangd', value: 'folkmangd' },
  { field: 'variabel', whenColumn: 'befolkning', value: 'folkmangd' },
];

/** Tables with a column for each year, or for each age. */
export const widePopulation = [
  { field: 'ar', value: 'varde' },
  { field: 'alder', value: 'varde' },
];

type Rules = NonNullable<NonNullable<DefinitionInput['import']>['table']>;

/** A table without holes, whose sums are sums, of areas that are known. `of`: the columns that tell one such table from another. */
export function populationTable(of: readonly string[], known: readonly string[] = []): Rules {
  const within = ['indelning', 'utgava', ...of];
  const series = [...known, ...of, 'kon', 'ar'].filter((name, index, all) => all.indexOf(name) === index);
  return {
    value: 'varde',
    complete: { within, over: ['omradeskod', 'ar', 'alder', 'kon'] },
    sums: [
      { field: 'alder', is: null, over: ['alder'], same: [...series, 'indelning', 'utgava', 'omradeskod'] },
      { field: 'indelning', is: 'kommun', over: ['omradeskod', 'utgava'], same: [...series, 'alder'] },
    ],
    known: { table: 'public.prognosomraden', on: { kod: 'omradeskod', indelning: 'indelning', utgava: 'utgava' } },
  };
}
