import { describe, expect, it } from 'vitest';
import { widestPlace } from '../../server/geometry/widest-place.ts';

const all = [-1_000, -1_000, 1_000, 1_000] as const;
const square = (left: number, top: number, side: number) => [
  ...[left, top, left + side, top, left + side, top + side, left, top + side],
];

describe('the widest place of an area', () => {
  it('is the middle of a square, as far as it is from its sides', () => {
    const place = widestPlace([[square(0, 0, 100)]], all, 0.1);
    expect(place?.room).toBeCloseTo(50, 0);
    expect(place?.x).toBeCloseTo(50, 0);
  });

  it('is in the wide arm of an area that has a thin one, where the centre of gravity lies outside', () => {
    const angle = [0, 0, 100, 0, 100, 10, 30, 10, 30, 100, 0, 100];
    const place = widestPlace([[angle]], all, 0.1);
    expect(place?.room).toBeGreaterThan(14.9);
    expect(place?.x).toBeLessThan(20);
  });

  it('keeps out of holes', () => {
    const place = widestPlace([[square(0, 0, 100), square(30, 30, 60)]], all, 0.1);
    expect(place?.room).toBeLessThan(18);
  });

  it('is in what of the area is seen, and nowhere when nothing is', () => {
    const view = [80, -1_000, 1_000, 1_000] as const;
    const place = widestPlace([[square(0, 0, 100)]], view, 0.1);
    expect(place?.x).toBeGreaterThan(88);
    expect(place?.room).toBeCloseTo(10, 0);
    expect(widestPlace([[square(0, 0, 100)]], [200, 200, 300, 300], 0.1)).toBeUndefined();
  });

  it('is found in a long street of one pixel to the hundred, in no time', () => {
    const place = widestPlace([[[0, 0, 10_000, 0, 10_000, 8, 0, 8]]], [-1, -1, 20_000, 20], 0.5);
    expect(place?.room).toBeGreaterThan(3.4);
  });
});
