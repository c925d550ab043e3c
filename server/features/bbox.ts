import { z } from 'zod';
import { join, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { type QueryParameter, read } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import type { Crs } from './crs.ts';

/** One or (over the date line) two rectangles: west, south, east, north in a system, inside its area of use. */
export interface Bbox {
  srid: number;
  rectangles: readonly (readonly [number, number, number, number])[];
}

/** Parts of an edge that is straight in one system and bent in the other. */
const partsOfEdge = 64;

const corners = z
  .array(z.number())
  .min(4)
  .max(6)
  .refine(({ length }) => length !== 5);

/** Two corners in the axis order of `bbox-crs` (OGC API – Features Part 1 §7.15.3). */
export function bboxParameter({ geometry }: Definition): QueryParameter<number[] | undefined> {
  const numbers = (text: string) => text.split(',').map((part) => (part.trim() === '' ? part : Number(part)));
  return {
    name: 'bbox',
    about: geometry
      ? {
          sv: 'Bara objekt som rör rektangeln: två hörn i axelordningen för `bbox-crs`, som standard väst, syd, öst, nord. Höjder (sex tal) räknas inte.',
          en: 'Only features that touch the rectangle: two corners in the axis order of `bbox-crs`, by default west, south, east, north. Heights (six numbers) do not count.',
        }
      : {
          sv: 'Datamängden har inga ytor: en rektangel väljer ingenting bort.',
          en: 'The dataset has no geometry: a rectangle leaves nothing out.',
        },
    schema: read(numbers, corners).optional(),
    expected: {
      sv: 'fyra tal med komma mellan, i axelordningen för bbox-crs',
      en: 'four numbers with commas between, in the axis order of bbox-crs',
    },
  };
}

/** The rectangle of a `bbox` in its system (Part 2 §6.3). Heights are not used. Throws a 400 problem. */
export function placeBbox(numbers: readonly number[], { flipped, unit, area, srid }: Crs): Bbox {
  const [a = 0, b = 0, c = 0, d = 0] = numbers.length === 4 ? numbers : [0, 1, 3, 4].map((index) => numbers[index]);
  const order = flipped
    ? { sv: 'syd,väst,nord,öst', en: 'south,west,north,east' }
    : { sv: 'väst,syd,öst,nord', en: 'west,south,east,north' };
  const wrong = (sv: string, en: string) =>
    problem('bad-parameter', { name: 'bbox', value: numbers.join(), expected: { sv, en } });
  const [west, south, east, north] = flipped ? [b, a, d, c] : [a, b, c, d];
  if (south > north) throw wrong(`${order.sv} med syd under nord`, `${order.en} with south below north`);
  if (west > east && unit === 'metre')
    throw wrong(`${order.sv} med väst före öst`, `${order.en} with west before east`);
  const [left, bottom, right, top] = area;
  if (south > top || north < bottom || west > right || east < left) {
    const places = flipped ? [bottom, left, top, right] : [left, bottom, right, top];
    const within = places.join(', ');
    throw wrong(
      `${order.sv} inom ${within}; är axlarna omkastade?`,
      `${order.en} within ${within}; are the axes swapped?`,
    );
  }
  const low = clamp(south, bottom, top);
  const high = clamp(north, bottom, top);
  const first = clamp(west, left, right);
  const last = clamp(east, left, right);
  if (west <= east) return { srid, rectangles: [[first, low, last, high]] };
  return {
    srid,
    rectangles: [
      [first, low, right, high],
      [left, low, last, high],
    ],
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** "The EPSG:3857 geometry touches one of the rectangles." */
export function intersectsBbox(geometry: Sql, { srid, rectangles }: Bbox): Sql {
  const boxes = rectangles.map(([west, south, east, north]) => {
    // One without width or height is a point or a line: as a polygon it is not valid, and touches things now and then.
    const corner = (x: number, y: number) =>
      sql`st_setsrid(st_makepoint(${x}::float8, ${y}::float8), ${raw(String(srid))})`;
    const box =
      west === east || south === north
        ? sql`st_envelope(st_makeline(${corner(west, south)}, ${corner(east, north)}))`
        : sql`st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, ${raw(String(srid))})`;
    const longest = Math.max(east - west, north - south);
    // A rectangle in degrees stays one in EPSG:3857; the edges of other systems bend.
    const bent =
      srid === 4326 || srid === 3857 || longest === 0
        ? box
        : sql`st_segmentize(${box}, ${longest / partsOfEdge}::float8)`;
    const shape = sql`st_transform(${bent}, 3857)`;
    return sql`(${geometry} && ${shape} and st_intersects(${geometry}, ${shape}))`;
  });
  return sql`(${join(boxes, ' or ')})`;
}
