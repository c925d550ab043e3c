import { z } from 'zod';
import { langParameter, list, type QueryParameter, read, wholeNumber } from '../http/parameters.ts';
import { pageOrJsonParameter } from '../pages/index.ts';

/** What the search may be asked. */

const mostLetters = 200;

export const textParameter: QueryParameter<string | undefined> = {
  name: 'q',
  about: {
    sv: 'Det som söks: ord ur namn, beteckningar och beskrivningar, en nyckel, koordinater eller en adress. Det sista ordet får vara början på ett ord.',
    en: 'What is searched: words of names, numbers and descriptions, a key, coordinates or an address. The last word may be the beginning of one.',
  },
  schema: z.string().max(mostLetters).optional(),
  expected: { sv: `text, högst ${mostLetters} tecken`, en: `text, at most ${mostLetters} characters` },
  example: 'SPL 27',
};

const degrees = (text: string) => text.split(',').map((part) => (part.trim() === '' ? part : Number(part)));
/** West, south, east, north. */
const corners = z
  .array(z.number().min(-180).max(180))
  .length(4)
  .refine(
    ([west = 0, south = 0, east = 0, north = 0]) => west <= east && south <= north && south >= -90 && north <= 90,
  );

export const viewParameter = {
  name: 'bbox',
  about: {
    sv: 'Det som syns: väst, syd, öst, nord i grader. Väljer ingenting bort, men det som ligger där kommer först, sedan det som är närmast.',
    en: 'What is seen: west, south, east, north in degrees. Leaves nothing out, but what lies there comes first, then what is nearest.',
  },
  schema: read(degrees, corners).optional(),
  expected: {
    sv: 'fyra tal med komma mellan: väst, syd, öst, nord i grader',
    en: 'four numbers with commas between: west, south, east, north in degrees',
  },
  example: [17, 59.6, 17.2, 59.7],
};

export const datasetsParameter = list(
  z.string().min(1),
  { sv: 'datamängder med komma mellan', en: 'datasets with commas between' },
  {
    name: 'datasets',
    about: {
      sv: 'Bara i dessa datamängder, med komma mellan. Då söks varken koordinater eller adresser.',
      en: 'Only in these datasets, with commas between. Then neither coordinates nor addresses are searched.',
    },
  },
);

export const limitParameter = wholeNumber(
  { least: 1, most: 50, otherwise: 20, clamped: true },
  { name: 'limit', about: { sv: 'Så många träffar på sin höjd.', en: 'So many hits at most.' } },
);

export const searchParameters: readonly QueryParameter[] = [
  textParameter,
  viewParameter,
  datasetsParameter,
  limitParameter,
  pageOrJsonParameter,
  langParameter,
];
