import { type ColourName, palettes, type Theme } from './palette.ts';

/**
 * The images of the sprite, each a small function from a place in it to how much ink lies there. Sizes and coordinates
 * are CSS pixels, y downwards.
 */

export interface Image {
  name: string;
  width: number;
  height: number;
  /** The colours that lie over the place, from below, with their share of cover (0–1). */
  paint: (x: number, y: number) => readonly Ink[];
}

interface Ink {
  colour: ColourName;
  cover: number;
}

const nothing: readonly Ink[] = [];

function ink(colour: ColourName, cover: number, inside: boolean): readonly Ink[] {
  return inside ? [{ colour, cover }] : nothing;
}

/** Distance from the nearest multiple of `period`. */
function toNearest(value: number, period: number): number {
  const rest = ((value % period) + period) % period;
  return Math.min(rest, period - rest);
}

type Direction = 'rising' | 'falling';

/** Parallel lines at 45°, `period` pixels apart along x; seamless because the image is one period wide. */
function hatch(
  name: string,
  colour: ColourName,
  direction: Direction,
  period: number,
  width: number,
  cover = 1,
): Image {
  const half = (width * Math.SQRT2) / 2;
  const across = direction === 'rising' ? (x: number, y: number) => x + y : (x: number, y: number) => x - y;
  return {
    name,
    width: period,
    height: period,
    paint: (x, y) => ink(colour, cover, toNearest(across(x, y), period) < half),
  };
}

/** Prickmark: land that must not be built on. Staggered dots (BFS 2020:6). */
const dots: Image = {
  name: 'prickmark',
  width: 10,
  height: 10,
  paint: (x, y) =>
    ink('provision', 0.75, Math.hypot(toNearest(x, 10), toNearest(y, 10)) < 0.85 || Math.hypot(x - 5, y - 5) < 0.85),
};

/** Korsmark: only complementary buildings. Upright crosses (BFS 2020:6). */
const crosses: Image = {
  name: 'korsmark',
  width: 14,
  height: 14,
  paint: (x, y) => {
    const dx = Math.abs(x - 7);
    const dy = Math.abs(y - 7);
    return ink('provision', 0.6, (dx < 2.2 && dy < 0.45) || (dy < 2.2 && dx < 0.45));
  },
};

/** Stängsel ska finnas: a line with a slanted cross on it, drawn along the boundary. */
const fence: Image = {
  name: 'fence',
  width: 16,
  height: 10,
  paint: (x, y) => {
    const dx = Math.abs(x - 8);
    const dy = Math.abs(y - 5);
    return ink('provision', 1, dy < 0.6 || (dx < 3.4 && Math.abs(dx - dy) < 0.75));
  },
};

/** Utfart får inte finnas: a line with filled circles. */
const noExit: Image = {
  name: 'no-exit',
  width: 14,
  height: 10,
  paint: (x, y) => ink('provision', 1, Math.abs(y - 5) < 0.6 || Math.hypot(x - 7, y - 5) < 2.6),
};

const ringSize = 48;
/** Steps of the ring that shows how far a project has come. */
const ringSteps = 8;

/** A disc with a ring around it, filled clockwise from the top for `step` of the steps. */
function ring(name: string, colour: ColourName, step: number): Image {
  const middle = ringSize / 2;
  return {
    name,
    width: ringSize,
    height: ringSize,
    paint: (x, y) => {
      const distance = Math.hypot(x - middle, y - middle);
      if (distance > 23) return nothing;
      if (distance > 22) return [{ colour: 'halo', cover: 0.9 }];
      if (distance < 16.5)
        return [
          { colour: 'halo', cover: 0.35 },
          { colour, cover: 0.5 },
        ];
      const turn = (Math.atan2(x - middle, middle - y) / (2 * Math.PI) + 1) % 1;
      return turn < step / ringSteps
        ? [{ colour, cover: 1 }]
        : [
            { colour: 'halo', cover: 0.85 },
            { colour, cover: 0.22 },
          ];
    },
  };
}

export const images: readonly Image[] = [
  hatch('plan-hatch', 'plan-process', 'rising', 9, 1.1, 0.75),
  hatch('plan-hatch-close', 'plan-process', 'rising', 5, 0.9, 0.75),
  hatch('plan-hatch-sparse', 'plan', 'rising', 16, 1, 0.6),
  hatch('plan-hatch-falling', 'plan', 'falling', 16, 1, 0.6),
  hatch('plan-hatch-falling-close', 'plan', 'falling', 7, 1, 0.6),
  hatch('project-hatch', 'project', 'falling', 8, 1.7, 0.55),
  hatch('project-hatch-quiet', 'project-quiet', 'falling', 8, 1.2, 0.5),
  hatch('missing', 'missing', 'rising', 7, 0.9, 0.7),
  dots,
  crosses,
  fence,
  noExit,
  ...Array.from({ length: ringSteps + 1 }, (_, step) => ring(`ring-${step}`, 'project', step)),
  ring('ring-quiet', 'project-quiet', 0),
];

/** Red, green, blue (0–255) and alpha (0–1) of an image at a point, not premultiplied. */
export function pixelAt(image: Image, x: number, y: number, theme: Theme): [number, number, number, number] {
  let red = 0;
  let green = 0;
  let blue = 0;
  let alpha = 0;
  for (const { colour, cover } of image.paint(x, y)) {
    const value = Number.parseInt(palettes[theme][colour].slice(1), 16);
    const kept = alpha * (1 - cover);
    const total = kept + cover;
    red = (red * kept + ((value >> 16) & 255) * cover) / total;
    green = (green * kept + ((value >> 8) & 255) * cover) / total;
    blue = (blue * kept + (value & 255) * cover) / total;
    alpha = total;
  }
  return [red, green, blue, alpha];
}
