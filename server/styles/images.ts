import { type ColourName, palettes, type Theme } from './palette.ts';

/**
 * The images of the sprite, each some shapes: the sprite asks what covers a place, a picture on the server draws them.
 * Sizes and coordinates are CSS pixels, y downwards.
 */

export interface Image {
  name: string;
  width: number;
  height: number;
  /** From below. */
  inks: readonly Ink[];
}

/** Shapes of one colour, which covers once where they overlap. */
export interface Ink {
  colour: ColourName;
  /** Share of cover, 0–1. */
  cover: number;
  shapes: readonly Shape[];
}

export type Shape =
  /** Parallel lines at 45°, `period` pixels apart along x; seamless where the image is one period wide. */
  | { kind: 'hatch'; direction: 'rising' | 'falling'; period: number; width: number }
  | { kind: 'disc'; x: number; y: number; radius: number }
  /** A thick line with square ends. */
  | { kind: 'bar'; x1: number; y1: number; x2: number; y2: number; width: number }
  /** Between two circles, clockwise from the top, in turns. */
  | { kind: 'ring'; x: number; y: number; inner: number; outer: number; from: number; to: number };

/** Distance from the nearest multiple of `period`. */
function toNearest(value: number, period: number): number {
  const rest = ((value % period) + period) % period;
  return Math.min(rest, period - rest);
}

function covers(shape: Shape, x: number, y: number): boolean {
  switch (shape.kind) {
    case 'hatch': {
      const across = shape.direction === 'rising' ? x + y : x - y;
      return toNearest(across, shape.period) < (shape.width * Math.SQRT2) / 2;
    }
    case 'disc':
      return Math.hypot(x - shape.x, y - shape.y) < shape.radius;
    case 'bar': {
      const [dx, dy] = [shape.x2 - shape.x1, shape.y2 - shape.y1];
      const length = Math.hypot(dx, dy);
      const along = ((x - shape.x1) * dx + (y - shape.y1) * dy) / length;
      const beside = ((x - shape.x1) * dy - (y - shape.y1) * dx) / length;
      return along >= 0 && along <= length && Math.abs(beside) < shape.width / 2;
    }
    case 'ring': {
      const distance = Math.hypot(x - shape.x, y - shape.y);
      const turn = (Math.atan2(x - shape.x, shape.y - y) / (2 * Math.PI) + 1) % 1;
      return distance >= shape.inner && distance < shape.outer && turn >= shape.from && turn < shape.to;
    }
  }
}

/** The lines of a hatch that cross a rectangle (left, top, right, bottom), each from edge to edge: x1, y1, x2, y2. */
export function* hatchedBy(
  { direction, period }: Extract<Shape, { kind: 'hatch' }>,
  [left, top, right, bottom]: readonly [number, number, number, number],
): Generator<[number, number, number, number]> {
  const rising = direction === 'rising';
  const [low, high] = rising ? [left + top, right + bottom] : [left - bottom, right - top];
  for (let sum = Math.floor(low / period) * period; sum <= high + period; sum += period) {
    yield rising ? [sum - top, top, sum - bottom, bottom] : [sum + top, top, sum + bottom, bottom];
  }
}

function hatch(
  name: string,
  colour: ColourName,
  direction: 'rising' | 'falling',
  period: number,
  width: number,
  cover = 1,
): Image {
  return {
    name,
    width: period,
    height: period,
    inks: [{ colour, cover, shapes: [{ kind: 'hatch', direction, period, width }] }],
  };
}

const disc = (x: number, y: number, radius: number): Shape => ({ kind: 'disc', x, y, radius });
const bar = (x1: number, y1: number, x2: number, y2: number, width: number): Shape => {
  return { kind: 'bar', x1, y1, x2, y2, width };
};

/** Prickmark: land that must not be built on. Staggered dots (BFS 2020:6). */
const dots: Image = {
  name: 'prickmark',
  width: 10,
  height: 10,
  inks: [
    {
      colour: 'provision',
      cover: 0.75,
      shapes: [disc(5, 5, 0.85), disc(0, 0, 0.85), disc(10, 0, 0.85), disc(0, 10, 0.85), disc(10, 10, 0.85)],
    },
  ],
};

/** Korsmark: only complementary buildings. Upright crosses (BFS 2020:6). */
const crosses: Image = {
  name: 'korsmark',
  width: 14,
  height: 14,
  inks: [{ colour: 'provision', cover: 0.6, shapes: [bar(4.8, 7, 9.2, 7, 0.9), bar(7, 4.8, 7, 9.2, 0.9)] }],
};

/** What grows: light green and light yellow are one colour to every twelfth man. */
const grass: Image = {
  name: 'grass',
  width: 20,
  height: 20,
  inks: [
    {
      colour: 'provision',
      cover: 0.32,
      shapes: [bar(3, 4, 5, 8, 0.9), bar(7, 4, 5, 8, 0.9), bar(13, 14, 15, 18, 0.9), bar(17, 14, 15, 18, 0.9)],
    },
  ],
};

/** Stängsel ska finnas: a line with a slanted cross on it, drawn along the boundary. */
const fence: Image = {
  name: 'fence',
  width: 16,
  height: 10,
  inks: [
    {
      colour: 'provision',
      cover: 1,
      shapes: [bar(0, 5, 16, 5, 1.2), bar(4.6, 1.6, 11.4, 8.4, 1.06), bar(4.6, 8.4, 11.4, 1.6, 1.06)],
    },
  ],
};

/** Utfart får inte finnas: a line with filled circles. */
const noExit: Image = {
  name: 'no-exit',
  width: 14,
  height: 10,
  inks: [{ colour: 'provision', cover: 1, shapes: [bar(0, 5, 14, 5, 1.2), disc(7, 5, 2.6)] }],
};

const ringSize = 48;
/** Steps of the ring that shows how far a project has come. */
const ringSteps = 8;

/** A disc with a ring around it, filled clockwise from the top for `step` of the steps. */
function ring(name: string, colour: ColourName, step: number): Image {
  const middle = ringSize / 2;
  const band = (inner: number, outer: number, from = 0, to = 1): Shape => {
    return { kind: 'ring', x: middle, y: middle, inner, outer, from, to };
  };
  const done = step / ringSteps;
  return {
    name,
    width: ringSize,
    height: ringSize,
    inks: [
      { colour: 'halo', cover: 0.9, shapes: [band(22, 23)] },
      { colour: 'halo', cover: 0.35, shapes: [disc(middle, middle, 16.5)] },
      { colour, cover: 0.5, shapes: [disc(middle, middle, 16.5)] },
      { colour: 'halo', cover: 0.85, shapes: [band(16.5, 22, done, 1)] },
      { colour, cover: 0.22, shapes: [band(16.5, 22, done, 1)] },
      { colour, cover: 1, shapes: [band(16.5, 22, 0, done)] },
    ],
  };
}

/** Struck out. */
function cancelled(image: Image): Image {
  const [near, far] = [ringSize / 2 - 12, ringSize / 2 + 12];
  const shapes = [bar(near, near, far, far, 3), bar(near, far, far, near, 3)];
  return { ...image, inks: [...image.inks, { colour: 'halo', cover: 1, shapes }] };
}

const signSize = 24;

/** A letter on a disc (where one learns) or a square (where one lives), with a rim of paper around it. */
function sign(name: string, ground: 'disc' | 'square', letter: readonly Shape[]): Image {
  const middle = signSize / 2;
  const plate = (half: number): Shape =>
    ground === 'disc'
      ? disc(middle, middle, half)
      : bar(middle - half + 0.6, middle, middle + half - 0.6, middle, 2 * half - 1.2);
  return {
    name,
    width: signSize,
    height: signSize,
    inks: [
      { colour: 'halo', cover: 1, shapes: [plate(11.5)] },
      { colour: 'premises', cover: 1, shapes: [plate(10)] },
      { colour: 'halo', cover: 1, shapes: letter },
    ],
  };
}

const signs: readonly Image[] = [
  sign('sign-preschool', 'disc', [bar(9.5, 6.5, 9.5, 17.5, 2), bar(8.5, 7.5, 15.5, 7.5, 2), bar(8.5, 12, 14.5, 12, 2)]),
  sign('sign-school', 'disc', [
    { kind: 'ring', x: 12, y: 12, inner: 3.6, outer: 5.6, from: 0.25, to: 1 },
    { kind: 'ring', x: 12, y: 12, inner: 3.6, outer: 5.6, from: 0, to: 0.13 },
    bar(12.2, 12.6, 17.6, 12.6, 2),
  ]),
  sign('sign-upper-school', 'disc', [
    bar(7.5, 6.2, 12.2, 12.6, 2),
    bar(16.5, 6.2, 11.8, 12.6, 2),
    bar(12, 11.5, 12, 18, 2),
  ]),
  sign('sign-care', 'square', [
    bar(7.6, 18, 12.2, 8, 2),
    bar(16.4, 18, 11.8, 8, 2),
    bar(9.2, 14.8, 14.8, 14.8, 1.8),
    disc(9.4, 6.2, 1.2),
    disc(14.6, 6.2, 1.2),
  ]),
  sign('sign-supported', 'square', [bar(9.5, 6.5, 9.5, 17.5, 2), bar(8.5, 16.5, 15.5, 16.5, 2)]),
  sign('sign-other', 'disc', [disc(12, 12, 3.4)]),
];

export const images: readonly Image[] = [
  ...signs,
  hatch('plan-hatch', 'plan-process', 'rising', 9, 1.1, 0.75),
  hatch('plan-hatch-close', 'plan-process', 'rising', 5, 0.9, 0.75),
  hatch('plan-hatch-sparse', 'plan', 'rising', 16, 1, 0.6),
  hatch('plan-hatch-falling', 'plan', 'falling', 16, 1, 0.6),
  hatch('plan-hatch-falling-close', 'plan', 'falling', 7, 1, 0.6),
  hatch('project-hatch', 'project', 'falling', 8, 1.7, 0.55),
  hatch('project-hatch-sparse', 'project', 'falling', 14, 1.5, 0.5),
  hatch('project-hatch-close', 'project', 'falling', 5, 1.7, 0.55),
  hatch('project-hatch-quiet', 'project-quiet', 'falling', 8, 1.2, 0.5),
  {
    name: 'project-crosses-quiet',
    width: 14,
    height: 14,
    inks: [{ colour: 'project-quiet', cover: 0.7, shapes: [bar(4, 4, 10, 10, 1.2), bar(4, 10, 10, 4, 1.2)] }],
  },
  hatch('missing', 'missing', 'rising', 7, 0.9, 0.7),
  dots,
  crosses,
  grass,
  fence,
  noExit,
  ...Array.from({ length: ringSteps + 1 }, (_, step) => ring(`ring-${step}`, 'project', step)),
  ring('ring-quiet', 'project-quiet', 0),
  cancelled(ring('ring-cancelled', 'project-quiet', 0)),
];

/** Red, green, blue (0–255) and alpha (0–1) of an image at a point, not premultiplied. */
export function pixelAt(image: Image, x: number, y: number, theme: Theme): [number, number, number, number] {
  let red = 0;
  let green = 0;
  let blue = 0;
  let alpha = 0;
  for (const { colour, cover, shapes } of image.inks) {
    if (!shapes.some((shape) => covers(shape, x, y))) continue;
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
