import { describe, expect, test } from 'vitest';
import type { Corners } from '../../server/geometry/rings.ts';
import { clipArea, clipLine } from '../../server/tiles/encoder/clip.ts';

const bounds = { minX: 0, minY: 0, maxX: 100, maxY: 100 };

function area(ring: Corners): number {
  let sum = 0;
  for (let at = 0; at < ring.length; at += 2) {
    const next = (at + 2) % ring.length;
    sum += (ring[at] ?? 0) * (ring[next + 1] ?? 0) - (ring[next] ?? 0) * (ring[at + 1] ?? 0);
  }
  return sum / 2;
}

const areaOf = (polygons: readonly (readonly Corners[])[]) =>
  polygons.flat().reduce((sum, ring) => sum + area(ring), 0);

describe('areas clipped to a rectangle', () => {
  test('a comb whose teeth reach in falls apart into its teeth', () => {
    const comb = [10, 50, 20, 50, 20, 120, 40, 120, 40, 50, 50, 50, 50, 120, 70, 120, 70, 50, 80, 50, 80, 140, 10, 140];
    const teeth = clipArea([comb], bounds);
    expect(teeth.map(([ring = []]) => area(ring))).toEqual([500, 500, 500]);
    for (const [ring = []] of teeth) expect(ring.length).toBe(8);
  });

  test('what goes round the rectangle is the rectangle, and what lies beside it is nothing', () => {
    const around = [-500, -500, 900, -400, 700, 800, -300, 600];
    expect(areaOf(clipArea([around], bounds))).toBe(10_000);
    expect(clipArea([[200, 0, 300, 0, 300, 100]], bounds)).toEqual([]);
    // A corner that is cut off by two sides.
    expect(areaOf(clipArea([[-10, -10, 10, -10, -10, 10]], bounds))).toBe(0);
  });

  test('a hole stays a hole, opens to the side, or lies in the piece that has it', () => {
    const outer = [-50, 20, 150, 20, 150, 80, -50, 80];
    const inside = [40, 40, 40, 60, 60, 60, 60, 40];
    const across = [-20, 40, -20, 60, 30, 60, 30, 40];
    const [whole = []] = clipArea([outer, inside], bounds);
    expect(whole).toHaveLength(2);
    expect(whole.map(area)).toEqual([6_000, -400]);
    const [opened = [], ...others] = clipArea([outer, across], bounds);
    expect(others).toEqual([]);
    expect(opened.map(area)).toEqual([6_000 - 600]);
    const halves = [-50, 0, 50, 0, 50, 40, -20, 40, -20, 60, 50, 60, 50, 100, -50, 100];
    const pieces = clipArea([halves, [10, 70, 10, 80, 20, 80, 20, 70]], bounds);
    expect(pieces.map((rings) => rings.map(area))).toEqual([[2_000], [2_000, -100]]);
  });

  test('two halves are the whole, whatever the shape, and nothing lies outside', () => {
    let state = 20_261_127;
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    for (let round = 0; round < 500; round++) {
      // A star is never crossed by itself.
      const corners = 3 + Math.floor(random() * 40);
      const star: Corners = [];
      for (let corner = 0; corner < corners; corner++) {
        const angle = (2 * Math.PI * corner) / corners;
        const radius = 5 + random() * 120;
        star.push(50 + radius * Math.cos(angle), 50 + radius * Math.sin(angle));
      }
      const parts = [0, 1].flatMap((right) =>
        [0, 1].map((low) => ({ minX: right * 50, maxX: 50 + right * 50, minY: low * 50, maxY: 50 + low * 50 })),
      );
      const pieces = parts.map((part) => clipArea([star], part));
      expect(pieces.reduce((sum, piece) => sum + areaOf(piece), 0)).toBeCloseTo(areaOf(clipArea([star], bounds)), 6);
      for (const ring of pieces.flat(2)) {
        expect(area(ring)).toBeGreaterThanOrEqual(-1e-9);
        expect(Math.min(...ring)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...ring)).toBeLessThanOrEqual(100);
      }
      const wide = { minX: -1_000, minY: -1_000, maxX: 1_000, maxY: 1_000 };
      expect(clipArea([star], wide)).toEqual([[star]]);
    }
  });
});

describe('lines clipped to a rectangle', () => {
  test('a line that goes out and in again is two', () => {
    expect(clipLine([10, 10, 10, 150, 20, 150, 20, 10], bounds)).toEqual([
      [10, 10, 10, 100],
      [20, 100, 20, 10],
    ]);
  });

  test('one that only passes, one that lies outside, one along a side', () => {
    expect(clipLine([-50, 50, 150, 50], bounds)).toEqual([[0, 50, 100, 50]]);
    expect(clipLine([-50, 150, 150, 150], bounds)).toEqual([]);
    expect(clipLine([0, 0, 0, 100], bounds)).toEqual([[0, 0, 0, 100]]);
  });
});
