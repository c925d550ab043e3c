/** A feature of the map and where on the screen it is, in pixels. */
export interface Placed {
  id: string;
  x: number;
  y: number;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

const ahead: Readonly<Record<Direction, (dx: number, dy: number) => number>> = {
  left: (dx) => -dx,
  right: (dx) => dx,
  up: (_dx, dy) => -dy,
  down: (_dx, dy) => dy,
};

/** So much worse is what lies to the side than what lies straight ahead. */
const sideways = 2;

/** The one that a person means who looks from a point in a direction: near, and rather straight ahead. */
export function nearestTowards<T extends Placed>(
  all: readonly T[],
  from: { id?: string; x: number; y: number },
  direction: Direction,
): T | undefined {
  let best: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const one of all) {
    if (one.id === from.id) continue;
    const [dx, dy] = [one.x - from.x, one.y - from.y];
    const forward = ahead[direction](dx, dy);
    if (forward <= 0) continue;
    const aside = Math.sqrt(Math.max(0, dx * dx + dy * dy - forward * forward));
    const cost = forward + sideways * aside;
    if (aside <= forward * sideways && cost < least) [best, least] = [one, cost];
  }
  return best;
}
