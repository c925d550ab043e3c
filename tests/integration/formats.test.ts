import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw, sql } from '../../server/database/sql.ts';
import { openFile } from '../../server/publishing/reading/open.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { featureShape, pageShape } from '../setup/shapes.ts';

/** The first has a value in most columns and a hole; the second has nulls between values; the third is a formula. */
const rows = raw(`
  insert into public.exploateringsomraden
    (id, namn, beskrivning, skede, synlighet, fastigheter, uppdaterad, plexbeslut_datum, bostader_totalt, exempel, geom) values
    ('00000000-0000-4000-8000-000000000001', 'Å "Ö", ä', E'två\\nrader; och semikolon', 'idé', 'publik', array['Romberga 1:1', 'Å "2"'],
      '2026-03-04T12:00:00+01:00', '2026-02-28', 40, false,
      st_multi(st_difference(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006), st_makeenvelope(617100, 6613100, 617200, 6613200, 3006)))),
    ('00000000-0000-4000-8000-000000000002', 'Två', null, 'idé', 'publik', null, null, '1999-12-31', null, true,
      st_multi(st_makeenvelope(620000, 6613000, 620400, 6613400, 3006))),
    ('00000000-0000-4000-8000-000000000003', '=1+1', null, 'idé', 'publik', null, null, null, null, false,
      st_multi(st_makeenvelope(621000, 6613000, 621400, 6613400, 3006))),
    ('00000000-0000-4000-8000-000000000004', 'Hemligt', null, 'idé', 'intern', null, null, null, null, false,
      st_multi(st_makeenvelope(622000, 6613000, 622400, 6613400, 3006)))`);

eachDatabase('formats', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(rows);
  });
  afterAll(() => service?.stop());

  const file = '/downloads/exploateringsomraden';
  const items = '/geodata/v1/collections/exploateringsomraden/items';
  const bytes = async (path: string) => Buffer.from(await (await service.get(path)).arrayBuffer());
  const expected = async () => (await service.json(items, pageShape)).features;

  test('FlatGeobuf has every value in its column, also after nulls', async () => {
    const wanted = await expected();
    const read: z.infer<typeof featureShape>[] = [];
    for await (const feature of deserialize(new Uint8Array(await bytes(`${file}.fgb?crs=CRS84`)))) {
      read.push(featureShape.parse({ id: '', ...feature }));
    }
    expect(read).toHaveLength(3);
    for (const { properties, geometry } of wanted) {
      const own = read.find((one) => one.properties.id === properties.id);
      // A null is an absent property; a list travels as JSON text.
      const flat = Object.entries(properties).filter(([, value]) => value !== null);
      for (const [name, value] of flat) {
        const told = Array.isArray(value) ? JSON.stringify(value) : value;
        expect(own?.properties[name], name).toEqual(told);
      }
      expect(Object.keys(own?.properties ?? {}).sort()).toEqual(flat.map(([name]) => name).sort());
      const round = (text: string) => text.replace(/\d+\.\d+/g, (number) => Number(number).toFixed(6));
      expect(round(JSON.stringify(own?.geometry?.coordinates))).toBe(round(JSON.stringify(geometry?.coordinates)));
    }
  });

  test('GeoParquet has typed columns and well-known binary', async () => {
    const buffer = new Uint8Array(await bytes(`${file}.parquet`)).buffer;
    const metadata = parquetMetadata(buffer);
    const geo: unknown = JSON.parse(metadata.key_value_metadata?.find(({ key }) => key === 'geo')?.value ?? '{}');
    expect(geo).toEqual({
      version: '1.1.0',
      primary_column: 'geometry',
      columns: { geometry: { encoding: 'WKB', geometry_types: ['MultiPolygon'] } },
    });
    const read = await parquetReadObjects({ file: buffer, utf8: true });
    expect(read).toHaveLength(3);
    expect(read[0]).toMatchObject({
      namn: 'Å "Ö", ä',
      fastigheter: '["Romberga 1:1","Å \\"2\\""]',
      uppdaterad: new Date('2026-03-04T11:00:00Z'),
      plexbeslut_datum: new Date('2026-02-28'),
      bostader_totalt: 40n,
      exempel: false,
    });
    expect(read[1]).toMatchObject({ beskrivning: null, plexbeslut_datum: new Date('1999-12-31'), exempel: true });
    const other = new Uint8Array(await bytes(`${file}.parquet?crs=EPSG:3010`)).buffer;
    const told = parquetMetadata(other).key_value_metadata?.find(({ key }) => key === 'geo')?.value ?? '{}';
    expect(JSON.parse(told)).toMatchObject({
      columns: {
        geometry: {
          crs: {
            id: { authority: 'EPSG', code: 3010 },
            base_crs: { id: { authority: 'EPSG', code: 4619 } },
            conversion: { parameters: [{ value: 0 }, { value: 16.5 }, { value: 1 }, { value: 150_000 }, { value: 0 }] },
          },
        },
      },
    });
    const [moved] = await parquetReadObjects({ file: other });
    const shape = z.object({ coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))) });
    const [east, north] = shape.parse(moved?.geometry).coordinates[0]?.[0]?.[0] ?? [0, 0];
    expect(east > 100_000 && east < 250_000 && north > 6_500_000).toBe(true);
  });

  test('CSV keeps quotes, line breaks and semicolons; a sheet does not take a text for a formula', async () => {
    const csv = (await bytes(`${file}.csv`)).toString();
    expect(csv).toContain('"Å ""Ö"", ä"');
    expect(csv).toContain('"två\nrader; och semikolon"');
    expect(csv).toContain('=1+1');
    expect(csv).toMatch(/"MULTIPOLYGON\(\(\(17\.0/);
    const excel = (await bytes(`${file}.excel.csv`)).toString();
    expect(excel).toContain(`;'=1+1;`);
    expect(excel.split('\r\n')[0]).toMatch(/;E \(SWEREF 99 TM\);N \(SWEREF 99 TM\)$/);
    expect(excel).toMatch(/;SANT;620200;6613200\r\n/);
    // Lists and times as a sheet has them.
    expect(excel).toContain(';"Romberga 1:1; Å ""2"""');
    expect(excel).toContain(';2026-03-04 12:00:00;');
    // The point of a feature is the same one in degrees.
    const inDegrees = (await bytes(`${items}?f=csv-excel`)).toString().split('\r\n');
    expect(inDegrees[0]).toMatch(/;Longitud \(.*\);Latitud \(.*\)$/);
    const [east, north] = inDegrees[2]?.split(';').slice(-2) ?? [];
    const place = `POINT(${east?.replace(',', '.')} ${north?.replace(',', '.')})`;
    const [there] = await service.service.database.query<{ distance: number }>(sql`
      select st_distance(st_transform(st_geomfromtext(${place}, 4326), 3006), 'SRID=3006;POINT(620200 6613200)') as distance`);
    expect(there?.distance).toBeLessThan(0.02);
  });

  test('a workbook in words has titles, what codes mean and a point on each feature, under the same filter and order', async () => {
    const asked =
      'properties=namn,skede,plexbeslut_datum,bostader_totalt&sortby=-bostader_totalt&filter=exempel=false&crs=EPSG:3006';
    const folder = mkdtempSync(join(tmpdir(), 'i-ord-'));
    const rowsOf = async (path: string) => {
      writeFileSync(join(folder, 'lista.xlsx'), await bytes(path));
      const found = await openFile(join(folder, 'lista.xlsx'), undefined);
      if (found.kind !== 'table') throw new Error('a sheet is a table');
      const read: Record<string, unknown>[] = [];
      for await (const { properties } of found.file.source.rows()) read.push(properties);
      await found.file.close();
      return read;
    };
    const [first, second, ...others] = await rowsOf(`${file}.i-ord.xlsx?${asked}&lang=sv`);
    expect(first).toMatchObject({
      Namn: 'Å "Ö", ä',
      Skede: 'idé',
      'Bostäder totalt (bostäder)': 40,
      'PLEX-beslut': expect.stringMatching(/^2026.02.28$/),
    });
    expect(second).toMatchObject({ Namn: '=1+1', 'E (SWEREF 99 TM)': 621200, 'N (SWEREF 99 TM)': 6613200 });
    expect(others).toEqual([]);
    const [english] = await rowsOf(`${items}?f=xlsx-i-ord&limit=1&${asked}&lang=en`);
    expect(english).toMatchObject({
      Name: 'Å "Ö", ä',
      'Stage, in words': 'Idea',
      'Dwellings in total (dwellings)': 40,
    });
  });

  test('GML names a schema that is there, its ids are keys, and its file brings the schema along', async () => {
    const page = (await bytes(`${items}?f=gml&limit=2&crs=EPSG:3006`)).toString();
    const [, address = ''] = /xsi:schemaLocation="\S+ (\S+)"/.exec(page) ?? [];
    expect(address).toBe(`${service.url}/downloads/exploateringsomraden.xsd`);
    const schema = await (await fetch(address)).text();
    expect(schema).toContain('<xs:element name="plexbeslut_datum" type="xs:date"');
    expect(schema).toContain('<xs:element name="bostader_totalt" type="xs:long"');
    expect(schema).toContain('type="gml:MultiSurfacePropertyType"');
    expect(page).toContain('gml:id="exploateringsomraden.00000000-0000-4000-8000-000000000001"');
    expect(page).toContain('srsName="urn:ogc:def:crs:EPSG::3006"');
    // North before east, as the name of the system says.
    expect(page).toContain('<gml:posList>6613400 617000 ');
    expect(page).toContain('<gml:lowerCorner>6613000 617000</gml:lowerCorner>');
    // No element without a value, and no system but the file's own.
    expect(new Set(page.match(/srsName="[^"]*"/g))).toHaveLength(1);
    const ids = page.match(/gml:id="[^"]*"/g) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    expect(page).not.toMatch(/<data:\w+><\/data|<data:\w+\/>/);

    const zip = join(mkdtempSync(join(tmpdir(), 'allmanning-gml-')), 'exploateringsomraden.gml.zip');
    writeFileSync(zip, await bytes(`${file}.gml.zip`));
    const opened = await openFile(zip, undefined);
    if (opened.kind !== 'table') throw new Error('NGP');
    const { source, close } = opened.file;
    const read = [];
    for await (const row of source.rows()) read.push(row);
    await close();
    expect(source.srid).toBe(3006);
    expect(read).toHaveLength(3);
    expect(read[0]?.properties).toMatchObject({
      namn: 'Å "Ö", ä',
      beskrivning: 'två\nrader; och semikolon',
      fastigheter: ['Romberga 1:1', 'Å "2"'],
      uppdaterad: '2026-03-04T11:00:00Z',
      plexbeslut_datum: '2026-02-28',
      bostader_totalt: '40',
    });
    const none = await service.get('/downloads/befolkningsprognos.xsd');
    expect(none.status).toBe(404);
  });

  test('DXF is a drawing in metres: what the map tells apart is a layer in its colour, names are texts', async () => {
    const { database } = service.service;
    await database.query(raw(`update public.exploateringsomraden set skede = 'vilande' where namn = '=1+1'`));
    const tags = dxfTags((await bytes(`${file}.dxf`)).toString());
    await database.query(raw(`update public.exploateringsomraden set skede = 'idé' where namn = '=1+1'`));
    const after = (name: string) => tags[tags.findIndex(({ code, value }) => code === 9 && value === name) + 1]?.value;
    expect([after('$INSUNITS'), after('$MEASUREMENT')]).toEqual(['6', '1']);
    const records = dxfRecords(tags);
    const layers = records.filter(({ type }) => type === 'LAYER');
    expect(layers.map(({ of }) => of(2))).toEqual([
      '0',
      'exploateringsomraden - Idé',
      'exploateringsomraden - Vilande',
      'exploateringsomraden - text',
    ]);
    const [, idea, resting] = layers.map(({ of }) => of(420));
    expect(Number(idea)).toBeGreaterThan(0);
    expect(idea).not.toBe(resting);
    // An outer ring with a hole, and two outer rings.
    const lines = records.filter(({ type }) => type === 'LWPOLYLINE');
    expect(lines.map(({ of }) => [of(8), of(70), of(90)])).toEqual([
      ['exploateringsomraden - Idé', '1', '4'],
      ['exploateringsomraden - Idé', '1', '4'],
      ['exploateringsomraden - Idé', '1', '4'],
      ['exploateringsomraden - Vilande', '1', '4'],
    ]);
    const texts = records.filter(({ type }) => type === 'MTEXT');
    expect(texts.map(({ of }) => [of(8), of(1)])).toEqual([
      ['exploateringsomraden - text', 'Å "Ö", ä'],
      ['exploateringsomraden - text', 'Två'],
      ['exploateringsomraden - text', '=1+1'],
    ]);
    expect([texts[1]?.of(10), texts[1]?.of(20)]).toEqual(['620200', '6613200']);
    const handles = records.flatMap(({ of }) => of(5) ?? []);
    expect(new Set(handles).size).toBe(handles.length);
    // A part, in another system, whose axes are turned in answers but not in drawings.
    const page = dxfRecords(dxfTags((await bytes(`${items}?f=dxf&limit=1&crs=EPSG:3010`)).toString()));
    const corner = page.find(({ type }) => type === 'LWPOLYLINE');
    expect(Number(corner?.of(10))).toBeLessThan(400_000);
    expect(Number(corner?.of(20))).toBeGreaterThan(6_000_000);
  });

  test('one feature a line, each a whole feature', async () => {
    const lines = (await bytes(`${file}.geojsonl`)).toString().trim().split('\n');
    expect(lines.map((line) => featureShape.parse(JSON.parse(line)))).toEqual(await expected());
  });

  test('every format is a page, too, with its media type, links and counts in headers', async () => {
    const { links } = await service.json(
      '/geodata/v1/collections/exploateringsomraden',
      z.looseObject({
        links: z.array(z.looseObject({ rel: z.string(), href: z.string(), type: z.string().optional() })),
      }),
    );
    const offered = links.filter(({ rel, type }) => rel === 'items' && type !== 'text/html');
    expect(offered.length).toBeGreaterThan(6);
    for (const { href, type } of offered) {
      const answer = await service.get(`${href.replace(service.url, '')}&limit=2`);
      expect(answer.status, href).toBe(200);
      expect(answer.headers.get('content-type'), href).toBe(type);
      expect(answer.headers.get('ogc-numbermatched')).toBe('3');
      expect(answer.headers.get('ogc-numberreturned')).toBe('2');
      expect(answer.headers.get('link')).toMatch(/rel="next"/);
      const body = Buffer.from(await answer.arrayBuffer());
      expect(body.length).toBeGreaterThan(100);
      expect(body.toString('latin1'), href).not.toContain('Hemligt');
    }
    const accepted = await service.get(items, { headers: { Accept: 'application/vnd.flatgeobuf' } });
    expect(accepted.headers.get('content-type')).toBe('application/vnd.flatgeobuf');
    expect(accepted.headers.get('vary')).toContain('Accept');
  });
});

interface DxfTag {
  code: number;
  value: string;
}

/** The pairs of lines of which a DXF is made. */
function dxfTags(text: string): DxfTag[] {
  const lines = text.split('\r\n');
  expect(lines.splice(-3)).toEqual(['0', 'EOF', '']);
  return Array.from({ length: lines.length / 2 }, (_, index) => {
    const code = Number(lines[index * 2]);
    expect(code).not.toBeNaN();
    return { code, value: lines[index * 2 + 1] ?? '' };
  });
}

/** Entities and entries of tables: what begins with a 0. */
function dxfRecords(tags: readonly DxfTag[]) {
  const starts = tags.flatMap(({ code }, index) => (code === 0 ? [index] : []));
  return starts.map((start, index) => {
    const own = tags.slice(start, starts[index + 1]);
    return { type: own[0]?.value, of: (code: number) => own.find((tag) => tag.code === code)?.value };
  });
}
