import { PNG } from 'pngjs';

/** A picture as its dots. */
export interface Dots {
  width: number;
  height: number;
  /** Red, green, blue and opacity of a dot, 0–255. */
  at(x: number, y: number): readonly [number, number, number, number];
}

type Colour = readonly [red: number, green: number, blue: number];

export function dotsOf(png: Buffer): Dots {
  const { width, height, data } = PNG.sync.read(png);
  return {
    width,
    height,
    at(x, y) {
      const start = 4 * (y * width + x);
      return [data[start] ?? 0, data[start + 1] ?? 0, data[start + 2] ?? 0, data[start + 3] ?? 0];
    },
  };
}

/** The dots that are nearly of a colour: how many, and the box around them (left, top, right, bottom). */
export function dotsLike(dots: Dots, colour: Colour, within = 12) {
  const box = { count: 0, left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let y = 0; y < dots.height; y++) {
    for (let x = 0; x < dots.width; x++) {
      const found = dots.at(x, y);
      if (found[3] < 200 || colour.some((value, index) => Math.abs(value - (found[index] ?? 0)) > within)) continue;
      box.count++;
      box.left = Math.min(box.left, x);
      box.top = Math.min(box.top, y);
      box.right = Math.max(box.right, x + 1);
      box.bottom = Math.max(box.bottom, y + 1);
    }
  }
  return box;
}

/** The mean difference of two pictures a channel, 0–255. The second may have more dots, as many times on each side. */
export function differenceOf(few: Dots, many: Dots): number {
  const times = many.width / few.width;
  let sum = 0;
  for (let y = 0; y < few.height; y++) {
    for (let x = 0; x < few.width; x++) {
      const one = few.at(x, y);
      for (const channel of [0, 1, 2] as const) {
        let total = 0;
        for (let down = 0; down < times; down++)
          for (let across = 0; across < times; across++)
            total += many.at(x * times + across, y * times + down)[channel];
        sum += Math.abs(one[channel] - total / times ** 2);
      }
    }
  }
  return sum / (3 * few.width * few.height);
}
