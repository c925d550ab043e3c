import { z } from 'zod';
import { asOfParameter } from '../history/as-of.ts';
import { choice, langParameter, type QueryParameter, read, text, wholeNumber } from '../http/parameters.ts';

/** What `/har` may be asked. */

const numbers = (value: string) => value.split(',').map((part) => (part.trim() === '' ? part : Number(part)));

export const pointParameter = {
  name: 'punkt',
  about: {
    sv: 'En plats: longitud,latitud i grader (WGS 84). Utan plats, yta och objekt: kartans mitt när den öppnar.',
    en: 'A place: longitude,latitude in degrees (WGS 84). Without place, area and feature: the middle of the map when it opens.',
  },
  schema: read(numbers, z.array(z.number()).length(2)).optional(),
  expected: {
    sv: 'longitud,latitud i grader, till exempel 17.078,59.636',
    en: 'longitude,latitude in degrees, such as 17.078,59.636',
  },
  example: [17.078, 59.636],
};

/** So many corners are an area that somebody has drawn; an address has no room for more. */
export const mostCorners = 2_000;
/** Square kilometres. */
export const largestArea = 25;

export const areaParameter = text({
  name: 'yta',
  about: {
    sv: `En yta: GeoJSON (RFC 7946) av typen Polygon eller MultiPolygon, högst ${largestArea} km² och ${mostCorners} hörn.`,
    en: `An area: GeoJSON (RFC 7946) of the type Polygon or MultiPolygon, at most ${largestArea} km² and ${mostCorners} corners.`,
  },
});

export const objectParameter = {
  name: 'objekt',
  about: {
    sv: 'Ett objekt: datamängd/nyckel. Det och allt där det ligger.',
    en: 'A feature: dataset/key. It, and all where it lies.',
  },
  // A key may hold slashes; a dataset's id never does.
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]*\/.+$/s)
    .optional(),
  expected: { sv: 'datamängd/nyckel', en: 'dataset/key' },
};

export const withinParameter = wholeNumber(
  { least: 0, most: 1_000, otherwise: 100 },
  {
    name: 'inom',
    about: {
      sv: 'Berätta också vad som finns så många meter bort.',
      en: 'Tell also what is so many metres away.',
    },
    example: 100,
  },
);

export const dayParameter: QueryParameter<string | undefined> = {
  name: 'dag',
  about: {
    sv: 'Den dag som är i dag, för tidslinjer: en länk som alltid svarar detsamma har både den och `as-of`.',
    en: 'The day that is today, for timelines: a link that always answers the same has both it and `as-of`.',
  },
  schema: z.iso.date().optional(),
  expected: { sv: 'en dag som 2026-11-30', en: 'a day such as 2026-11-30' },
};

export const forms = ['html', 'json', 'pdf'] as const;
export type Form = (typeof forms)[number];

export const formParameter = choice(forms, {
  name: 'f',
  about: {
    sv: 'Webbsida, JSON eller ett blad att skriva ut, före `Accept`.',
    en: 'A page, JSON or a sheet to print, before `Accept`.',
  },
  example: 'json',
});

export const hereParameters: readonly QueryParameter[] = [
  ...[pointParameter, areaParameter, objectParameter, withinParameter],
  ...[asOfParameter, dayParameter, formParameter, langParameter],
];
