/** Lines cut where others meet them, in a plane of metres. */

export type Place = [number, number];
export type Line = Place[];

/** Places closer than that, in metres, are one. */
const tolerance = 1e-4;

/**
 * The pieces of a line between the places where it meets the others (or itself, when it is one of them). Where pieces meet, they have
 * the same numbers: those of a corner when there is one.
 */
export function cutAt(line: Line, others: readonly Line[]): Line[] {
  const pieces: Line[] = [];
  let piece: Line = line.slice(0, 1);
  for (const [from, to] of edgesOf(line)) {
    for (const { place } of meetings(from, to, others)) {
      if (!isSame(place, piece.at(-1))) piece.push(place);
      if (piece.length > 1) pieces.push(piece);
      piece = [place];
    }
    if (!isSame(to, piece.at(-1))) piece.push(to);
  }
  if (piece.length > 1) pieces.push(piece);
  return pieces;
}

function edgesOf(line: Line): [Place, Place][] {
  return line.slice(1).map((to, index) => [line[index] ?? to, to]);
}

/** Where an edge meets the others, from its beginning to its end, each once. */
function meetings(from: Place, to: Place, others: readonly Line[]): { place: Place; at: number }[] {
  const found: { place: Place; at: number }[] = [];
  for (const [otherFrom, otherTo] of others.flatMap(edgesOf)) {
    const meeting = meetingOf(from, to, otherFrom, otherTo);
    if (!meeting || found.some(({ place }) => isSame(place, meeting.place))) continue;
    found.push(meeting);
  }
  return found.sort((a, b) => a.at - b.at);
}

function meetingOf(from: Place, to: Place, otherFrom: Place, otherTo: Place): { place: Place; at: number } | undefined {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const [otherX, otherY] = [otherTo[0] - otherFrom[0], otherTo[1] - otherFrom[1]];
  const [apartX, apartY] = [otherFrom[0] - from[0], otherFrom[1] - from[1]];
  const cross = x * otherY - y * otherX;
  // Parallel: where one lies on the other, the corners of their neighbours meet.
  if (Math.abs(cross) < 1e-12) return undefined;
  const at = (apartX * otherY - apartY * otherX) / cross;
  const otherAt = (apartX * y - apartY * x) / cross;
  const [slack, otherSlack] = [tolerance / Math.hypot(x, y), tolerance / Math.hypot(otherX, otherY)];
  if (at < -slack || at > 1 + slack || otherAt < -otherSlack || otherAt > 1 + otherSlack) return undefined;
  // Whichever of the two is cut, the place has the same numbers to the last digit.
  const exact: Place = isBefore(from, otherFrom)
    ? [from[0] + at * x, from[1] + at * y]
    : [otherFrom[0] + otherAt * otherX, otherFrom[1] + otherAt * otherY];
  const [corner = exact] = [from, to, otherFrom, otherTo]
    .filter((one) => isSame(one, exact))
    .sort((a, b) => (isBefore(a, b) ? -1 : 1));
  return { place: corner, at };
}

function isBefore(a: Place, b: Place): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

function isSame([x, y]: Place, other: Place | undefined): boolean {
  return other !== undefined && Math.hypot(x - other[0], y - other[1]) <= tolerance;
}
