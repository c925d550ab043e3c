import type { MultiPolygon, Polygon, Position } from 'geojson';

/** Whether a place lies in an area: a line from it to the east crosses the rings, holes too, an odd number of times. */
export function contains(area: Polygon | MultiPolygon, [x = 0, y = 0]: Position): boolean {
  const rings = area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
  let isIn = false;
  for (const ring of rings) {
    for (const [index, [ax = 0, ay = 0]] of ring.entries()) {
      const [bx = ax, by = ay] = ring[index + 1] ?? [];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isIn = !isIn;
    }
  }
  return isIn;
}
