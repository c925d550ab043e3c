import { z } from 'zod';
import type { Localized } from '../datasets/definition.ts';

/** Coordinate systems of files: reading what a file says, and seeing when it cannot be true. */

/** East, north bounds in the units of the CRS. */
interface Bounds {
  east: readonly [number, number];
  north: readonly [number, number];
}

/** SWEREF 99 TM over Sweden with its economic zone, rounded outwards. */
const sweref99tm: Bounds = { east: [180_000, 1_000_000], north: [6_050_000, 7_750_000] };
/** A local zone is meant for 1.5° around its meridian (false easting 150 000); 200 km is a generous neighbour. */
const localZone: Bounds = { east: [-50_000, 350_000], north: [6_050_000, 7_750_000] };
const webMercator: Bounds = { east: [1_110_000, 2_800_000], north: [7_200_000, 11_000_000] };
/** RT 90 2.5 gon V, the national system before SWEREF 99: its eastings begin where those of SWEREF 99 TM end. */
const rt90: Bounds = { east: [1_150_000, 1_950_000], north: [6_050_000, 7_200_000] };
const degrees: Bounds = { east: [10, 25.5], north: [54.5, 69.6] };

const meridians: Readonly<Record<number, number>> = {
  3007: 12,
  3008: 13.5,
  3009: 15,
  3010: 16.5,
  3011: 18,
  3012: 14.25,
  3013: 15.75,
  3014: 17.25,
  3015: 18.75,
  3016: 20.25,
  3017: 21.75,
  3018: 23.25,
};

/** SWEREF 99 TM and the local zones: numbers of one look like those of another. */
export const metricSystems = [3006, ...Object.keys(meridians).map(Number)];

/** Where coordinates of this CRS may lie; undefined for one that we know nothing about. */
export function boundsOf(srid: number): Bounds | undefined {
  if (srid === 3006) return sweref99tm;
  if (srid in meridians) return localZone;
  if (srid === 3857) return webMercator;
  if (srid === 4326) return degrees;
  return undefined;
}

/** West, south, east, north. */
export type Extent = readonly [number, number, number, number];

export function within([west, south, east, north]: Extent, bounds: Bounds): boolean {
  return west >= bounds.east[0] && east <= bounds.east[1] && south >= bounds.north[0] && north <= bounds.north[1];
}

/** "EPSG:3010", "3010" or "urn:ogc:def:crs:EPSG::3010" as a number; undefined when it is none of them. */
export function parseCrs(text: string): number | undefined {
  const match = /^(?:(?:urn:ogc:def:crs:)?epsg:[0-9.]*:?)?(\d{4,6})$/i.exec(text.trim());
  return match?.[1] ? Number(match[1]) : undefined;
}

/** "SWEREF99_13_30", "SWEREF 99 TM" as an EPSG code; undefined when it is none of theirs. */
export function sweref99Code(name: string): number | undefined {
  const match = /^SWEREF[ _-]?99[ _-]?(?:TM|(\d{2})[ _-]?(\d{2}))$/i.exec(name.trim());
  if (!match) return parseCrs(name);
  if (match[1] === undefined) return 3006;
  return zoneOf(Number(match[1]) + Number(match[2]) / 60);
}

/** The local zone of a meridian in degrees. */
function zoneOf(meridian: number): number | undefined {
  return Object.keys(meridians)
    .map(Number)
    .find((code) => meridians[code] === meridian);
}

/** What the operator should try, judging by the numbers. */
export function crsHint([west, south, east, north]: Extent): Localized {
  const extent: Extent = [west, south, east, north];
  const turned: Extent = [south, west, north, east];
  const numbers = `${round(west)} ${round(south)}`;
  const try_ = (codes: string): Localized => ({
    sv: `koordinaterna (${numbers}) ser ut som ${codes.replace(' or ', ' eller ')}: pröva --crs ${codes.split(' ')[0]}`,
    en: `the coordinates (${numbers}) look like ${codes}: try --crs ${codes.split(' ')[0]}`,
  });
  if (within(extent, degrees)) return try_('EPSG:4326');
  // Over Enköping: 3006 gives east 560–640 km, a local zone 100–250 km. In between both are possible.
  if (within(extent, localZone) && east < 250_000) return try_('EPSG:3010 or EPSG:3006');
  if (within(extent, sweref99tm)) return try_('EPSG:3006 or EPSG:3010');
  if (within(extent, webMercator)) return try_('EPSG:3857');
  if (within(extent, rt90)) return try_('EPSG:3021');
  if ([degrees, sweref99tm, localZone, rt90].some((bounds) => within(turned, bounds))) {
    return {
      sv: `koordinaterna (${numbers}) har nord före öst; exportera filen med öst först`,
      en: `the coordinates (${numbers}) have north before east; export the file with east first`,
    };
  }
  return {
    sv: `koordinaterna är ${numbers}; ange rätt system med --crs, till exempel --crs EPSG:3006`,
    en: `the coordinates are ${numbers}; name the right system with --crs, such as --crs EPSG:3006`,
  };
}

function round(value: number): number {
  return Number(value.toFixed(Math.abs(value) > 1000 ? 0 : 4));
}

const projjson = z.object({
  id: z.object({ authority: z.string(), code: z.coerce.number() }).optional(),
  name: z.string().optional(),
  base_crs: z.object({ datum: z.object({ ellipsoid: z.object({ name: z.string() }) }) }).optional(),
  conversion: z
    .object({
      method: z.object({ name: z.string() }),
      parameters: z.array(z.object({ name: z.string(), value: z.number() })),
    })
    .optional(),
});

/**
 * The EPSG code of a CRS as PROJ describes it. MapInfo and ESRI name no code: SWEREF 99 is then known by its
 * projection parameters. Undefined: unknown.
 */
export function identifyCrs(description: unknown): number | undefined {
  const parsed = projjson.safeParse(description);
  if (!parsed.success) return undefined;
  const { id, name, conversion, base_crs } = parsed.data;
  if (id?.authority === 'EPSG') return id.code;
  if (id?.authority === 'OGC') return 4326;
  if (conversion?.method.name !== 'Transverse Mercator') return name === 'WGS 84' ? 4326 : undefined;
  if (!/GRS[ _]?(19)?80/i.test(base_crs?.datum.ellipsoid.name ?? '')) return undefined;
  const parameter = (start: string) => conversion.parameters.find((one) => one.name.startsWith(start))?.value ?? 0;
  const meridian = parameter('Longitude of natural origin');
  if (parameter('False northing') !== 0) return undefined;
  if (meridian === 15 && parameter('False easting') === 500_000 && parameter('Scale factor') === 0.9996) return 3006;
  if (parameter('False easting') !== 150_000 || parameter('Scale factor') !== 1) return undefined;
  return zoneOf(meridian);
}
