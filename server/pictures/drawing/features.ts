import { type Parts, readWellKnownBinary } from '../../geometry/well-known-binary.ts';
import { widestPlace } from '../../geometry/widest-place.ts';
import type { Feature, Sample } from '../../styles/evaluate.ts';
import { nameRoom } from '../../styles/layer-names.ts';
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

/**
 * The features of a source as drawn, by what its name says: whole, or each a point, which lies in the picture when some of
 * the feature does. Read once, however many layers ask.
 */
export function readFeatures(rows: SourceRows, shape: 'whole' | 'points', pen: Pen): DrawnFeature[] {
  const binary = Buffer.from(rows.geometry.buffer, rows.geometry.byteOffset, rows.geometry.byteLength);
  const place = (x: number, y: number): [number, number] => {
    const [left, top] = pen.place(x, y);
    return [left, top];
  };
  return rows.properties.flatMap((text, index) => {
    const whole = () => partsOf(binary, rows.ends, index, place);
    const parts = shape === 'points' ? pointOf(rows, index, pen, whole) : whole();
    const type = typeOf(parts);
    if (!type) return [];
    const properties: Sample = JSON.parse(text);
    return [{ feature: { type, properties }, parts }];
  });
}

/** In pictures that are put beside each other only what fills much of one has its name there once more. */
const tileRoom = 40;

/** The point of the whole feature; where the picture does not show that, the place where it shows most of the feature. */
function pointOf({ points }: SourceRows, index: number, pen: Pen, whole: () => Parts): Parts {
  const x = points[2 * index] ?? Number.NaN;
  const y = points[2 * index + 1] ?? Number.NaN;
  if (Number.isNaN(x) || Number.isNaN(y)) return noParts;
  const own = pen.place(x, y);
  const { margin, width, height } = pen;
  const [left, top, right, bottom] = [margin, margin, width - margin, height - margin];
  const edge = margin > 0 ? 0 : nameRoom;
  const isSeen = own[0] >= left + edge && own[1] >= top + edge && own[0] <= right - edge && own[1] <= bottom - edge;
  const place = isSeen ? undefined : widestPlace(whole().areas, [left, top, right, bottom], 1);
  const isWide = place !== undefined && place.room >= (margin > 0 ? tileRoom : nameRoom);
  return { ...noParts, points: isWide ? [place.x, place.y] : [...own] };
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
