import { type Crs, crs84, systemOf, systems } from '../../features/index.ts';
import { millimetresPerInch, pixelMillimetres } from '../../geometry/pixel.ts';
import type { Frame } from '../frame.ts';
import { mostPixels } from '../frame.ts';
import { fault, invalid, missing, short } from './faults.ts';
import type { Query, Version } from './query.ts';

/** Where a map is: its system, its rectangle and its size. */

/** As capabilities name it: `EPSG:3006`, `CRS:84`. */
export function nameOf(crs: Crs): string {
  return crs === crs84 ? 'CRS:84' : `EPSG:${crs.srid}`;
}

/** 1.1.1 knows east before north only, whatever the authority says (its §6.5.5.1). */
export function isFlipped(crs: Crs, version: Version): boolean {
  return crs.flipped && version === '1.3.0';
}

export const offered: readonly Crs[] = systems;

/** What Web Mercator was called before it had its number: older ArcGIS and OpenLayers still do. */
const oldNames: Readonly<Record<string, number>> = { '900913': 3857, '102100': 3857, '102113': 3857 };

export function systemIn(query: Query, version: Version): Crs {
  const [name, other] = version === '1.3.0' ? (['CRS', 'SRS'] as const) : (['SRS', 'CRS'] as const);
  const value = query.get(name) ?? query.get(other);
  if (value === undefined) throw missing(name);
  const code = /^EPSG:(\d{1,9})$/i.exec(value)?.[1] ?? '';
  const found = /^CRS:84$/i.test(value) ? crs84 : systemOf(oldNames[code] ?? Number(code));
  if (found) return found;
  const known = offered.map(nameOf).join(', ');
  throw fault(
    'InvalidCRS',
    name,
    `${name} är "${short(value)}". De som finns: ${known}.`,
    `${name} is "${short(value)}". Known: ${known}.`,
  );
}

/** West, south, east, north. Throws for what is no rectangle, or has no size (1.3.0 §7.3.3.6). */
function boxIn(query: Query, crs: Crs, version: Version): Frame['box'] {
  const value = query.get('BBOX');
  if (value === undefined) throw missing('BBOX');
  const parts = value.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN] = parts;
  const box = isFlipped(crs, version) ? ([b, a, d, c] as const) : ([a, b, c, d] as const);
  const width = box[2] - box[0];
  const height = box[3] - box[1];
  const order = isFlipped(crs, version)
    ? { sv: 'syd,väst,nord,öst', en: 'south,west,north,east' }
    : { sv: 'väst,syd,öst,nord', en: 'west,south,east,north' };
  if (parts.length !== 4 || !Number.isFinite(width) || !Number.isFinite(height) || width <= 0 || height <= 0) {
    throw invalid(
      'BBOX',
      value,
      `fyra tal för ${nameOf(crs)}: ${order.sv}, det tredje större än det första och det fjärde än det andra`,
      `four numbers for ${nameOf(crs)}: ${order.en}, the third larger than the first and the fourth than the second`,
    );
  }
  return box;
}

function sideIn(query: Query, name: 'WIDTH' | 'HEIGHT'): number {
  const value = query.get(name);
  if (value === undefined) throw missing(name);
  const side = /^\d{1,9}(\.\d+)?$/.test(value) ? Math.round(Number(value)) : 0;
  if (side >= 1 && side <= mostPixels) return side;
  throw invalid(name, value, `ett heltal från 1 till ${mostPixels}`, `a whole number from 1 to ${mostPixels}`);
}

const pixelInches = pixelMillimetres / millimetresPerInch;
/** A screen calls itself 72, 90 or 96. */
const mostOfScreen = 100;
const mostDpi = 1_200;

/**
 * Dots for each pixel of the style: lines and texts grow with them, and the scale is that of the paper. As QGIS (`DPI`),
 * MapServer (`MAP_RESOLUTION`) and GeoServer (`FORMAT_OPTIONS=dpi:180`) are asked.
 */
export function pixelRatioIn(query: Query): number {
  const option = /(?:^|;)\s*dpi\s*:\s*([\d.]+)/i.exec(query.get('FORMAT_OPTIONS') ?? '')?.[1];
  const dpi = Number(option ?? query.get('MAP_RESOLUTION') ?? query.get('DPI') ?? 0);
  if (!(dpi > mostOfScreen)) return 1;
  const ratio = Math.min(dpi, mostDpi) * pixelInches;
  // 180 means twice a screen of 90.
  return Math.abs(ratio - Math.round(ratio)) < 0.05 ? Math.round(ratio) : ratio;
}

/** The part of the world that a request is about. */
export function frameIn(query: Query, version: Version): Frame {
  const crs = systemIn(query, version);
  const box = boxIn(query, crs, version);
  const pixelRatio = pixelRatioIn(query);
  const [width, height] = [sideIn(query, 'WIDTH'), sideIn(query, 'HEIGHT')];
  return { crs, box, width: width / pixelRatio, height: height / pixelRatio, pixelRatio };
}
