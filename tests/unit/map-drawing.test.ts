import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { readDrawings, writeDrawings } from '../../web/draw/address.ts';
import type { NewDrawing } from '../../web/draw/drawing.ts';
import { areaInWords, bearingInWords, metresInWords, wholeAreaInWords } from '../../web/draw/figures.ts';
import { bufferOf } from '../../web/draw/geometry/buffer.ts';
import { circleAround } from '../../web/draw/geometry/circle.ts';
import { labelPlace } from '../../web/draw/geometry/label-place.ts';
import {
  areaOf,
  bearing,
  circleArea,
  distance,
  gridAreaOf,
  lengthOf,
  perimeterOf,
  placeAt,
} from '../../web/draw/geometry/measure.ts';
import { splitArea, splitLine } from '../../web/draw/geometry/split.ts';
import { figuresInShort } from '../../web/draw/shape.ts';
import { readPlace } from '../../web/draw/state/typed.ts';

const centre: Position = [17.078, 59.636];

/** A rectangle of so many metres, measured from its lower left corner. */
function rectangle(width: number, height: number, from: Position = centre): Position[] {
  const right = placeAt(from, 90, width);
  return [[...from], right, placeAt(right, 0, height), placeAt(from, 0, height), [...from]];
}

describe('figures on the ellipsoid', () => {
  it('are those of Karney’s own examples', () => {
    // GeographicLib, documentation of GeodSolve and Planimeter; geodtest of its JavaScript version.
    expect(distance([174.81, -41.32], [-5.5, 40.96])).toBeCloseTo(19_959_679.267, 3);
    expect(distance([-73.8, 40.6], [2.55, 49.01666667])).toBeCloseTo(5_853_226.256, 2);
    expect(bearing([-73.8, 40.6], [2.55, 49.01666667])).toBeCloseTo(53.47022, 5);
    const antarctica: Position[] = [
      [-58, -63.1],
      [-74, -72.9],
      [-102, -71.9],
      [-102, -74.9],
      [-131, -74.3],
      [-163, -77.5],
      [163, -77.4],
      [172, -71.7],
      [140, -65.9],
      [113, -65.7],
      [88, -66.6],
      [59, -66.9],
      [25, -69.8],
      [-4, -70],
      [-14, -71],
      [-33, -77.3],
      [-46, -77.9],
      [-61, -74.7],
      [-58, -63.1],
    ];
    const area = { type: 'Polygon' as const, coordinates: [antarctica] };
    expect(areaOf(area) / 13_662_703_680_020.1).toBeCloseTo(1, 12);
    expect(perimeterOf(area)).toBeCloseTo(16_831_067.893, 2);
  });

  it('tell a line, its direction and an area without its hole', () => {
    const ring = rectangle(200, 100);
    expect(lengthOf(ring)).toBeCloseTo(600, 1);
    expect(bearing(centre, placeAt(centre, 312.4, 500))).toBeCloseTo(312.4, 6);
    const hole = rectangle(20, 10, placeAt(centre, 45, 60));
    const area = { type: 'Polygon' as const, coordinates: [ring, hole] };
    expect(areaOf(area)).toBeCloseTo(20_000 - 200, 0);
    expect(perimeterOf(area)).toBeCloseTo(660, 1);
    // The grid's scale at Enköping is 0.99975.
    expect(gridAreaOf(area) / areaOf(area)).toBeCloseTo(0.9995, 4);
    expect(areaOf({ type: 'MultiPolygon', coordinates: [[ring], [hole]] })).toBeCloseTo(20_200, 0);
  });

  it('tell a circle', () => {
    const circle = circleAround(centre, 250);
    for (const corner of circle.coordinates[0] ?? []) expect(distance(centre, corner)).toBeCloseTo(250, 6);
    expect(areaOf(circle) / circleArea(250)).toBeCloseTo(1, 3);
    expect(circleArea(250)).toBeCloseTo(Math.PI * 250 ** 2, 1);
  });
});

describe('a buffer', () => {
  it('reaches so many metres from a point, a line and an area, whatever the latitude', () => {
    for (const place of [centre, [17.078, 0], [17.078, -75]]) {
      const around = bufferOf({ type: 'Point', coordinates: place }, 100);
      for (const corner of around?.coordinates[0] ?? [])
        expect(distance(place, corner as Position)).toBeCloseTo(100, 3);
    }
    const line = { type: 'LineString' as const, coordinates: [centre, placeAt(centre, 90, 1000)] };
    const along = bufferOf(line, 50);
    expect(along && areaOf(along)).toBeGreaterThan(100_000 + 0.998 * Math.PI * 2500);
    expect(along && areaOf(along)).toBeLessThan(100_000 + Math.PI * 2500);
    const area = { type: 'Polygon' as const, coordinates: [rectangle(200, 100)] };
    const less = bufferOf(area, -10);
    expect(less && areaOf(less)).toBeCloseTo(180 * 80, 0);
    expect(bufferOf(area, -60)).toBeUndefined();
  });
});

describe('splitting', () => {
  const whole = { type: 'Polygon' as const, coordinates: [rectangle(200, 100)] };
  const across = (metres: number) => {
    const low = placeAt(placeAt(centre, 90, metres), 180, 20);
    return { type: 'LineString' as const, coordinates: [low, placeAt(low, 0, 140)] };
  };

  it('cuts an area along a line into parts that are the whole together', () => {
    const parts = splitArea(whole, across(50)) ?? [];
    expect(
      parts
        .map(areaOf)
        .sort((a, b) => a - b)
        .map(Math.round),
    ).toEqual([5000, 15_000]);
    expect(parts.map(areaOf).reduce((sum, area) => sum + area)).toBeCloseTo(areaOf(whole), 4);
  });

  it('cuts from corner to corner, and where the ends lie on the edge but for a rounding', () => {
    const [first = centre, , third = centre] = whole.coordinates[0] ?? [];
    const diagonal = { type: 'LineString' as const, coordinates: [first, third] };
    expect(splitArea(whole, diagonal)?.map(areaOf).map(Math.round)).toEqual([10_000, 10_000]);
    const low = placeAt(placeAt(centre, 90, 50), 0, 0.001);
    const short = { type: 'LineString' as const, coordinates: [low, placeAt(low, 0, 99.998)] };
    expect(splitArea(whole, short)?.length).toBe(2);
  });

  it('leaves holes out, and keeps the parts of several that are not met', () => {
    const hole = rectangle(20, 20, placeAt(placeAt(centre, 90, 40), 0, 40));
    const hollow = { type: 'Polygon' as const, coordinates: [...whole.coordinates, hole] };
    const parts = splitArea(hollow, across(50)) ?? [];
    expect(
      parts
        .map(areaOf)
        .sort((a, b) => a - b)
        .map(Math.round),
    ).toEqual([4800, 14_800]);
    const far = rectangle(10, 10, placeAt(centre, 0, 500));
    const two = { type: 'MultiPolygon' as const, coordinates: [whole.coordinates, [far]] };
    expect(splitArea(two, across(50))?.length).toBe(3);
  });

  it('says when the line does not go all the way, and follows a line with corners', () => {
    const half = { type: 'LineString' as const, coordinates: [placeAt(centre, 200, 10), placeAt(centre, 60, 60)] };
    expect(splitArea(whole, half)).toBeUndefined();
    const [low = centre, high = centre] = across(50).coordinates;
    const bent = { type: 'LineString' as const, coordinates: [low, placeAt(placeAt(centre, 90, 80), 0, 50), high] };
    expect(splitArea(whole, bent)?.length).toBe(2);
  });

  it('cuts a line where another crosses it, however often', () => {
    const line = { type: 'LineString' as const, coordinates: rectangle(200, 100).slice(0, 4) };
    const parts = splitLine(line, across(50)) ?? [];
    expect(parts.map(({ coordinates }) => Math.round(lengthOf(coordinates)))).toEqual([50, 400, 50]);
    expect(
      splitLine(line, { type: 'LineString', coordinates: [placeAt(centre, 180, 10), placeAt(centre, 180, 90)] }),
    ).toBeUndefined();
  });
});

describe('the place of a label', () => {
  it('is half way along a line, in an area whatever its form, and in the middle of a circle', () => {
    const bent = { type: 'LineString' as const, coordinates: rectangle(200, 100).slice(0, 3) };
    expect(distance(labelPlace({ kind: 'line', geometry: bent }), placeAt(centre, 90, 150))).toBeLessThan(0.1);
    const horseshoe: Position[] = [
      [0, 0],
      [9, 0],
      [9, 9],
      [6, 9],
      [6, 1],
      [3, 1],
      [3, 9],
      [0, 9],
      [0, 0],
    ];
    const [x = 0, y = 0] = labelPlace({ kind: 'area', geometry: { type: 'Polygon', coordinates: [horseshoe] } });
    expect([1.5, 7.5]).toContain(x);
    expect(y).toBe(4.5);
    expect(labelPlace({ kind: 'circle', radius: 9, geometry: { type: 'Point', coordinates: centre } })).toEqual(centre);
  });
});

describe('a place that somebody types', () => {
  const here = [17.075249, 59.638667];
  it.each([
    ['6613000 617000'],
    ['N 6613000, E 617000'],
    ['617000 6613000'],
    ['6613957,5 182448,03'],
    ['59,638667 17,075249'],
    ['59.638667, 17.075249'],
    ['17.075249 59.638667'],
    ['59,638667° 17,075249°'],
  ])('is read: %s', (text) => {
    expect(distance(readPlace(text, undefined) ?? [], here)).toBeLessThan(0.1);
  });

  it('or metres and degrees from the last corner, or nothing', () => {
    expect(distance(readPlace('25 m 90°', centre) ?? [], placeAt(centre, 90, 25))).toBeLessThan(1e-6);
    expect(distance(readPlace('12,5m;180', centre) ?? [], placeAt(centre, 180, 12.5))).toBeLessThan(1e-6);
    for (const text of ['25 m 90°', '', 'hej', '1 2 3', '99999 12'])
      expect(readPlace(text, undefined), text).toBeUndefined();
  });
});

describe('figures in words', () => {
  it('have the unit that a person would choose', () => {
    expect(['sv', 'en'].map((lang) => metresInWords(1234.5, lang === 'sv' ? 'sv' : 'en'))).toEqual([
      '1,235\u00a0km',
      '1.235\u00a0km',
    ]);
    expect([3.456, 12.34, 999.94, 123_456].map((metres) => metresInWords(metres, 'sv'))).toEqual([
      '3,46\u00a0m',
      '12,3\u00a0m',
      '999,9\u00a0m',
      '123,5\u00a0km',
    ]);
    expect([12.345, 123.45, 8765.4, 12_345, 12_345_678].map((area) => areaInWords(area, 'sv'))).toEqual([
      '12,35\u00a0m²',
      '123,5\u00a0m²',
      '8\u202f765\u00a0m²',
      '1,23\u00a0ha',
      '12,35\u00a0km²',
    ]);
    expect([8765.4, 10_882].map((area) => wholeAreaInWords(area, 'sv'))).toEqual([
      '8\u202f765\u00a0m²',
      '10\u202f882\u00a0m² (1,09\u00a0ha)',
    ]);
    expect([0, 44, 359.96, 312.44].map((degrees) => bearingInWords(degrees, 'sv'))).toEqual([
      '0° (norr)',
      '44° (nordost)',
      '0° (norr)',
      '312,4° (nordväst)',
    ]);
    const line = {
      kind: 'line' as const,
      geometry: { type: 'LineString' as const, coordinates: [centre, placeAt(centre, 90, 120)] },
    };
    expect(figuresInShort(line, 'sv')).toBe('120,0\u00a0m · 90°');
  });
});

describe('drawings in the address', () => {
  const ring = rectangle(200, 100);
  const drawings: NewDrawing[] = [
    {
      kind: 'point',
      name: '',
      colour: 'blue',
      figures: false,
      geometry: { type: 'Point', coordinates: [17.078, 59.636] },
    },
    {
      kind: 'text',
      name: 'Å.~%2e 100 %',
      colour: 'ink',
      figures: false,
      geometry: { type: 'Point', coordinates: [-179.9, -85] },
    },
    { kind: 'line', name: 'Gång', colour: 'red', figures: true, geometry: { type: 'LineString', coordinates: ring } },
    {
      kind: 'area',
      name: '',
      colour: 'green',
      figures: true,
      geometry: { type: 'Polygon', coordinates: [ring, rectangle(5, 5)] },
    },
    {
      kind: 'area',
      name: '',
      colour: 'purple',
      figures: false,
      geometry: { type: 'MultiPolygon', coordinates: [[ring, rectangle(5, 5)], [rectangle(9, 9)]] },
    },
    {
      kind: 'circle',
      name: '',
      colour: 'blue',
      figures: true,
      geometry: { type: 'Point', coordinates: [17.078, 59.636] },
      radius: 250.25,
    },
  ];

  it('come back to the centimetre, and then as they are', () => {
    const text = writeDrawings(drawings);
    const back = readDrawings(text) ?? [];
    expect(back.map(({ geometry: _geometry, ...rest }) => rest)).toEqual(
      drawings.map(({ geometry: _geometry, ...rest }) => rest),
    );
    for (const [index, { geometry }] of back.entries()) {
      expect(geometry.type).toBe(drawings[index]?.geometry.type);
      expect(JSON.stringify(geometry).length).toBeGreaterThan(40);
    }
    const line = back[2];
    for (const [index, corner] of (line?.kind === 'line' ? line.geometry.coordinates : []).entries())
      expect(distance(corner, ring[index] ?? [])).toBeLessThan(0.01);
    expect(writeDrawings(back)).toBe(text);
    // Nothing that an address would write otherwise, but for letters and spaces of names.
    expect(encodeURIComponent(writeDrawings(drawings.slice(2)).replace('Gång', ''))).toBe(
      writeDrawings(drawings.slice(2)).replace('Gång', ''),
    );
  });

  it('say when they are none of ours or were cut', () => {
    const text = writeDrawings(drawings);
    for (const wrong of [
      '',
      'x',
      'zzAA',
      'lb',
      'lbAA',
      'pb',
      'yrAAAA',
      'pb________AA',
      'cbAAAA',
      `${text}.`,
      text.slice(0, 4),
    ])
      expect(readDrawings(wrong), wrong).toBeUndefined();
  });
});
