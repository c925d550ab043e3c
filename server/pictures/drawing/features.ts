import { type Parts, readWellKnownBinary } from '../../geometry/well-known-binary.ts';
import type { Feature, Sample } from '../../styles/evaluate.ts';
import type { Pen } from './pen.ts';

/** Features as they travel to the thread that draws: geometry in the frame's coordinate system, east before north. */
export interface SourceRows {
  /** Attributes as JSON, one text each. */
  properties: readonly string[];
  /** Well-known binary, one after the other; `ends[i]` is where the i-th ends. */
  geometry: Uint8Array;
  ends: Uint32Array;
  /** A point on each feature: x and y in turn, NaN where there is none. */
  points: Float64Array;
}

/** A feature in pixels of the frame. */
export interface DrawnFeature {
  feature: Feature;
  parts: Parts;
}

const noParts: Parts = { points: [], lines: [], areas: [] };

/** The features of a source as drawn, by what its name says: whole, or each a point. Read once, however many layers ask. */
export function readFeatures(rows: SourceRows, shape: 'whole' | 'points', pen: Pen): DrawnFeature[] {
  const binary = Buffer.from(rows.geometry.buffer, rows.geometry.byteOffset, rows.geometry.byteLength);
  const place = (x: number, y: number): [number, number] => {
    const [left, top] = pen.place(x, y);
    return [left, top];
  };
  return rows.properties.flatMap((text, index) => {
    const parts = shape === 'points' ? pointOf(rows, index, pen) : partsOf(binary, rows.ends, index, place);
    const type = typeOf(parts);
    if (!type) return [];
    const properties: Sample = JSON.parse(text);
    return [{ feature: { type, properties }, parts }];
  });
}

function pointOf({ points }: SourceRows, index: number, pen: Pen): Parts {
  const x = points[2 * index] ?? Number.NaN;
  const y = points[2 * index + 1] ?? Number.NaN;
  return Number.isNaN(x) || Number.isNaN(y) ? noParts : { ...noParts, points: [...pen.place(x, y)] };
}

function partsOf(
  binary: Buffer,
  ends: Uint32Array,
  index: number,
  place: (x: number, y: number) => [number, number],
): Parts {
  const start = index === 0 ? 0 : (ends[index - 1] ?? 0);
  const end = ends[index] ?? 0;
  return end === start ? noParts : readWellKnownBinary(binary.subarray(start, end), place);
}

/** Of several kinds the one of the highest dimension is the feature, as in a vector tile. */
function typeOf({ points, lines, areas }: Parts): Feature['type'] | undefined {
  if (areas.length > 0) return 'Polygon';
  if (lines.length > 0) return 'LineString';
  return points.length > 0 ? 'Point' : undefined;
}
