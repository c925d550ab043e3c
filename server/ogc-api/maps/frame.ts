import type { Row } from '../../database/database.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { bboxCrs, type Crs, crs, crs84, sweref99tm, systemIn } from '../../features/index.ts';
import type { Bounds } from '../../geometry/extent.ts';
import { pixelMetres } from '../../geometry/pixel.ts';
import { valueIn } from '../../http/parameters.ts';
import { problem } from '../../http/problems.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { type Frame, groundResolution, mostPixels } from '../../pictures/frame.ts';
import {
  center,
  centerCrs,
  height,
  mapBbox,
  mmPerPixel,
  scaleDenominator,
  subset,
  subsetCrs,
  subsetOf,
  width,
} from './parameters.ts';

type Box = Frame['box'];

/** The longest side where nobody says. */
const usualPixels = 1024;
const usualScale = 10_000;
/** Of the box of all that there is, so much is left free on each side. */
const free = 0.03;

/** What a map shows (20-058 §9 and §13). `bounds`: of all that it could show, degrees. Throws 400 problems. */
export async function frameAsked(service: OpenData, query: URLSearchParams, bounds: Bounds): Promise<Frame> {
  const system = systemIn(query, crs, sweref99tm);
  const metresOfPixel = valueIn(query, mmPerPixel) / 1000;
  const middle = valueIn(query, center);
  for (const [one, other] of [
    ['center', 'bbox'],
    ['center', 'subset'],
    ['subset', 'bbox'],
  ] as const)
    if (query.has(one) && query.has(other)) throw contradiction(one, query, other);
  const found = middle
    ? await around(service, query, system, middle, metresOfPixel)
    : await within(service, query, system, bounds, metresOfPixel);
  const pixelRatio = pixelMetres / metresOfPixel;
  return {
    crs: system,
    box: found.box,
    width: found.width / pixelRatio,
    height: found.height / pixelRatio,
    pixelRatio,
  };
}

interface Placed {
  box: Box;
  width: number;
  height: number;
}

/** So many pixels at a scale around a place. */
async function around(
  { database }: OpenData,
  query: URLSearchParams,
  system: Crs,
  [first = 0, second = 0]: readonly number[],
  metresOfPixel: number,
): Promise<Placed> {
  const from = systemIn(query, centerCrs, crs84);
  const [east, north] = from.flipped ? [second, first] : [first, second];
  const [x, , , y] = await moved(database, [east, north, east, north], from, system, 'center');
  const [across, down] = [valueIn(query, width), valueIn(query, height)];
  const [w, h] = [across ?? down ?? usualPixels, down ?? across ?? usualPixels];
  const metres = (valueIn(query, scaleDenominator) ?? usualScale) * metresOfPixel;
  const pixel = metres / metresOfUnit(system, [x, y, x, y]);
  return {
    box: [x - (w / 2) * pixel, y - (h / 2) * pixel, x + (w / 2) * pixel, y + (h / 2) * pixel],
    width: w,
    height: h,
  };
}

/** A rectangle, whose size in pixels follows from the scale, or from one side, or is as usual. */
async function within(
  { database }: OpenData,
  query: URLSearchParams,
  system: Crs,
  bounds: Bounds,
  metresOfPixel: number,
): Promise<Placed> {
  const box = await boxAsked(database, query, system, bounds);
  const [west, south, east, north] = box;
  const shape = (east - west) / (north - south);
  const scale = valueIn(query, scaleDenominator);
  const [across, down] = [valueIn(query, width), valueIn(query, height)];
  if (scale !== undefined) {
    if (across !== undefined || down !== undefined) throw contradiction('scale-denominator', query, 'width, height');
    const pixels = metresOfUnit(system, box) / (scale * metresOfPixel);
    return sized(box, (east - west) * pixels, (north - south) * pixels, 'scale-denominator', query);
  }
  if (across !== undefined && down !== undefined) return { box, width: across, height: down };
  if (across !== undefined) return sized(box, across, across / shape, 'width', query);
  if (down !== undefined) return sized(box, down * shape, down, 'height', query);
  const longest = Math.max(1, shape);
  return sized(box, (usualPixels * shape) / longest, usualPixels / longest, 'bbox', query);
}

async function boxAsked(
  database: OpenData['database'],
  query: URLSearchParams,
  system: Crs,
  bounds: Bounds,
): Promise<Box> {
  const asked = valueIn(query, mapBbox);
  if (asked) return moved(database, boxOf(asked, query), systemIn(query, bboxCrs, crs84), system, 'bbox');
  const part = subsetOf(valueIn(query, subset) ?? '');
  if (part) return moved(database, part, systemIn(query, subsetCrs, crs84), system, 'subset');
  return moved(database, widened(bounds), crs84, system, 'bbox');
}

function sized(box: Box, across: number, down: number, name: string, query: URLSearchParams): Placed {
  const [w, h] = [Math.max(1, Math.round(across)), Math.max(1, Math.round(down))];
  if (w <= mostPixels && h <= mostPixels) return { box, width: w, height: h };
  throw problem('bad-parameter', {
    name,
    value: query.get(name) ?? '',
    expected: {
      sv: `så att bilden blir högst ${mostPixels} × ${mostPixels}`,
      en: `so that the picture is at most ${mostPixels} × ${mostPixels}`,
    },
  });
}

/** Metres on the ground of the system's unit in the middle of a box. */
function metresOfUnit(system: Crs, [west, south, east, north]: Box): number {
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  return groundResolution({ crs: system, box: [x, y - 0.5, x, y + 0.5], width: 1, height: 1, pixelRatio: 1 });
}

function boxOf([a = 0, b = 0, c = 0, d = 0]: readonly number[], query: URLSearchParams): Box {
  const { flipped } = systemIn(query, bboxCrs, crs84);
  const box: Box = flipped ? [b, a, d, c] : [a, b, c, d];
  if (box[2] - box[0] > 0 && box[3] - box[1] > 0) return box;
  throw problem('bad-parameter', { name: 'bbox', value: query.get('bbox') ?? '', expected: mapBbox.expected });
}

function widened([west, south, east, north]: Bounds): Box {
  // A single point has a place around it.
  const [x, y] = [Math.max((east - west) * free, 0.002), Math.max((north - south) * free, 0.001)];
  return [west - x, south - y, east + x, north + y];
}

/** A rectangle of one system as the one in another that holds it. Throws a 400 problem for one outside of the other. */
async function moved(database: OpenData['database'], box: Box, from: Crs, to: Crs, name: string): Promise<Box> {
  if (from.srid === to.srid) return box;
  const [west, south, east, north] = box;
  const [left, bottom, right, top] = from.area;
  const isInside = west < right && east > left && south < top && north > bottom;
  const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
  const envelope = sql`st_makeenvelope(${clamp(west, left, right)}::float8, ${clamp(south, bottom, top)}::float8,
    ${clamp(east, left, right)}::float8, ${clamp(north, bottom, top)}::float8, ${from.srid}::int)`;
  const side = Math.max(east - west, north - south) / 16;
  const bent = side === 0 ? envelope : sql`st_segmentize(${envelope}, ${side}::float8)`;
  const [row] = isInside
    ? await database.query<BoxRow>(corners(sql`allmanning.reprojected(${bent}, ${to.srid}::int)`))
    : [];
  if (row && row.west !== null) return [row.west, row.south, row.east, row.north];
  throw problem('bad-parameter', {
    name,
    value: box.join(),
    expected: { sv: `inom ${to.title.sv}`, en: `within ${to.title.en}` },
  });
}

interface BoxRow extends Row {
  west: number | null;
  south: number;
  east: number;
  north: number;
}

function corners(geometry: Sql): Sql {
  return sql`select st_xmin(g) as west, st_ymin(g) as south, st_xmax(g) as east, st_ymax(g) as north from (select ${geometry} as g) one`;
}

function contradiction(name: string, query: URLSearchParams, other: string) {
  const expected = { sv: `där utan ${other}`, en: `there without ${other}` };
  return problem('bad-parameter', { name, value: query.get(name) ?? '', expected });
}
