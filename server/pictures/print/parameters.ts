import { z } from 'zod';
import type { Definition } from '../../datasets/definition.ts';
import { choice, langParameter, type QueryParameter, read, wholeNumber } from '../../http/parameters.ts';
import { shownParameters, themeParameter } from '../address/parameters.ts';
import { directions, leastScale, mostScale, papers } from './papers.ts';

/** What the address of a sheet says besides what is shown on its map. */

const decimal = (text: string) => (text.trim() === '' ? text : Number(text));

export const paperParameter = {
  ...choice(papers, { name: 'papper', about: { sv: 'Papperets storlek.', en: 'Size of the paper.' }, example: 'A3' }),
  schema: z.enum(papers).default('A4'),
};

export const directionParameter = {
  ...choice(directions, {
    name: 'riktning',
    about: { sv: 'Liggande eller stående papper.', en: 'Landscape (`liggande`) or portrait (`staende`).' },
    example: 'staende',
  }),
  schema: z.enum(directions).default('liggande'),
};

export const scaleParameter = {
  name: 'skala',
  about: { sv: 'Skala 1:n.', en: 'Scale 1:n.' },
  schema: read(
    (text) => decimal(text.replace(/^1:/, '').replaceAll(/(?<=\d)[\s\u00a0\u202f](?=\d)/g, '')),
    z.int().min(leastScale).max(mostScale),
  ).default(1000),
  expected: {
    sv: `ett heltal från ${leastScale} till ${mostScale}, till exempel 1000`,
    en: `a whole number from ${leastScale} to ${mostScale}, such as 1000`,
  },
  example: 1000,
};

export const centreParameter = {
  name: 'mitt',
  about: {
    sv: 'Kartans mitt: longitud,latitud i grader, eller öst,nord i meter i `crs`. Utan: där kartan öppnar.',
    en: 'The middle of the map: longitude,latitude in degrees, or east,north in metres of `crs`. Without it: where the map opens.',
  },
  schema: read((text) => text.split(',').map(decimal), z.tuple([z.number(), z.number()])).optional(),
  expected: {
    sv: 'longitud,latitud eller öst,nord inom Sverige, till exempel 17.078,59.636',
    en: 'longitude,latitude or east,north within Sweden, such as 17.078,59.636',
  },
  example: '17.078,59.636',
};

const systems = [3006, 3010] as const;

export const systemParameter = {
  name: 'crs',
  about: {
    sv: 'Kartans koordinatsystem: SWEREF 99 TM eller SWEREF 99 16 30.',
    en: 'Coordinate system of the map: SWEREF 99 TM or SWEREF 99 16 30.',
  },
  schema: read(
    (text) => Number(/^(?:.*[:/])?(\d{4,6})$/.exec(text)?.[1]),
    z.union([z.literal(systems[0]), z.literal(systems[1])]),
  ).default(systems[0]),
  expected: { sv: 'EPSG:3006 eller EPSG:3010', en: 'EPSG:3006 or EPSG:3010' },
  example: 'EPSG:3006',
};

export const mostTitleLetters = 200;
export const mostTextLetters = 2000;

/** Letters as people count them, line breaks where they are welcome, and nothing that is not seen. */
function words(most: number, { breaks }: { breaks: boolean }) {
  const unseen = breaks ? /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u : /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
  return read(
    (text) => text.replaceAll('\r\n', '\n').trim(),
    z.string().refine((text) => [...text].length <= most && !unseen.test(text)),
  ).optional();
}

export const titleParameter: QueryParameter<string | undefined> = {
  name: 'titel',
  about: { sv: 'Rubrik. Utan: det som kartan visar.', en: 'Title. Without it: what the map shows.' },
  schema: words(mostTitleLetters, { breaks: false }),
  expected: {
    sv: `högst ${mostTitleLetters} tecken, utan radbrytningar och styrtecken`,
    en: `at most ${mostTitleLetters} characters, without line breaks or control characters`,
  },
};

export const textParameter: QueryParameter<string | undefined> = {
  name: 'text',
  about: { sv: 'Egen text, med radbrytningar.', en: 'Text of your own, with line breaks.' },
  schema: words(mostTextLetters, { breaks: true }),
  expected: {
    sv: `högst ${mostTextLetters} tecken, utan styrtecken`,
    en: `at most ${mostTextLetters} characters, without control characters`,
  },
};

export const gridParameter = choice(['ja', 'nej'], {
  name: 'rutnat',
  about: {
    sv: '`ja`: koordinatnät på kartan; annars hörnens koordinater i text.',
    en: '`ja`: a coordinate grid on the map; otherwise the coordinates of the corners in words.',
  },
});

export const formatParameter = {
  ...choice(['pdf', 'png'], { name: 'f', about: { sv: 'PDF eller bild.', en: 'PDF or image.' } }),
  schema: z.enum(['pdf', 'png']).default('pdf'),
};

export const dotsParameter = wholeNumber(
  { least: 20, most: 300, otherwise: 300 },
  { name: 'dpi', about: { sv: 'Bildens punkter per tum.', en: 'Dots of the image per inch.' } },
);

export const pageParameter = wholeNumber(
  { least: 1, most: 20, otherwise: 1 },
  { name: 'sida', about: { sv: 'Vilken sida bilden visar.', en: 'The page that the image shows.' } },
);

export const largerParameter = {
  name: 'tecken',
  about: {
    sv: 'Kartans tecken och linjer så många gånger större, för det som läses på håll.',
    en: 'Letters and lines of the map so many times larger, for what is read from afar.',
  },
  schema: read(decimal, z.number().min(0.5).max(4)).default(1),
  expected: { sv: 'ett tal från 0.5 till 4', en: 'a number from 0.5 to 4' },
};

/** All that the address of a sheet may say. */
export function sheetParameters(definitions: readonly Definition[]): readonly QueryParameter[] {
  return [
    ...[paperParameter, directionParameter, scaleParameter, centreParameter, systemParameter],
    ...[titleParameter, textParameter, gridParameter, largerParameter],
    ...[formatParameter, dotsParameter, pageParameter],
    ...shownParameters(definitions),
    ...[themeParameter, langParameter],
  ];
}
