import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OgcApiEndpoint } from '@camptocamp/ogc-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { identifier, sql, table } from '../../server/database/sql.ts';
import { isMark } from '../../server/datasets/protection.ts';
import { hasOgr } from '../setup/ogr2ogr.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { featureShape } from '../setup/shapes.ts';

const run = promisify(execFile);

/** What readers of CSV and sheets take for something else than text (GDAL ≥ 3.10: ISO 8601, also in its basic form). */
const misread = [
  /^[+-]?(\d[\d.,  ]*|[.,]\d+)(e[+-]?\d+)?%?$/i,
  /^[+-]?(inf(inity)?|nan)$/i,
  /^0x[\da-f]+$/i,
  /^T?\d{1,2}:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?$/i,
  /^T\d{2}(\d\d){0,2}([.,]\d+)?(Z|[+-]\d\d(:?\d\d)?)?$/i,
  /^\d{4}-?(\d\d|W\d\d|\d{3})(-?\d{1,2})?(T.*)?$/i,
  /^\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?$/,
  /^P(\d+[YMWD]|T\d)/i,
  /^(jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*[-. ]?\d{1,4}$/i,
  /^\d{1,4}[-. ]?(jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*$/i,
];

/** Programs of other people, reading the example data as they come. */
describe('clients', () => {
  let service: TestService;
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-clients-'));
  beforeAll(async () => {
    service = await startTestService('embedded');
  });
  afterAll(async () => {
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const collectionShape = z.looseObject({
    numberMatched: z.number(),
    features: z.array(featureShape.partial({ id: true })),
  });
  const counted = async (query = '') =>
    (await service.json(`/geodata/v1/collections/detaljplaner/items?limit=1${query}`, collectionShape)).numberMatched;
  const ogr = async (...args: string[]) => {
    const file = join(folder, `${Math.random()}.geojson`);
    await run('ogr2ogr', ['-f', 'GeoJSON', file, ...args]);
    return collectionShape.omit({ numberMatched: true }).parse(JSON.parse(readFileSync(file, 'utf8'))).features;
  };

  test.skipIf(!hasOgr)('ogr2ogr reads all pages of a collection, a part of it, and a bbox (OAPIF driver)', async () => {
    const source = `OAPIF:${service.url}/geodata/v1`;
    const all = await ogr(source, 'detaljplaner');
    expect(all).toHaveLength(await counted());
    expect(new Set(all.map(({ properties }) => properties.objektidentitet)).size).toBe(all.length);
    const filtered = await ogr('-where', "status = 'samråd'", source, 'detaljplaner');
    expect(filtered).toHaveLength(await counted(`&status=${encodeURIComponent('samråd')}`));
    expect(filtered.length).toBeGreaterThan(0);
    const inside = await ogr('-spat', '17', '59.6', '17.1', '59.7', source, 'detaljplaner');
    expect(inside).toHaveLength(await counted('&bbox=17,59.6,17.1,59.7'));
    const { stdout } = await run('ogrinfo', ['-so', source]);
    for (const name of ['planbestammelser', 'prognosomraden', 'befolkningsprognos']) expect(stdout).toContain(name);
  });

  test.skipIf(!hasOgr)('ogr2ogr reads every file that GDAL knows, with the same features', async () => {
    const wanted = await counted();
    for (const extension of ['geojson', 'geojsonl', 'csv', 'gpkg', 'fgb', 'shp.zip', 'gml', 'kml', 'xlsx']) {
      const url = `${service.url}/downloads/detaljplaner.${extension}`;
      const { stdout } = await run('ogrinfo', ['-so', '-al', `/vsicurl/${url}`]);
      expect(/Feature Count: (\d+)/.exec(stdout)?.[1], extension).toBe(String(wanted));
      if (['gpkg', 'fgb', 'gml'].includes(extension)) {
        expect(stdout, extension).toContain('SWEREF99 TM');
        // 0381 is a code and no number: GML finds its schema beside it.
        expect(stdout, extension).toMatch(/kommun: String/);
      }
    }
  });

  test.skipIf(!hasOgr)('ogr2ogr reads GML from its zip, and a page of it with the schema that it names', async () => {
    const { url } = service;
    const sources = [
      [`/vsizip//vsicurl/${url}/downloads/detaljplaner.gml.zip/detaljplaner.gml`],
      ['-oo', `XSD=/vsicurl_streaming/${url}/downloads/detaljplaner.xsd`].concat(
        `${url}/geodata/v1/collections/detaljplaner/items?f=gml&limit=300`,
      ),
    ];
    for (const source of sources) {
      const { stdout } = await run('ogrinfo', ['-so', '-al', ...source]);
      expect(stdout).toContain('Geometry: Multi Polygon');
      expect(stdout).toMatch(/kommun: String/);
      expect(stdout).toMatch(/datum_laga_kraft: Date/);
      expect(/Feature Count: (\d+)/.exec(stdout)?.[1]).toBe(String(await counted()));
    }
  });

  test.skipIf(!hasOgr)('an indexed FlatGeobuf gives a part without the whole file', async () => {
    const url = `/vsicurl/${service.url}/downloads/detaljplaner.fgb`;
    const inside = await ogr(
      '-t_srs',
      'EPSG:4326',
      '-spat',
      '17',
      '59.6',
      '17.1',
      '59.7',
      '-spat_srs',
      'EPSG:4326',
      url,
    );
    expect(inside.length).toBeGreaterThan(0);
    expect(inside.length).toBeLessThan(await counted());
  });

  test('every feature of every collection has every property, also those that it has no value for', async () => {
    const { collections } = await service.json(
      '/geodata/v1/collections',
      z.looseObject({ collections: z.array(z.looseObject({ id: z.string() })) }),
    );
    expect(collections.length).toBeGreaterThan(9);
    for (const { id } of collections) {
      const items = `/geodata/v1/collections/${id}/items`;
      const { features } = await service.json(`${items}?limit=500`, collectionShape);
      const names = Object.keys(features[0]?.properties ?? {}).sort();
      for (const { properties } of features) expect(Object.keys(properties).sort(), id).toEqual(names);
      const header = (await (await service.get(`${items}?limit=1&f=csv`)).text()).split(/\r?\n/, 1)[0] ?? '';
      for (const name of names) expect(header.replace(/^\uFEFF/, '').split(/[,;]/), id).toContain(name);
    }
  });

  test.skipIf(!hasOgr)('ogr2ogr finds the columns that the first features have no value in', async () => {
    const columns = async (source: string, ...more: string[]) => {
      const { stdout } = await run('ogrinfo', ['-so', source, ...more]);
      return [...stdout.matchAll(/^(fardigstallda_\d+): /gm)].map(([, name]) => name).sort();
    };
    const file = await columns('-al', `/vsicurl/${service.url}/downloads/exploateringsomraden.gpkg`);
    expect(file.length).toBeGreaterThan(5);
    expect(await columns(`OAPIF:${service.url}/geodata/v1`, 'exploateringsomraden')).toEqual(file);
  });

  test('no code that we invented looks like a date, a time or a number', async () => {
    const { database, published } = service.service;
    const looking: string[] = [];
    let read = 0;
    for (const definition of published.definitions) {
      const { id, table: name } = definition;
      // What tells that a number is rounded is no column.
      const fields = definition.fields.filter((field) => !isMark(definition, field.name));
      for (const field of fields.filter(({ type }) => ['text', 'code', 'list'].includes(type))) {
        const value = field.type === 'list' ? sql`unnest(${identifier(field.name)})` : identifier(field.name);
        const rows = await database.query<{ value: string | null }>(
          sql`select distinct ${value}::text as value from ${table(name)}`,
        );
        read += rows.length;
        const found = rows.flatMap(({ value }) =>
          value !== null && misread.some((form) => form.test(value)) ? value : [],
        );
        looking.push(...found.map((text) => `${id}.${field.name}: ${text}`));
      }
    }
    expect(read).toBeGreaterThan(10_000);
    // The state's code for the municipality is nobody's invention.
    expect(looking.filter((text) => !text.endsWith(': 0381'))).toEqual([]);
  });

  test('a JavaScript client of OGC APIs finds collections, formats, systems, fields, tiles and styles', async () => {
    const endpoint = new OgcApiEndpoint(`${service.url}/geodata/v1`);
    expect(await endpoint.featureCollections).toContain('exploateringsomraden');
    expect(await endpoint.hasTiles).toBe(true);
    expect(await endpoint.vectorTileCollections).toContain('detaljplaner');
    expect(await endpoint.getVectorTilesetUrl('detaljplaner')).toContain('/tiles/');
    expect((await endpoint.allStyles()).map(({ id }) => id)).toEqual(['karta', 'karta-mork']);
    const info = await endpoint.getCollectionInfo('detaljplaner');
    expect(info.crs).toContain('http://www.opengis.net/def/crs/EPSG/0/3010');
    expect(info.queryables.map(({ name }) => name)).toContain('status');
    expect(info.sortables.map(({ name }) => name)).toContain('namn');
    expect(Object.keys(info.bulkDownloadLinks)).toContain('application/geopackage+sqlite3');
    expect(await endpoint.getCollectionItems('detaljplaner', 3, 2)).toHaveLength(3);
    const url = await endpoint.getCollectionItemsUrl('detaljplaner', {
      limit: 5,
      outputCrs: 'EPSG:3006',
    });
    const filter = `&filter=${encodeURIComponent("status='samråd'")}`;
    expect((await service.get(url.replace(service.url, '') + filter)).status).toBe(200);
  });
});
