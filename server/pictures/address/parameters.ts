import { z } from 'zod';
import { choice, langParameter, list, read, text } from '../../http/parameters.ts';
import { pictureThemes } from '../content.ts';

/** What the address of a picture says: the words of the map's own address (web/state/url.ts) and where it is. */

export const layersParameter = list(
  z.string().regex(/^[a-z_][a-z0-9_.]*$/),
  { sv: 'ämnen eller datamängder med komma mellan', en: 'subjects or datasets with commas between' },
  {
    name: 'lager',
    about: {
      sv: 'Ämnen, som i kartans adress. Utan: de som kartan öppnar med.',
      en: 'Subjects, as in the address of the map. Without it: those that the map opens with.',
    },
    example: 'detaljplaner',
  },
);

const pair = z.tuple([z.number().min(-180).max(180), z.number().min(-85).max(85)]);
const numbers = (value: string) => value.split(',').map((part) => (part.trim() === '' ? part : Number(part)));

export const centreParameter = {
  name: 'mitt',
  about: {
    sv: 'Bildens mitt: longitud,latitud. Utan: där kartan öppnar.',
    en: 'The middle of the picture: longitude,latitude. Without it: where the map opens.',
  },
  schema: read(numbers, pair).optional(),
  expected: {
    sv: 'longitud,latitud i grader, till exempel 17.078,59.636',
    en: 'longitude,latitude in degrees, such as 17.078,59.636',
  },
  example: '17.078,59.636',
};

const decimal = (value: string) => (value.trim() === '' ? value : Number(value));

export const zoomParameter = {
  name: 'zoom',
  about: { sv: 'Hur nära, som i kartans adress.', en: 'How near, as in the address of the map.' },
  schema: read(decimal, z.number().min(0).max(22)).optional(),
  expected: { sv: 'ett tal från 0 till 22', en: 'a number from 0 to 22' },
  example: 14,
};

export const mostPixels = 4096;

export const sizeParameter = {
  name: 'storlek',
  about: { sv: 'Bredd och höjd i bildpunkter.', en: 'Width and height in pixels.' },
  schema: read(
    (value) => value.split('x').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    z.tuple([z.int().min(1).max(mostPixels), z.int().min(1).max(mostPixels)]),
  ).default([800, 600]),
  expected: {
    sv: `bredd x höjd, högst ${mostPixels}x${mostPixels}, till exempel 600x400`,
    en: `width x height, at most ${mostPixels}x${mostPixels}, such as 600x400`,
  },
  example: '600x400',
};

export const themeParameter = choice(pictureThemes, {
  name: 'tema',
  about: { sv: 'Ljus, mörk eller grå karta.', en: 'A light, dark or grey map.' },
  example: 'dark',
});

export const measureParameter = text({
  name: 'matt',
  about: { sv: 'Prognosens mått.', en: 'The measure of the forecast.' },
});

export const addressParameters = [
  layersParameter,
  centreParameter,
  zoomParameter,
  sizeParameter,
  themeParameter,
  measureParameter,
  langParameter,
];
