import type { MultiPolygon, Polygon, Position } from 'geojson';

/** More corners than that take too long to look through, and nobody draws them. */
const most = 2000;

/** Whether the outer edge of an area crosses itself, so that what lies in it is nobody's guess. */
export function crossesItself(area: Polygon | MultiPolygon): boolean {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return polygons.some(([ring = []]) => ring.length <= most && ringCrosses(ring));
}

function ringCrosses(ring: readonly Position[]): boolean {
  const edges = ring.slice(1).map((to, index) => [ring[index] ?? to, to] as const);
  return edges.some(([from, to], index) =>
    edges.slice(index + 2).some(([otherFrom, otherTo], after) => {
      // The last edge meets the first in the corner where the ring begins.
      if (index === 0 && after + 2 === edges.length - 1) return false;
      return (
        side(from, to, otherFrom) * side(from, to, otherTo) < 0 &&
        side(otherFrom, otherTo, from) * side(otherFrom, otherTo, to) < 0
      );
    }),
  );
}

/** Positive to the left of a line, negative to the right. */
function side([fromX = 0, fromY = 0]: Position, [toX = 0, toY = 0]: Position, [x = 0, y = 0]: Position): number {
  return (toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX);
}
