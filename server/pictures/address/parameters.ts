import { z } from 'zod';
import type { Definition } from '../../datasets/definition.ts';
import { choice, langParameter, once, type QueryParameter, read, text } from '../../http/parameters.ts';
import { pictureThemes } from '../content.ts';
import { mostPixels } from '../frame.ts';

/** What the address of a picture says: the words of the map's own address (web/state/url.ts), where it is and how large. */

export const layersParameter = {
  name: 'lager',
  about: {
    sv: 'Ämnen, som i kartans adress. Utan: de som kartan öppnar med.',
    en: 'Subjects, as in the address of the map. Without it: those that the map opens with.',
  },
  schema: read(
    (value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    z.array(z.string().regex(/^[a-z_][a-z0-9_.]*$/)),
  ).optional(),
  expected: { sv: 'ämnen eller datamängder med komma mellan', en: 'subjects or datasets with commas between' },
  example: ['detaljplaner'],
};

const decimal = (value: string) => (value.trim() === '' ? value : Number(value));
const numbers = (value: string) => value.split(',').map(decimal);

/** Web Mercator ends at some 85°. */
const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-85).max(85);

export const centreParameter = {
  name: 'mitt',
  about: {
    sv: 'Bildens mitt: longitud,latitud. Utan plats: runt det som är valt, runt det som ett urval lämnar kvar, annars där kartan öppnar.',
    en: 'The middle of the picture: longitude,latitude. Without a place: around what is chosen, around what a filter leaves, else where the map opens.',
  },
  schema: read(numbers, z.tuple([longitude, latitude])).optional(),
  expected: {
    sv: 'longitud,latitud i grader, till exempel 17.078,59.636',
    en: 'longitude,latitude in degrees, such as 17.078,59.636',
  },
  example: [17.078, 59.636],
};

const zoomLevel = z.number().min(0).max(24);

export const zoomParameter = {
  name: 'zoom',
  about: { sv: 'Hur nära, som i kartans adress.', en: 'How near, as in the address of the map.' },
  schema: read(decimal, zoomLevel).optional(),
  expected: { sv: 'ett tal från 0 till 24', en: 'a number from 0 to 24' },
  example: 14,
};

export const scaleParameter = {
  name: 'skala',
  about: {
    sv: 'Hur nära, som skala 1:n i bildens mitt, med bildpunkter på 0,28 mm.',
    en: 'How near, as a scale of 1:n in the middle of the picture, with pixels of 0.28 mm.',
  },
  schema: read((value) => decimal(value.replace(/^1:/, '')), z.number().min(50).max(500_000_000)).optional(),
  expected: {
    sv: 'ett tal från 50 till 500000000, till exempel 5000',
    en: 'a number from 50 to 500000000, such as 5000',
  },
};

export const boxParameter = {
  name: 'bbox',
  about: {
    sv: 'En rektangel som ska rymmas i bilden: väst,syd,öst,nord i grader.',
    en: 'A rectangle that the picture is to hold: west,south,east,north in degrees.',
  },
  schema: read(
    numbers,
    z
      .array(z.number())
      .length(4)
      .refine(([west = 0, south = 0, east = 0, north = 0]) => {
        const inside = [west, east].every((one) => Math.abs(one) <= 180) && south >= -85 && north <= 85;
        return inside && west < east && south < north;
      }),
  ).optional(),
  expected: {
    sv: 'väst,syd,öst,nord i grader, med väst före öst och syd under nord, till exempel 17.05,59.62,17.1,59.65',
    en: 'west,south,east,north in degrees, with west before east and south below north, such as 17.05,59.62,17.1,59.65',
  },
};

export const placeParameter = {
  name: 'plats',
  about: {
    sv: 'Plats som efter # i kartans adress: zoom/latitud/longitud.',
    en: 'Place as after the # in the address of the map: zoom/latitude/longitude.',
  },
  schema: read(
    (value) => value.replace(/^#/, '').split('/').map(decimal),
    z
      .array(z.number())
      .length(3)
      .refine((place) => z.tuple([zoomLevel, latitude, longitude]).safeParse(place).success),
  ).optional(),
  expected: {
    sv: 'zoom/latitud/longitud, till exempel 14/59.636/17.078',
    en: 'zoom/latitude/longitude, such as 14/59.636/17.078',
  },
};

export const sizeParameter = {
  name: 'storlek',
  about: { sv: 'Bredd och höjd i bildpunkter.', en: 'Width and height in pixels.' },
  schema: z
    .string()
    .regex(/^[1-9]\d{0,3}x[1-9]\d{0,3}$/)
    .refine((value) => sizeOf(value).every((side) => side <= mostPixels))
    .default('800x600'),
  expected: {
    sv: `bredd x höjd, högst ${mostPixels}x${mostPixels}, till exempel 600x400`,
    en: `width x height, at most ${mostPixels}x${mostPixels}, such as 600x400`,
  },
  example: '600x400',
};

/** Width and height of `600x400`. */
export function sizeOf(size: string): [width: number, height: number] {
  const [width = 0, height = 0] = size.split('x').map(Number);
  return [width, height];
}

export const themeParameter = choice(pictureThemes, {
  name: 'tema',
  about: { sv: 'Ljus, mörk eller grå karta.', en: 'A light, dark or grey map.' },
  example: 'dark',
});

export const measureParameter = text({
  name: 'matt',
  about: {
    sv: 'Prognosens mått, som i kartans adress.',
    en: 'The measure of the forecast, as in the address of the map.',
  },
});

export const yearParameter = {
  name: 'ar',
  about: {
    sv: 'Prognosens år; finns det inte, så det närmaste.',
    en: 'The year of the forecast; the nearest, where there is none.',
  },
  schema: read((value) => (/^\d+$/.test(value) ? Number(value) : value), z.int().min(1).max(9999)).optional(),
  expected: { sv: 'ett år, till exempel 2035', en: 'a year, such as 2035' },
  example: 2035,
};

export const chosenParameter = {
  name: 'valt',
  about: {
    sv: 'Ett objekt som markeras: datamängd/nyckel, som i kartans adress.',
    en: 'A feature to be marked: dataset/key, as in the address of the map.',
  },
  // A key may hold slashes; a dataset's id never does.
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]*\/.+$/s)
    .optional(),
  expected: { sv: 'datamängd/nyckel', en: 'dataset/key' },
};

/** So many corners have room in an address. */
const mostMarkCorners = 500;

export const markParameter = {
  name: 'marke',
  about: {
    sv: 'En plats som märks ut: longitud,latitud, eller en yta med ett sådant par för varje hörn. Utan annan plats är det den som bilden visar.',
    en: 'A place to be marked: longitude,latitude, or an area with such a pair for each corner. Without another place it is what the picture shows.',
  },
  schema: read(
    numbers,
    z
      .array(z.number())
      .min(2)
      .max(2 * mostMarkCorners)
      .refine((all) => all.length % 2 === 0 && all.length !== 4)
      .refine((all) => all.every((one, index) => Math.abs(one) <= (index % 2 === 0 ? 180 : 85))),
  ).optional(),
  expected: {
    sv: `longitud,latitud i grader, en gång eller för vart och ett av 3–${mostMarkCorners} hörn, till exempel 17.078,59.636`,
    en: `longitude,latitude in degrees, once or for each of 3–${mostMarkCorners} corners, such as 17.078,59.636`,
  },
  example: [17.078, 59.636],
};

const yesOrNo = ['ja', 'nej'] as const;

export const endedParameter = choice(yesOrNo, {
  name: 'upphort',
  about: { sv: 'Rita också det som inte gäller längre.', en: 'Draw what no longer applies, too.' },
});

export const paperParameter = choice(yesOrNo, {
  name: 'papper',
  about: {
    sv: 'Kartan under: mark, vatten, gator och namn. `nej`: bara ämnena.',
    en: 'The map below: land, water, streets and names. `nej`: the subjects only.',
  },
});

export const transparentParameter = choice(yesOrNo, {
  name: 'genomskinlig',
  about: {
    sv: 'Inget alls där inget är ritat. I JPEG: vitt.',
    en: 'Nothing at all where nothing is drawn. In JPEG: white.',
  },
});

export const creditParameter = choice(yesOrNo, {
  name: 'kalla',
  about: {
    sv: 'Källor och licens i bildens hörn. `nej` tar bort dem som får tas bort (CC0); de som ska anges, och att data är påhittade, står kvar.',
    en: 'Sources and licence in the corner of the picture. `nej` takes away those that may go (CC0); those that must be named, and that data are invented, stay.',
  },
});

/** `urval.detaljplaner=…`, as in the address of the map. */
export const filterParameter = once(({ id, title }: Definition) =>
  text({
    name: `urval.${id}`,
    about: { sv: `Villkor i CQL2 för ${title.sv}.`, en: `Condition in CQL2 for ${title.en}.` },
  }),
);

/** What the map's own address says of what is shown, and not of where. */
export function shownParameters(definitions: readonly Definition[]): readonly QueryParameter[] {
  return [
    ...[layersParameter, measureParameter, yearParameter, chosenParameter, endedParameter, markParameter],
    ...definitions.map(filterParameter),
  ];
}

/** All that the address of a picture may say. */
export function addressParameters(definitions: readonly Definition[]): readonly QueryParameter[] {
  return [
    ...shownParameters(definitions),
    ...[centreParameter, zoomParameter, scaleParameter, boxParameter, placeParameter, sizeParameter],
    ...[themeParameter, paperParameter, transparentParameter, creditParameter, langParameter],
  ];
}
