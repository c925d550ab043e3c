import { describe, expect, it } from 'vitest';
import { loadRegistry } from '../../server/datasets/registry.ts';
import { asCql2 } from '../../server/pictures/ecql.ts';
import { partsOf } from '../../server/pictures/wms/conditions.ts';
import { faultOf } from '../../server/pictures/wms/faults.ts';
import { nameOf, pixelRatioIn, systemIn } from '../../server/pictures/wms/place.ts';
import { languageIn, readQuery, versionOf } from '../../server/pictures/wms/query.ts';
import { yearIn } from '../../server/pictures/wms/wanted.ts';

const query = (text: string) => readQuery(new URLSearchParams(text));

describe('a WMS request', () => {
  it.each([
    ['', '1.3.0'],
    ['VERSION=1.3.0', '1.3.0'],
    ['version=1.3.1', '1.3.0'],
    ['VERSION=2.0.0', '1.3.0'],
    ['VERSION=1.1.1', '1.1.1'],
    ['VERSION=1.0.0', '1.1.1'],
    ['WMTVER=1.1.0', '1.1.1'],
    ['SRS=EPSG:3006', '1.1.1'],
    ['CRS=EPSG:3006', '1.3.0'],
    ['VERSION=x', '1.1.1'],
  ])('%s is of version %s', (text, version) => {
    expect(versionOf(query(text))).toBe(version);
  });

  it('has names in any case, and the first of several counts', () => {
    const asked = query('layers=a,%20b&LAYERS=c&Styles=&format=');
    expect(asked.list('LAYERS')).toEqual(['a', 'b']);
    expect(asked.list('STYLES')).toEqual([]);
    expect(asked.get('FORMAT')).toBeUndefined();
    expect(query('styles=,dark').list('STYLES')).toEqual(['', 'dark']);
  });

  it.each([
    ['LANGUAGE=swe', 'sv'],
    ['language=eng', 'en'],
    ['lang=en-GB', 'en'],
    ['LANGUAGE=fin', 'en'],
  ])('%s is told in %s', (text, lang) => {
    expect(languageIn(query(text), { 'accept-language': 'en' })).toBe(lang);
  });

  it.each([
    ['', 1],
    ['DPI=96', 1],
    ['MAP_RESOLUTION=72', 1],
    ['FORMAT_OPTIONS=antialias:on;dpi:180', 2],
    ['DPI=300', 300 * (0.28 / 25.4)],
    ['DPI=1e9', 1_200 * (0.28 / 25.4)],
    ['DPI=-3', 1],
    ['DPI=abc', 1],
  ])('%s makes %d dots of a pixel', (text, ratio) => {
    expect(pixelRatioIn(query(text))).toBeCloseTo(ratio, 1);
  });
});

describe('a system', () => {
  it.each([
    ['CRS=EPSG:3006', 'EPSG:3006'],
    ['crs=epsg:3010', 'EPSG:3010'],
    ['CRS=CRS:84', 'CRS:84'],
    ['SRS=EPSG:900913', 'EPSG:3857'],
    ['CRS=EPSG:102100', 'EPSG:3857'],
  ])('%s is %s', (text, name) => {
    expect(nameOf(systemIn(query(text), '1.3.0'))).toBe(name);
  });

  it.each(['', 'CRS=EPSG:', 'CRS=EPSG:0', 'CRS=3006', 'CRS=AUTO2:42001,1,17,59', 'CRS=EPSG:4326;drop'])(
    '%s is none',
    (text) => {
      expect(() => systemIn(query(text), '1.3.0')).toThrow(expect.objectContaining({ locator: 'CRS' }));
    },
  );
});

describe('CQL_FILTER', () => {
  it('is parted at semicolons outside of texts and names', () => {
    expect(partsOf(`a = 'x;y'';z' ;INCLUDE; "b;c" > 1`)).toEqual([`a = 'x;y'';z'`, 'INCLUDE', '"b;c" > 1']);
    expect(partsOf("a = 'never closed; b")).toEqual(["a = 'never closed; b"]);
    expect(partsOf(';')).toEqual(['', '']);
  });

  it.each([
    ["namn ILIKE 'a%'", "CASEI(namn) LIKE CASEI('a%')"],
    ["x = 1 and namn not ilike 'a'", "x = 1 and CASEI(namn) not LIKE CASEI('a')"],
    [`"namn" ILIKE 'a'`, `CASEI("namn") LIKE CASEI('a')`],
    ["namn = 'b ilike '", "namn = 'b ilike '"],
    ['INTERSECTS(geom, POINT(1 2))', 'S_INTERSECTS(geom, POINT(1 2))'],
    ["namn = 'within (x)'", "namn = 'within (x)'"],
    ['S_WITHIN(geom, POINT(1 2))', 'S_WITHIN(geom, POINT(1 2))'],
    ['within = 3', 'within = 3'],
  ])('%s is %s in CQL2', (ecql, cql2) => {
    expect(asCql2(ecql)).toBe(cql2);
  });
});

describe('TIME', () => {
  const { definitions } = loadRegistry('/no/such/folder');
  it.each([
    ['2035', 2035],
    ['2035-06', 2035],
    ['2035-01-01', 2035],
    ['2035-01-01T00:00:00.000Z', 2035],
    ['current', undefined],
  ])('%s is the year %s', (text, year) => {
    expect(yearIn(text, definitions)).toBe(year);
  });

  it.each(['2025/2040', '35', 'i morgon', '2035-1-1'])('%s is no year', (text) => {
    expect(() => yearIn(text, definitions)).toThrow(expect.objectContaining({ code: 'InvalidDimensionValue' }));
    expect(yearIn(text, [])).toBeUndefined();
  });
});

describe('a fault', () => {
  it('of the database says so by its status, whatever was asked', () => {
    const late = Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });
    expect(faultOf(late)).toMatchObject({ status: 503, code: 'NoApplicableCode' });
    expect(faultOf(late).text.sv).not.toContain('statement');
  });
});
