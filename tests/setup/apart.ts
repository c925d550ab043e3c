import type { DecodedFeature } from './decode.ts';

/** The distance from a point to the nearest point of any of the lines. */
function distanceTo([px, py]: [number, number], lines: [number, number][][]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    for (let index = 0; index < line.length; index++) {
      const [ax, ay] = line[index] ?? [0, 0];
      const [bx, by] = line[index + 1] ?? [ax, ay];
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const along =
        length === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length));
      nearest = Math.min(nearest, Math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay)));
    }
  }
  return nearest;
}

/** How far two geometries are apart where they are most so in the part of the tile that is drawn (Hausdorff over its vertices), tile units. */
export function apart(one: DecodedFeature, other: DecodedFeature): number {
  const oneWay = (from: DecodedFeature, to: DecodedFeature) => {
    const shared = new Set(to.geometry.flat().map(String));
    return Math.max(
      0,
      ...from.geometry
        .flat()
        .filter((point) => point.every((value) => value >= 0 && value <= 4096))
        .filter((point) => !shared.has(String(point)))
        .map((point) => distanceTo(point, to.geometry)),
    );
  };
  return Math.max(oneWay(one, other), oneWay(other, one));
}
