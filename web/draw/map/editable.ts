import type { Position } from 'geojson';
import type { GeoJSONStoreGeometries, SnapToCustom, TerraDrawSelectMode } from 'terra-draw';
import type { Drawing } from '../drawing.ts';

/** What Terra Draw can change: it knows no holes and no areas of several parts. */
export function isEditable({ kind, geometry }: Drawing): boolean {
  return kind !== 'area' || (geometry.type === 'Polygon' && geometry.coordinates.length === 1);
}

/** With so many decimals, or Terra Draw does not take it. Undefined: it cannot be changed. */
export function editableGeometry(drawing: Drawing, decimals: number): GeoJSONStoreGeometries | undefined {
  const { geometry } = drawing;
  const round = (position: Position): Position => position.map((degrees) => Number(degrees.toFixed(decimals)));
  if (geometry.type === 'MultiPolygon' || !isEditable(drawing)) return undefined;
  if (geometry.type === 'Point') return { ...geometry, coordinates: round(geometry.coordinates) };
  if (geometry.type === 'LineString') return { ...geometry, coordinates: geometry.coordinates.map(round) };
  return { ...geometry, coordinates: geometry.coordinates.map((ring) => ring.map(round)) };
}

type Options = NonNullable<ConstructorParameters<typeof TerraDrawSelectMode>[0]>;

/** Corners are dragged, set in the middle of an edge and taken away by a right click; the whole is dragged, too. */
export function flags(toCustom: SnapToCustom): NonNullable<Options['flags']> {
  const corners = { draggable: true, deletable: true, midpoints: true, snappable: { toCustom } };
  return {
    point: { feature: { draggable: true } },
    linestring: { feature: { draggable: true, coordinates: corners } },
    polygon: { feature: { draggable: true, coordinates: corners } },
  };
}
