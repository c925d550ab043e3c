import type { Geometry } from 'geojson';
import { expect, test } from 'vitest';
import { BrokenGeometryError, dimensionOf, encodeGeometry } from '../../server/publishing/checking/wkb.ts';
import { crsHint, identifyCrs, parseCrs } from '../../server/publishing/crs.ts';

test('EWKB is what PostGIS writes', () => {
  // select encode(st_asewkb('SRID=3006;POINT(617000.5 6613000.25)'::geometry, 'NDR'), 'hex')
  const point = encodeGeometry({ type: 'Point', coordinates: [617000.5, 6613000.25, 12] }, 3006);
  expect(point?.bytes.toString('hex')).toBe('0101000020be0b00000000000051d4224100000010023a5941');
  expect(point?.extent).toEqual([617000.5, 6613000.25, 617000.5, 6613000.25]);
});

test('an open ring is closed, a ring of two points is broken', () => {
  const ring = (coordinates: number[][]): Geometry => ({ type: 'Polygon', coordinates: [coordinates] });
  const open = encodeGeometry(
    ring([
      [0, 0],
      [1, 0],
      [1, 1],
    ]),
    3006,
  );
  const closed = encodeGeometry(
    ring([
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ]),
    3006,
  );
  expect(open).toEqual(closed);
  expect(() =>
    encodeGeometry(
      ring([
        [0, 0],
        [1, 0],
      ]),
      3006,
    ),
  ).toThrow(BrokenGeometryError);
  expect(() => encodeGeometry({ type: 'Point', coordinates: [Number.NaN, 1] }, 3006)).toThrow(BrokenGeometryError);
});

test('an empty geometry is none, a mixed collection has no dimension', () => {
  expect(encodeGeometry({ type: 'MultiPolygon', coordinates: [] }, 3006)).toBeUndefined();
  const point: Geometry = { type: 'Point', coordinates: [0, 0] };
  const line: Geometry = {
    type: 'LineString',
    coordinates: [
      [0, 0],
      [1, 1],
    ],
  };
  expect(dimensionOf({ type: 'GeometryCollection', geometries: [line, line] })).toBe(1);
  expect(dimensionOf({ type: 'GeometryCollection', geometries: [point, line] })).toBeNull();
});

test.each([
  ['EPSG:3010', 3010],
  ['3006', 3006],
  ['urn:ogc:def:crs:EPSG::3857', 3857],
  ['sweref', undefined],
])('%s is EPSG code %s', (text, code) => {
  expect(parseCrs(text)).toBe(code);
});

test('SWEREF 99 is known by its projection where the file names no code', () => {
  const projection = (meridian: number, easting: number, scale: number) => ({
    name: 'unnamed',
    base_crs: { datum: { ellipsoid: { name: 'GRS 80' } } },
    conversion: {
      method: { name: 'Transverse Mercator' },
      parameters: [
        { name: 'Longitude of natural origin', value: meridian },
        { name: 'Scale factor at natural origin', value: scale },
        { name: 'False easting', value: easting },
        { name: 'False northing', value: 0 },
      ],
    },
  });
  expect(identifyCrs(projection(16.5, 150_000, 1))).toBe(3010);
  expect(identifyCrs(projection(15, 500_000, 0.9996))).toBe(3006);
  expect(identifyCrs(projection(15, 150_000, 1))).toBe(3009);
  expect(identifyCrs(projection(16.6, 150_000, 1))).toBeUndefined();
  expect(identifyCrs({ id: { authority: 'EPSG', code: 3857 } })).toBe(3857);
  expect(identifyCrs(undefined)).toBeUndefined();
});

test.each([
  [[617000, 6613000, 618000, 6614000], '--crs EPSG:3006'],
  [[171000, 6612000, 172000, 6613000], '--crs EPSG:3010'],
  [[17, 59.5, 17.2, 59.7], '--crs EPSG:4326'],
  [[1_900_000, 8_300_000, 1_910_000, 8_310_000], '--crs EPSG:3857'],
  [[1_570_000, 6_613_000, 1_571_000, 6_614_000], '--crs EPSG:3021'],
  [[6613000, 617000, 6614000, 618000], 'nord före öst'],
  [[6_613_000, 1_570_000, 6_614_000, 1_571_000], 'nord före öst'],
  [[59.6, 17.07, 59.7, 17.1], 'nord före öst'],
] as const)('%j: the hint is %s', (extent, hint) => {
  expect(crsHint(extent).sv).toContain(hint);
});
