import { item, listOf } from './lists.ts';
import { type Mesh, place, places } from './mesh.ts';
import { signedArea } from './plane.ts';

/** The areas between lines that meet only in their points: every ring that has no line inside, counter-clockwise. */
export function facesBetween(mesh: Mesh, lines: readonly (readonly number[])[]): number[][] {
  const neighbours = new Map<number, number[]>();
  for (const line of lines) {
    for (let index = 1; index < line.length; index++) {
      const a = item(line, index - 1);
      const b = item(line, index);
      listOf(neighbours, a).push(b);
      listOf(neighbours, b).push(a);
    }
  }
  for (const [centre, list] of neighbours) {
    const [x, y] = place(mesh, centre);
    const direction = (to: number) => Math.atan2(place(mesh, to)[1] - y, place(mesh, to)[0] - x);
    list.sort((one, two) => direction(one) - direction(two));
  }

  const walked = new Set<string>();
  const faces: number[][] = [];
  for (const [start, list] of neighbours) {
    for (const second of list) {
      if (walked.has(`${start} ${second}`)) continue;
      const ring: number[] = [];
      let from = start;
      let to = second;
      while (!walked.has(`${from} ${to}`)) {
        walked.add(`${from} ${to}`);
        ring.push(from);
        const around = neighbours.get(to) ?? [];
        // The next line clockwise from the one we came along keeps the face on our left.
        const next = item(around, (around.indexOf(from) + around.length - 1) % around.length);
        from = to;
        to = next;
      }
      if (signedArea(places(mesh, ring)) > 1) faces.push(ring);
    }
  }
  return faces;
}
