import { z } from 'zod';
import type { Localized } from '../datasets/definition.ts';
import { mercatorHalf } from '../geometry/mercator.ts';
import { type QueryParameter, read, valueIn } from '../http/parameters.ts';

/** A coordinate reference system that answers can be had in. */
export interface Crs {
  uri: string;
  /** EPSG code, as PostGIS knows it. */
  srid: number;
  /** The authority's axis order is north, east (latitude, longitude). */
  flipped: boolean;
  unit: 'degree' | 'metre';
  /** West, south, east, north: where its coordinates mean something (east, north order). */
  area: readonly [number, number, number, number];
  title: Localized;
  /** Digits after the decimal point in text: about a centimetre, or the millimetre that is stored. */
  decimals: number;
}

/** Latitude at which Web Mercator, in which we search, ends. */
const mercatorEdge = 85.06;
const wholeEarth = [-180, -mercatorEdge, 180, mercatorEdge] as const;

function epsg(srid: number, unit: Crs['unit'], area: Crs['area'], title: string): Crs {
  const uri = `http://www.opengis.net/def/crs/EPSG/0/${srid}`;
  return {
    uri,
    srid,
    flipped: srid !== 3857,
    unit,
    area,
    title: { sv: title, en: title },
    decimals: unit === 'metre' ? 3 : 7,
  };
}

/** The default of every answer (OGC API – Features Part 1 §7.12). */
export const crs84: Crs = {
  ...epsg(4326, 'degree', wholeEarth, ''),
  uri: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
  flipped: false,
  title: { sv: 'WGS 84, longitud och latitud', en: 'WGS 84, longitude and latitude' },
};

const localZones = [
  [3007, '12 00'],
  [3008, '13 30'],
  [3009, '15 00'],
  [3010, '16 30'],
  [3011, '18 00'],
  [3012, '14 15'],
  [3013, '15 45'],
  [3014, '17 15'],
  [3015, '18 45'],
  [3016, '20 15'],
  [3017, '21 45'],
  [3018, '23 15'],
] as const;
/** Sweden with a wide margin: beyond it the projections fold. */
const swedenTm = [0, 5_900_000, 1_300_000, 8_000_000] as const;
const swedenLocal = [-800_000, 5_900_000, 1_100_000, 8_000_000] as const;

export const sweref99tm: Crs = epsg(3006, 'metre', swedenTm, 'SWEREF 99 TM');

export const systems: readonly Crs[] = [
  crs84,
  {
    ...epsg(4326, 'degree', wholeEarth, ''),
    title: { sv: 'WGS 84, latitud och longitud', en: 'WGS 84, latitude and longitude' },
  },
  epsg(3857, 'metre', [-mercatorHalf, -mercatorHalf, mercatorHalf, mercatorHalf], 'Web Mercator'),
  sweref99tm,
  ...localZones.map(([srid, zone]) => epsg(srid, 'metre', swedenLocal, `SWEREF 99 ${zone}`)),
];

/** The system with this EPSG code, east and north in the authority's order. */
export function systemOf(srid: number): Crs | undefined {
  return systems.find((system) => system.srid === srid && system !== crs84);
}

const uris = systems.map(({ uri }) => uri);

/** By its URI, or as people write it: `EPSG:3006`, `[EPSG:3006]`, `3006`, `CRS84` (OGC API – Features Part 2 §6.2). */
function uriOf(text: string): string {
  const plain = text.replace(/^\[(.*)\]$/, '$1').replace(/^https:/, 'http:');
  if (plain === crs84.uri || /^(OGC:)?CRS84$/i.test(plain)) return crs84.uri;
  const code = /^(?:EPSG:|urn:ogc:def:crs:EPSG::|http:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[^/]+\/)?(\d+)$/i.exec(
    plain,
  )?.[1];
  return systemOf(Number(code))?.uri ?? text;
}

type CrsParameter = QueryParameter<string | undefined>;

/** A parameter that names a system. */
export function crsParameter(name: string, about: CrsParameter['about'], example: string): CrsParameter {
  const expected = { sv: `ett av ${uris.join(', ')}`, en: `one of ${uris.join(', ')}` };
  return { name, about, schema: read(uriOf, z.enum(uris).meta({ format: 'uri' })).optional(), expected, example };
}

export const crs = crsParameter(
  'crs',
  {
    sv: 'Koordinatsystem för svaret. På sidor med axelordningen enligt systemet (SWEREF 99: nord, öst), som `Content-Crs` säger, och utan den WGS 84; i filer öst, nord, och utan den det som är vanligt för formatet.',
    en: 'Coordinate system of the answer. In pages of features in the system’s own axis order (SWEREF 99: north, east), told by `Content-Crs`, and without it WGS 84; in files east, north, and without it what is usual for the format.',
  },
  sweref99tm.uri,
);

export const bboxCrs = crsParameter(
  'bbox-crs',
  {
    sv: 'Koordinatsystem för `bbox`. Utan den: WGS 84, longitud och latitud.',
    en: 'Coordinate system of `bbox`. Without it: WGS 84, longitude and latitude.',
  },
  crs84.uri,
);

export const filterCrs = crsParameter(
  'filter-crs',
  {
    sv: 'Koordinatsystem för koordinater i `filter`. Utan den: WGS 84, longitud och latitud.',
    en: 'Coordinate system of coordinates in `filter`. Without it: WGS 84, longitude and latitude.',
  },
  crs84.uri,
);

/** The system that a parameter names, or the other one. Throws a 400 problem for one that is not here. */
export function systemIn(query: URLSearchParams, parameter: CrsParameter, otherwise: Crs): Crs {
  const uri = valueIn(query, parameter);
  return systems.find((system) => system.uri === uri) ?? otherwise;
}
