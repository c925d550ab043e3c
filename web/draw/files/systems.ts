import type { Position } from 'geojson';
import { project, projectionOf, projections, unproject } from '../../../server/geometry/gauss-kruger.ts';
import { type Box, boxAround } from '../../../server/geometry/positions.ts';

/** Coordinate systems of files, by EPSG codes. Coordinates in files are east before north (x, y). */

/** SWEREF 99: TM and the zones. */
export type SystemCode = keyof typeof projections & number;

export const systemNames: Record<SystemCode, string> = {
  3006: 'SWEREF 99 TM',
  3007: 'SWEREF 99 12 00',
  3008: 'SWEREF 99 13 30',
  3009: 'SWEREF 99 15 00',
  3010: 'SWEREF 99 16 30',
  3011: 'SWEREF 99 18 00',
  3012: 'SWEREF 99 14 15',
  3013: 'SWEREF 99 15 45',
  3014: 'SWEREF 99 17 15',
  3015: 'SWEREF 99 18 45',
  3016: 'SWEREF 99 20 15',
  3017: 'SWEREF 99 21 45',
  3018: 'SWEREF 99 23 15',
};
export const systemCodes = Object.keys(projections).map(Number).filter(isSystem);

export function isSystem(code: number): code is SystemCode {
  return Object.hasOwn(projections, code);
}

/** What people call a system. */
export function systemTitle(code: number): string {
  if (isSystem(code)) return systemNames[code];
  return degrees.includes(code) ? 'WGS 84' : `EPSG:${code}`;
}

/** WGS 84, and SWEREF 99 in degrees, which is the same but for some decimetres that no file tells. */
const degrees = [4326, 4258, 4619, 4979];
const mercator = 3857;
const mercatorRadius = 6_378_137;

/** Longitude and latitude of a position in a system. Undefined: nobody here knows the system. */
export function toDegrees(code: number): ((position: Position) => Position) | undefined {
  if (degrees.includes(code)) return ([x = 0, y = 0]) => [x, y];
  if (code === mercator)
    return ([x = 0, y = 0]) => [
      (x / mercatorRadius) * (180 / Math.PI),
      (2 * Math.atan(Math.exp(y / mercatorRadius)) - Math.PI / 2) * (180 / Math.PI),
    ];
  const projection = projectionOf(code);
  return projection && (([x = 0, y = 0]) => unproject(projection, x, y));
}

/** [east, north] in metres of a place in degrees. */
export function toMetres(code: SystemCode): (position: Position) => Position {
  return ([longitude = 0, latitude = 0]) => project(projections[code], longitude, latitude);
}

export interface Guess {
  system: number;
  /** The file has north before east. */
  isTurned: boolean;
}

/** Enköping's own zone: nothing in the numbers tells one zone from another. */
const ownZone = 3010;
/** West, south, east, north of Sweden in each. */
const sweden: readonly (readonly [number, Box])[] = [
  [3006, [260_000, 6_110_000, 930_000, 7_700_000]],
  [ownZone, [50_000, 6_110_000, 259_999, 7_700_000]],
];

/** The system that coordinates can be in. Undefined: in none that is known here. */
export function guessSystem(places: readonly Position[]): Guess | undefined {
  const box = boxAround(places);
  if (!box) return undefined;
  const turned: Box = [box[1], box[0], box[3], box[2]];
  if (isWithin(box, [-180, -86, 180, 86])) return { system: 4326, isTurned: isWithin(turned, [10, 54, 25, 70]) };
  for (const [system, area] of sweden) {
    if (isWithin(box, area)) return { system, isTurned: false };
    if (isWithin(turned, area)) return { system, isTurned: true };
  }
  return undefined;
}

function isWithin(box: Box, area: Box): boolean {
  return box[0] >= area[0] && box[1] >= area[1] && box[2] <= area[2] && box[3] <= area[3];
}

const geographic =
  'GEOGCS["SWEREF99",DATUM["SWEREF99",SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4619"]]';

/** Well-known text 1 (OGC 01-009). */
export function wellKnownText(code: SystemCode): string {
  const { meridian, scale, falseEasting } = projections[code];
  return `PROJCS["${systemNames[code]}",${geographic},PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",${meridian}],PARAMETER["scale_factor",${scale}],PARAMETER["false_easting",${falseEasting}],PARAMETER["false_northing",0],UNIT["metre",1],AUTHORITY["EPSG","${code}"]]`;
}

export const wgs84Text =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]';
