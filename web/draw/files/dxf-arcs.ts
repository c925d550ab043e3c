import type { Position } from 'geojson';

/** Arcs of a DXF as corners, and where an inserted block puts its own. */

/** Degrees between two corners of an arc. */
const step = 4;

/** The corners of an arc, counter-clockwise between two angles in degrees, both ends among them. */
export function arcOf([x = 0, y = 0]: Position, radius: number, from: number, to: number): Position[] {
  const whole = to > from ? to - from : to - from + 360;
  const steps = Math.max(1, Math.ceil(whole / step));
  return Array.from({ length: steps + 1 }, (_, index) => {
    const angle = ((from + (whole * index) / steps) * Math.PI) / 180;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/** The corners of the arc from one corner of a polyline to the next, without the two (DXF Reference, "LWPOLYLINE": 42). */
export function arcBetween([x = 0, y = 0]: Position, [toX = 0, toY = 0]: Position, bulge: number): Position[] {
  const [chordX, chordY] = [toX - x, toY - y];
  const offset = (1 - bulge ** 2) / (4 * bulge);
  const centre = [(x + toX) / 2 - chordY * offset, (y + toY) / 2 + chordX * offset];
  const [centreX = 0, centreY = 0] = centre;
  const radius = Math.hypot(x - centreX, y - centreY);
  const degrees = (fromX: number, fromY: number) => (Math.atan2(fromY - centreY, fromX - centreX) * 180) / Math.PI;
  const [begin, end] = [degrees(x, y), degrees(toX, toY)];
  // A negative bulge goes clockwise.
  const arc = bulge > 0 ? arcOf(centre, radius, begin, end) : arcOf(centre, radius, end, begin).reverse();
  return arc.slice(1, -1);
}

/** How a block is inserted: its base comes to a place, scaled and turned by degrees; perhaps in a block that is inserted itself. */
export interface Placing {
  base: Position;
  to: Position;
  scale: readonly [number, number];
  turn: number;
  outer?: Placing;
}

export function placed([x = 0, y = 0]: Position, { base, to, scale, turn, outer }: Placing): Position {
  const [fromX, fromY] = [(x - (base[0] ?? 0)) * scale[0], (y - (base[1] ?? 0)) * scale[1]];
  const [sine, cosine] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  const there = [(to[0] ?? 0) + fromX * cosine - fromY * sine, (to[1] ?? 0) + fromX * sine + fromY * cosine];
  return outer ? placed(there, outer) : there;
}
