import {
  createExpression,
  type FillLayerSpecification,
  type LayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { circleRadius, circleScale, largestRadiusAt } from '../../server/styles/circles.ts';
import { classify, classOf, colourExpression } from '../../server/styles/classes.ts';
import { forecastPaint } from '../../server/styles/forecast.ts';
import { roomOf } from '../../server/styles/label-room.ts';
import {
  knownExpression,
  type Measure,
  measureValue,
  nearestYear,
  type SeriesTotals,
  valueExpression,
  valueOfAll,
} from '../../server/styles/measures.ts';

const share: Measure = { kind: 'share', part: 'barn', whole: 'alla' };
const change: Measure = { kind: 'change', part: 'alla' };
const difference: Measure = { kind: 'difference', part: 'alla' };
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

function attributes(key: string): Record<string, number | string | null> {
  const entries = Object.entries(totals.measures).flatMap(([name, { values }]) =>
    totals.years.map((year, index) => [`${name}_${year}`, values[key]?.[index] ?? null] as const),
  );
  return { ...Object.fromEntries(entries), areal: totals.areas[key] ?? null, nyckel: key };
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
    expect(measureValue(difference, totals, 'b', 2)).toBe(-40);
    expect(measureValue(density, totals, 'b', 0)).toBe(50);
    expect(measureValue(count, totals, 'b', 1)).toBe(380);
    expect(measureValue(share, totals, 'b', 2)).toBeNull();
    expect(measureValue(density, totals, 'c', 0)).toBeNull();
  });
});

describe('the map’s expressions', () => {
  it('give the same values and the same holes as measureValue', () => {
    for (const measure of [share, change, difference, density, count]) {
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

  it('has limits that can be read and remembered', () => {
    const years = [2025];
    const of = (values: number[], area: number): SeriesTotals => {
      const keys = values.map((_value, index) => `k${index}`);
      const each = <T>(value: (index: number) => T) =>
        Object.fromEntries(keys.map((key, index) => [key, value(index)]));
      return {
        years,
        measures: { alla: { values: each((index) => [values[index] ?? null]) } },
        areas: each(() => area),
        points: {},
        titles: each((index) => `k${index}`),
      };
    };
    // Of several magnitudes: in the country and in the town.
    expect(classify(density, of([11, 19, 22, 94, 460, 1_130, 1_900, 2_300, 3_400], 1)).limits).toEqual([
      20, 100, 500, 2_000,
    ]);
    // Alike: multiples of one step.
    expect(classify(density, of([5.13, 5.4, 5.72, 6.04, 6.33, 6.61, 6.9, 7.2], 1)).limits).toEqual([
      5.4, 5.8, 6.4, 6.6,
    ]);
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

describe('circles on a map', () => {
  const two: SeriesTotals = {
    years: [2025, 2035],
    measures: { alla: { values: { a: [100, 400], b: [100, 225] } } },
    areas: {},
    points: { a: [17, 59.6], b: [17.02, 59.6] },
    titles: {},
  };

  it('never lie on each other, and are as large as may be where there is room', () => {
    const scale = circleScale(count, two);
    const apartAt0 = (512 * 0.02) / 360;
    for (const zoom of [9, 9.5, 10, 10.5, 11, 12, 15]) {
      const most = largestRadiusAt(scale, zoom);
      if (most > 10)
        expect(circleRadius(400, 400, most) + circleRadius(225, 400, most)).toBeLessThanOrEqual(
          apartAt0 * 2 ** zoom + 1e-6,
        );
    }
    expect(largestRadiusAt(scale, 15)).toBe(34);
    expect(largestRadiusAt(scale, 3)).toBe(10);
  });
});

describe('a measure that the tiles do not have', () => {
  const fill: FillLayerSpecification = { id: 'x/choropleth', type: 'fill', source: 'x' };
  const missing: FillLayerSpecification = { id: 'x/missing', type: 'fill', source: 'x' };
  const look = { theme: 'light', dotsFrom: Number.POSITIVE_INFINITY } as const;
  const shown = { dataset: { id: 'x', key: 'nyckel' }, measure: share, totals, year: 2035 };

  it('colours an area by its key as the tiles would by their attributes, and hatches those without a number', () => {
    const byAttribute = forecastPaint(fill, shown, look);
    const byKey = forecastPaint(fill, { ...shown, isOwn: true }, look);
    const hatched = forecastPaint(missing, { ...shown, isOwn: true }, look);
    const colourOf = (layer: LayerSpecification, key: string) => {
      const paint = layer.type === 'fill' ? layer.paint?.['fill-color'] : undefined;
      return String(evaluate(['to-string', ['to-color', paint]], key));
    };
    for (const key of ['a', 'b', 'c']) expect(colourOf(byKey, key), key).toBe(colourOf(byAttribute, key));
    expect(colourOf(byKey, 'a')).not.toBe(colourOf(byKey, 'b'));
    const isHatched = (key: string) => evaluate('filter' in hatched ? hatched.filter : undefined, key);
    expect(['a', 'b', 'c'].map(isHatched)).toEqual([false, true, true]);
  });
});

describe('a label on its area', () => {
  it('is there from the zoom at which it is no wider than that, so that the value comes before the name', () => {
    const small = roomOf('Galgvreten-Västerleden', 4, 60);
    // 16 letters of 6.5 pixels on 2,000 m.
    expect(small.nameFrom).toBe(Math.ceil(Math.log2((104 * 40_075_016.7 * 0.5) / 512 / 2000)));
    expect(small.valueFrom).toBeLessThan(small.nameFrom);
    expect(roomOf('Åsunda', 400, 60).nameFrom).toBeLessThan(9);
    expect(roomOf('Åsunda', null, 60)).toEqual({ nameFrom: 0, valueFrom: 0 });
  });
});

describe('all features together', () => {
  it('have the share and the change of them as one, and nothing where a figure is missing', () => {
    const all: SeriesTotals = {
      years: [2025, 2035],
      measures: {
        alla: { values: { a: [100, 150], b: [300, 250], c: [100, 100] } },
        barn: { values: { a: [10, 30], b: [30, 20], c: [10, null] } },
      },
      areas: { a: 1, b: 3, c: 1 },
      points: {},
      titles: { a: 'a', b: 'b', c: 'c' },
    };
    expect(valueOfAll(count, all, 0)).toBe(500);
    expect(valueOfAll(change, all, 1)).toBe(0);
    expect(valueOfAll(density, all, 0)).toBe(100);
    expect(valueOfAll(share, all, 0)).toBe(10);
    expect(valueOfAll(share, all, 1)).toBeNull();
  });
});

describe('nearestYear', () => {
  it('is the year itself, or the closest that exists', () => {
    expect(nearestYear([2025, 2030, 2035], 2030)).toBe(2030);
    expect(nearestYear([2025, 2030, 2035], 2060)).toBe(2035);
    expect(nearestYear([], 2030)).toBeUndefined();
  });
});
