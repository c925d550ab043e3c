import type { LineString } from 'geojson';
import type { GeoJSONStoreFeatures } from 'terra-draw';
import type { Shape } from '../drawing.ts';
import { distance } from '../geometry/measure.ts';
import type { Tool } from '../state/tools.ts';

/** What Terra Draw holds, as a shape of the tool that is in hand. Undefined: it is none yet. */
export function shapeOf({ geometry }: Pick<GeoJSONStoreFeatures, 'geometry'>, { makes }: Tool): Shape | undefined {
  if (geometry.type === 'Point') return { kind: makes === 'text' ? 'text' : 'point', geometry };
  if (geometry.type === 'Polygon') return { kind: 'area', geometry };
  if (makes !== 'circle') return { kind: 'line', geometry: withoutEcho(geometry) };
  const [centre, edge] = geometry.coordinates;
  if (!centre || !edge) return undefined;
  const radius = distance(centre, edge);
  return radius > 0 ? { kind: 'circle', geometry: { type: 'Point', coordinates: centre }, radius } : undefined;
}

/** How many corners are set: the last of a line follows the pointer. */
export function cornersSet({ geometry, properties }: GeoJSONStoreFeatures): number {
  if (geometry.type === 'LineString') return geometry.coordinates.length - 1;
  return Number(properties.committedCoordinateCount ?? 0);
}

/** Until the pointer moves on, the corner that follows it lies on the last that is set. */
function withoutEcho(line: LineString): LineString {
  const [before, last] = line.coordinates.slice(-2);
  const isEcho = line.coordinates.length > 2 && before?.[0] === last?.[0] && before?.[1] === last?.[1];
  return isEcho ? { ...line, coordinates: line.coordinates.slice(0, -1) } : line;
}
