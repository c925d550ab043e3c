import { createExpression } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import {
  circleRadius,
  classify,
  classOf,
  colourExpression,
  knownExpression,
  type Measure,
  measureValue,
  nearestYear,
  type SeriesTotals,
  valueExpression,
} from '../../server/styles/measures.ts';

const share: Measure = { kind: 'share', part: 'barn', whole: 'alla' };
const change: Measure = { kind: 'change', part: 'alla' };
const density: Measure = { kind: 'density', part: 'alla', area: 'areal' };
const count: Measure = { kind: 'count', part: 'alla' };

/** Two areas over three years; b has no children figure in the last year, c no figures at all. */
const totals: SeriesTotals = {
  years: [2025, 2030, 2035],
  measures: {
    alla: { values: { a: [100, 150, 200], b: [400, 380, 360], c: [null, null, null] } },
    barn: { values: { a: [10, 30, 50], b: [40, 38, null], c: [null, null, null] } },
  },
  areas: { a: 2, b: 8, c: null },
  points: {},
  titles: { a: 'A', b: 'B', c: 'C' },
};

function attributes(key: string): Record<string, number | null> {
  const entries = Object.entries(totals.measures).flatMap(([name, { values }]) =>
    totals.years.map((year, index) => [`${name}_${year}`, values[key]?.[index] ?? null] as const),
  );
  return { ...Object.fromEntries(entries), areal: totals.areas[key] ?? null };
}

function evaluate(expression: unknown, key: string): unknown {
  const compiled = createExpression(expression, 'test');
  if (compiled.result === 'error') throw new Error(compiled.value.map(({ message }) => message).join());
  return compiled.value.evaluate({ zoom: 10 }, { type: 'Polygon', properties: attributes(key) });
}

describe('measureValue', () => {
  it('is per cent for share and change, per area for density, and null where something is missing', () => {
    expect(measureValue(share, totals, 'a', 1)).toBe(20);
    expect(measureValue(change, totals, 'a', 2)).toBe(100);
    expect(measureValue(change, totals, 'b', 2)).toBe(-10);
    expect(measureValue(density, totals, 'b', 0)).toBe(50);
    expect(measureValue(count, totals, 'b', 1)).toBe(380);
    expect(measureValue(share, totals, 'b', 2)).toBeNull();
    expect(measureValue(density, totals, 'c', 0)).toBeNull();
  });
});

describe('the map’s expressions', () => {
  it('give the same values and the same holes as measureValue', () => {
    for (const measure of [share, change, density, count]) {
      for (const key of ['a', 'b', 'c']) {
        totals.years.forEach((year, index) => {
          const value = measureValue(measure, totals, key, index);
          expect(evaluate(knownExpression(measure, year, 2025), key)).toBe(value !== null);
          if (value !== null) expect(evaluate(valueExpression(measure, year, 2025), key)).toBeCloseTo(value, 9);
        });
      }
    }
  });

  it('colour a feature by its class', () => {
    const classes = classify(share, totals);
    const named = { ...classes, colours: classes.colours.map((_colour, index) => `class ${index}`) };
    const value = measureValue(share, totals, 'a', 2) ?? Number.NaN;
    expect(evaluate(colourExpression(share, named, 2035, 2025), 'a')).toBe(`class ${classOf(classes, value)}`);
  });
});

describe('classify', () => {
  it('has one colour more than limits, and every value of every year falls in one', () => {
    for (const measure of [share, change, density]) {
      const { limits, colours } = classify(measure, totals);
      expect(colours).toHaveLength(limits.length + 1);
      expect(limits).toEqual(limits.toSorted((a, b) => a - b));
    }
  });

  it('keeps zero in the neutral class of a change, with nothing on a side that has no values', () => {
    const falling: SeriesTotals = { ...totals, measures: { alla: { values: { b: [400, 380, 300] } } } };
    for (const data of [totals, falling]) {
      const classes = classify(change, data);
      expect(classes.colours[classOf(classes, 0)]).toBe('@unchanged');
    }
    expect(classify(change, falling).colours).not.toContain('@rise-2');
  });

  it('has one class when there are no values', () => {
    const empty: SeriesTotals = { years: [], measures: {}, areas: {}, points: {}, titles: {} };
    expect(classify(share, empty).colours.length).toBeGreaterThan(0);
    expect(() => evaluate(colourExpression(share, classify(share, empty), 2025, 2025), 'c')).not.toThrow();
  });
});

describe('circleRadius', () => {
  it('makes the area, not the radius, follow the number', () => {
    expect(circleRadius(25, 100) / circleRadius(100, 100)).toBeCloseTo(0.5);
  });
});

describe('nearestYear', () => {
  it('is the year itself, or the closest that exists', () => {
    expect(nearestYear([2025, 2030, 2035], 2030)).toBe(2030);
    expect(nearestYear([2025, 2030, 2035], 2060)).toBe(2035);
    expect(nearestYear([], 2030)).toBeUndefined();
  });
});
