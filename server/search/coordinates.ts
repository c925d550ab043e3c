import { systemOf, systems } from '../features/index.ts';
import { projectionOf, unproject } from '../geometry/gauss-kruger.ts';
import type { Language } from '../http/language.ts';
import { formatNumber } from '../styles/format.ts';

/** Coordinates as people paste them. No network and no database: the same text always means the same. */

/** One way to understand a text. North and east in degrees (EPSG:4326) or in metres. */
export interface Reading {
  srid: number;
  north: number;
  east: number;
  /** Longitude, latitude in degrees. */
  point: [number, number];
}

const wgs84 = 4326;
const sweref99tm = 3006;
/** The zone that maps of the municipality are made in. Other zones have the same numbers and have to be told. */
const ownZone = 3010;

/** Sweden with its waters, generously: west, south, east, north in degrees. What lies outside is no place here. */
const [west, south, east, north] = [9.5, 54.5, 25, 70];

/**
 * All that a text may mean as coordinates of one place in Sweden, most likely first: WGS 84 in degrees (decimal, with minutes, with
 * seconds), SWEREF 99 TM and 16 30, or any zone that the text names; north or east first, with point or comma, with or
 * without letters. Empty: the text is something else.
 */
export function readCoordinates(text: string): Reading[] {
  const { told, rest } = toldSystem(tidied(text));
  const readings = halves(rest).flatMap(([first, second]) => readPair(first, second, told));
  return readings.filter(
    (one, index) =>
      readings.findIndex((other) => other.srid === one.srid && other.north === one.north && other.east === one.east) ===
      index,
  );
}

function tidied(text: string): string {
  return text
    .slice(0, mostLetters)
    .toUpperCase()
    .replace(/[\s\u00a0\u2009\u202f]+/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[º˚]/g, '°')
    .replace(/''|[″“”]/g, '"')
    .replace(/[′’‘´`]/g, "'")
    .replace(/[()[\]{}]/g, ' ')
    .trim();
}

/** No coordinates are longer. */
const mostLetters = 120;

/** The system that the text names, and the text without that. */
function toldSystem(text: string): { told: number | undefined; rest: string } {
  const without = (part: string) => text.replace(part, ' ').replace(/^[\s:,;]+|[\s:,;]+$/g, '');
  const code = /\bEPSG\s*:?\s*(\d{4,5})\b/.exec(text);
  if (code) return { told: Number(code[1]), rest: without(code[0]) };
  const tm = /\bSWEREF\s*-?99\s*-?TM\b/.exec(text);
  if (tm) return { told: sweref99tm, rest: without(tm[0]) };
  const zone = /\bSWEREF\s*-?99[\s-]*(\d\d)\s?(\d\d)(?!\d)/.exec(text);
  const named = zone ? zones.get(`${zone[1]} ${zone[2]}`) : undefined;
  if (named !== undefined && zone) return { told: named, rest: without(zone[0]) };
  const any = /\bSWEREF\s*-?99(?!\d)/.exec(text);
  if (any) return { told: undefined, rest: without(any[0]) };
  const degrees = /\bWGS\s*-?84\b/.exec(text);
  return degrees ? { told: wgs84, rest: without(degrees[0]) } : { told: undefined, rest: text };
}

/** EPSG codes of the local zones of SWEREF 99, by name. */
const zones = new Map(
  systems.flatMap(({ srid, title }): [string, number][] =>
    title.sv.startsWith('SWEREF 99 ') ? [[title.sv.replace('SWEREF 99 ', ''), srid]] : [],
  ),
);

/** Every way to cut a text in two: what is no coordinate is found out later. */
function halves(text: string): [string, string][] {
  const cuts = [...text.matchAll(/[;,/ ]+|(?<=[^ ;,/])(?=[A-ZÅÄÖ])|(?<=[A-ZÅÄÖ'"°])(?=[\d+-])/g)];
  return cuts.flatMap((cut): [string, string][] => {
    const first = text.slice(0, cut.index).trim();
    const second = text.slice(cut.index + cut[0].length).trim();
    return first && second ? [[first, second]] : [];
  });
}

type Axis = 'north' | 'east';

interface Part {
  axis: Axis | undefined;
  value: number;
  /** Written with degree signs, or as degrees, minutes and seconds. */
  isAngle: boolean;
}

const labels: readonly (readonly [RegExp, Axis, 1 | -1])[] = [
  [/^(N|NORD|NORR|NORTH|LAT|LATITUDE?)$/, 'north', 1],
  [/^(S|SYD|SÖDER|SOUTH)$/, 'north', -1],
  [/^(E|Ö|O|ÖST|ÖSTER|EAST|LON|LONG|LNG|LONGITUDE?)$/, 'east', 1],
  [/^(W|V|VÄST|VÄSTER|WEST)$/, 'east', -1],
  // Which is which differs between geodesy and the rest of the world: their size tells.
];
const nameless = /^[XY]$/;

function readPart(text: string): Part | undefined {
  const found = /^([A-ZÅÄÖ]*)\s*[:=]?\s*([-+]?\d[\d .,'"°]*?)\s*([A-ZÅÄÖ]*)\s*M?$/.exec(
    text.replace(/(?<=\d)\s*M$/, ''),
  );
  if (!found) return undefined;
  const [, before = '', amount = '', after = ''] = found;
  if (before && after) return undefined;
  const label = before || after;
  const known = labels.find(([name]) => name.test(label));
  if (label && !known && !nameless.test(label)) return undefined;
  const value = readAngle(amount) ?? readMetres(amount);
  if (!value) return undefined;
  return { axis: known?.[1], value: value.value * (known?.[2] ?? 1), isAngle: value.isAngle };
}

const decimal = (text: string | undefined) => Number((text ?? '0').replace(',', '.'));

/** 59°38'9,6" or 59° 38,16' or 59 38 9,6; 59,636° alone is an angle, too. */
function readAngle(text: string): Omit<Part, 'axis'> | undefined {
  const marks =
    /^([-+]?)(\d{1,3}(?:[.,]\d+)?)\s*(?:°|(?= \d))\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:'|(?= \d)|$)\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*"?)?)?$/.exec(
      text,
    );
  if (!marks) return undefined;
  const [, sign, degrees = '', minutes, seconds] = marks;
  const isWhole = (part: string | undefined) => part === undefined || /^\d+$/.test(part);
  if ((minutes !== undefined && !isWhole(degrees)) || (seconds !== undefined && !isWhole(minutes))) return undefined;
  if (decimal(minutes) >= 60 || decimal(seconds) >= 60) return undefined;
  const value = decimal(degrees) + decimal(minutes) / 60 + decimal(seconds) / 3600;
  return { value: sign === '-' ? -value : value, isAngle: true };
}

/** 6612345,12 or 6 612 345. Degrees with decimals look the same: their size tells. */
function readMetres(text: string): Omit<Part, 'axis'> | undefined {
  if (!/^[-+]?(\d+|\d{1,3}( \d{3})+)([.,]\d+)?$/.test(text)) return undefined;
  return { value: decimal(text.replaceAll(' ', '')), isAngle: false };
}

function readPair(first: string, second: string, told: number | undefined): Reading[] {
  const [one, other] = [readPart(first), readPart(second)];
  if (!one || !other || (one.axis && one.axis === other.axis)) return [];
  const isTurned = one.axis === 'east' || other.axis === 'north';
  const isOrdered = one.axis === 'north' || other.axis === 'east';
  const orders: [Part, Part][] = [
    ...(isTurned ? [] : [[one, other] as [Part, Part]]),
    ...(isOrdered ? [] : [[other, one] as [Part, Part]]),
  ];
  const isAngle = one.isAngle || other.isAngle;
  const systems = told === undefined ? [wgs84, sweref99tm, ownZone] : [told];
  return systems
    .filter((srid) => srid === wgs84 || !isAngle)
    .flatMap((srid) => orders.map(([up, across]) => placed(srid, up.value, across.value)))
    .filter((reading) => reading !== undefined);
}

/** Metres from the middle meridian: Sweden for the one, a zone and its neighbours for the others. */
const reach = (srid: number) => (srid === sweref99tm ? 500_000 : 150_000);

/** The place in Sweden with these coordinates. */
function placed(srid: number, northing: number, easting: number): Reading | undefined {
  const projection = projectionOf(srid);
  if (!projection && srid !== wgs84) return undefined;
  // Far from its middle a projection folds: what has come back must be where it began.
  if (
    projection &&
    (northing < 6_000_000 || northing > 7_800_000 || Math.abs(easting - projection.falseEasting) > reach(srid))
  )
    return undefined;
  const [longitude, latitude] = projection ? unproject(projection, easting, northing) : [easting, northing];
  if (!(longitude >= west && longitude <= east && latitude >= south && latitude <= north)) return undefined;
  return { srid, north: northing, east: easting, point: [longitude, latitude] };
}

/** What was understood: SWEREF 99 TM: N 6 612 345, E 617 890. */
export function inWords({ srid, north: up, east: across }: Reading, lang: Language): string {
  const [name, unit, decimals] = srid === wgs84 ? ['WGS 84', '°', 6] : [systemOf(srid)?.title[lang] ?? '', '', 3];
  const number = (value: number) => `${formatNumber(value, lang, decimals)}${unit}`;
  return `${name}: N ${number(up)}, E ${number(across)}`;
}
