import { around, item } from './lists.ts';
import { contains, type Point, signedArea } from './plane.ts';

/** Rings of one area: the first goes around it, the others are its holes. */
export type Area = readonly (readonly Point[])[];

function coordinates(points: readonly Point[]): string {
  return points.map(([x, y]) => `${x} ${y}`).join(', ');
}

function closed(ring: readonly Point[]): string {
  return `(${coordinates([...ring, ...ring.slice(0, 1)])})`;
}

/** Well-known text, east north, EPSG:3006. */
export function polygonText(area: Area): string {
  return `POLYGON (${area.map(closed).join(', ')})`;
}

export function multiPolygonText(areas: readonly Area[]): string {
  return `MULTIPOLYGON (${areas.map((area) => `(${area.map(closed).join(', ')})`).join(', ')})`;
}

export function lineText(line: readonly Point[]): string {
  return `LINESTRING (${coordinates(line)})`;
}

export function multiLineText(lines: readonly (readonly Point[])[]): string {
  return `MULTILINESTRING (${lines.map((line) => `(${coordinates(line)})`).join(', ')})`;
}

/** Sorts rings into areas: each ring that turns right is a hole in the smallest ring around it. */
export function areasOf(rings: readonly (readonly Point[])[]): Point[][][] {
  const outer = rings.filter((ring) => signedArea(ring) > 0);
  const areas = outer.map((ring) => ({ size: signedArea(ring), rings: [[...ring]] }));
  for (const hole of rings) {
    if (signedArea(hole) > 0) continue;
    // Rings may touch in corners, never along a side: the middle of a side is truly inside.
    const [ax, ay] = item(hole, 0);
    const [bx, by] = around(hole, 1);
    const home = areas
      .filter(({ rings: [ring] }) => ring && contains(ring, [(ax + bx) / 2, (ay + by) / 2]))
      .sort((one, two) => one.size - two.size)[0];
    home?.rings.push([...hole]);
  }
  return areas.map(({ rings: all }) => all);
}
