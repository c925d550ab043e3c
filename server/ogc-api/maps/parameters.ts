import { Color } from '@maplibre/maplibre-gl-style-spec';
import { z } from 'zod';
import { bboxCrs, crs, crs84, crsParameter, filterParameters } from '../../features/index.ts';
import { langParameter, type QueryParameter, read, text } from '../../http/parameters.ts';
import { mostPixels } from '../../pictures/frame.ts';
import { yearOf } from '../../pictures/year.ts';
import { collections } from '../../tiles/query.ts';
import { formatParameter } from '../representations.ts';
import { mapsOffered } from './formats.ts';

/** What a map is asked for with (OGC API – Maps, 20-058). */

const numbers = (value: string) => value.split(',').map((part) => (part.trim() === '' ? part : Number(part)));

export const mapBbox: QueryParameter<number[] | undefined> = {
  name: 'bbox',
  about: {
    sv: 'Rektangeln som kartan visar: två hörn i axelordningen för `bbox-crs`. Utan den: allt som finns.',
    en: 'The rectangle that the map shows: two corners in the axis order of `bbox-crs`. Without it: all that there is.',
  },
  schema: read(numbers, z.array(z.number()).length(4)).optional(),
  expected: {
    sv: 'fyra tal med komma mellan, i axelordningen för bbox-crs, det tredje större än det första och det fjärde än det andra',
    en: 'four numbers with commas between, in the axis order of bbox-crs, the third larger than the first and the fourth than the second',
  },
};

export const center: QueryParameter<number[] | undefined> = {
  name: 'center',
  about: {
    sv: 'Kartans mitt i axelordningen för `center-crs`. I stället för `bbox`.',
    en: 'The middle of the map in the axis order of `center-crs`. Instead of `bbox`.',
  },
  schema: read(numbers, z.array(z.number()).length(2)).optional(),
  expected: {
    sv: 'två tal med komma mellan, i axelordningen för center-crs',
    en: 'two numbers with a comma between, in the axis order of center-crs',
  },
};

export const centerCrs = crsParameter(
  'center-crs',
  {
    sv: 'Koordinatsystem för `center`. Utan den: WGS 84, longitud och latitud.',
    en: 'Coordinate system of `center`. Without it: WGS 84, longitude and latitude.',
  },
  crs84.uri,
);

/** Names of the axes to the east and to the north (20-058 §10.2; the abbreviations of EPSG). */
const axes = { east: /^(lon|long|longitude|e|x)$/i, north: /^(lat|latitude|n|y)$/i } as const;

/** `E(616000:617000),N(6611000:6612000)` as west, south, east, north; undefined where it is not both axes, low before high. */
export function subsetOf(value: string): [number, number, number, number] | undefined {
  let across: [number, number] | undefined;
  let down: [number, number] | undefined;
  for (const [, name = '', low = '', high = ''] of value.matchAll(/(\w+)\(\s*([^():\s]+)\s*:\s*([^():\s]+)\s*\)/g)) {
    const range: [number, number] = [Number(low), Number(high)];
    if (!(range[0] < range[1])) return undefined;
    if (axes.east.test(name)) across = range;
    else if (axes.north.test(name)) down = range;
  }
  return across && down && [across[0], down[0], across[1], down[1]];
}

export const subset: QueryParameter<string | undefined> = {
  name: 'subset',
  about: {
    sv: 'Det som `bbox` säger, axel för axel: `Lon(17.05:17.1),Lat(59.62:59.65)`, eller `E(…:…),N(…:…)` med `subset-crs`.',
    en: 'What `bbox` says, axis by axis: `Lon(17.05:17.1),Lat(59.62:59.65)`, or `E(…:…),N(…:…)` with `subset-crs`.',
  },
  schema: z
    .string()
    .refine((value) => subsetOf(value) !== undefined)
    .optional(),
  expected: {
    sv: 'två axlar med lägsta och högsta värde, till exempel Lon(17.05:17.1),Lat(59.62:59.65)',
    en: 'two axes with their lowest and highest values, such as Lon(17.05:17.1),Lat(59.62:59.65)',
  },
};

export const subsetCrs = crsParameter(
  'subset-crs',
  {
    sv: 'Koordinatsystem för `subset`. Utan den: WGS 84.',
    en: 'Coordinate system of `subset`. Without it: WGS 84.',
  },
  crs84.uri,
);

function side(name: 'width' | 'height', sv: string, en: string): QueryParameter<number | undefined> {
  return {
    name,
    about: { sv, en },
    schema: read((value) => (/^\d+$/.test(value) ? Number(value) : value), z.int().min(1).max(mostPixels)).optional(),
    expected: { sv: `ett heltal från 1 till ${mostPixels}`, en: `a whole number from 1 to ${mostPixels}` },
    example: 512,
  };
}
export const width = side('width', 'Bildens bredd i bildpunkter.', 'Width of the picture in pixels.');
export const height = side('height', 'Bildens höjd i bildpunkter.', 'Height of the picture in pixels.');

const decimal = (value: string) => (value.trim() === '' ? value : Number(value));

export const scaleDenominator: QueryParameter<number | undefined> = {
  name: 'scale-denominator',
  about: {
    sv: 'Skalans nämnare, till exempel 5000. Med `bbox` följer storleken av den.',
    en: 'The denominator of the scale, such as 5000. With `bbox` the size follows from it.',
  },
  schema: read(decimal, z.number().min(1).max(1_000_000_000)).optional(),
  expected: { sv: 'ett tal från 1 till 1000000000', en: 'a number from 1 to 1000000000' },
};

export const mmPerPixel: QueryParameter<number> = {
  name: 'mm-per-pixel',
  about: {
    sv: 'Hur stor en bildpunkt är där kartan visas, i millimeter. Mindre: finare linjer och bokstäver av fler punkter.',
    en: 'How large a pixel is where the map is shown, in millimetres. Smaller: finer, lines and letters of more pixels.',
  },
  schema: read(decimal, z.number().min(0.02).max(1)).default(0.28),
  expected: { sv: 'ett tal från 0.02 till 1', en: 'a number from 0.02 to 1' },
  example: 0.28,
};

export const transparent: QueryParameter<boolean | undefined> = {
  name: 'transparent',
  about: {
    sv: 'Om det som ingenting ritas på är genomskinligt. Utan den: när ingen bakgrundsfärg är vald.',
    en: 'Whether what nothing is drawn on is transparent. Without it: when no background colour is chosen.',
  },
  schema: read((value) => ({ true: true, false: false })[value.toLowerCase()] ?? value, z.boolean()).optional(),
  expected: { sv: 'true eller false', en: 'true or false' },
};

/** As `#rrggbb`. */
function colourOf(value: string): string | undefined {
  const digits = /^(?:0x|#)?([0-9a-f]{6})$/i.exec(value)?.[1];
  if (digits) return `#${digits.toLowerCase()}`;
  const named = /^[a-z]+$/i.test(value) ? Color.parse(value.toLowerCase()) : undefined;
  if (named?.a !== 1) return undefined;
  const hex = ({ r, g, b }: Color) =>
    [r, g, b].map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    );
  return `#${hex(named).join('')}`;
}

export const bgcolor: QueryParameter<string | undefined> = {
  name: 'bgcolor',
  about: {
    sv: 'Bakgrundsfärg: `0xFFFFFF` eller ett namn ur CSS.',
    en: 'Background colour: `0xFFFFFF` or a name of CSS.',
  },
  schema: read((value) => colourOf(value) ?? value, z.string().regex(/^#[0-9a-f]{6}$/)).optional(),
  expected: { sv: 'en färg som 0xFFFFFF eller white', en: 'a colour such as 0xFFFFFF or white' },
};

export const mapYear: QueryParameter<number | undefined> = {
  name: 'datetime',
  about: {
    sv: 'Prognosens år, eller en dag i det. Annat ritas som det är.',
    en: 'The year of the forecast, or a day of it. All else is drawn as it is.',
  },
  schema: read((value) => yearOf(value) ?? value, z.int()).optional(),
  expected: { sv: 'ett år eller en dag', en: 'a year or a day' },
};

export const mapVersion = text({
  name: 'v',
  about: {
    sv: 'Dataversion. Med den rätta får bilden sparas för alltid.',
    en: 'Data version. With the right one the picture may be kept for ever.',
  },
});

/** Of one dataset, and of those of all that the query selects. */
export const collectionMapParameters: readonly QueryParameter[] = [
  ...[mapBbox, bboxCrs, subset, subsetCrs, center, centerCrs, crs, width, height, scaleDenominator, mmPerPixel],
  ...[transparent, bgcolor, mapYear, ...filterParameters, mapVersion, formatParameter(mapsOffered), langParameter],
];

export const datasetMapParameters = [collections, ...collectionMapParameters];
