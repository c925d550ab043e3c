import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { raw, sql } from '../../server/database/sql.ts';
import { crs84, systems } from '../../server/features/index.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';

/** A square of 100 m with a plan that applies and one that has ended, projects of which one is nobody's business, a street, and two divisions. */
const square = [617_000, 6_613_000, 617_100, 6_613_100] as const;
const place = `st_multi(st_makeenvelope(${square.join(', ')}, 3006))`;
const rows = raw(`
  insert into public.detaljplaner (objektidentitet, namn, beteckning, status, plankarta_lank, geom) values
    ('11111111-1111-4111-8111-111111111111', 'Kvadraten <b>', 'DPL 1', 'laga kraft', 'https://example.org/plan', ${place}),
    ('22222222-2222-4222-8222-222222222222', 'Den gamla', 'DPL 0', 'upphävd', null, ${place});
  insert into public.exploateringsomraden (id, namn, skede, synlighet, geom) values
    ('33333333-3333-4333-8333-333333333333', 'Öppet projekt', 'byggs', 'publik', ${place}), ('44444444-4444-4444-8444-444444444444', 'Hemligt projekt', 'byggs', 'intern', ${place});
  insert into public.vagar (id, klass, namn, geom) values
    ('v1', 'huvudgata', 'Storgatan', st_multi(st_geomfromtext('LINESTRING(616900 6613150, 617200 6613150)', 3006)));
  insert into public.prognosomraden (kod, namn, indelning, utgava, visas, geom) values
    ('A', 'Visat', 'deso', '2025', true, ${place}), ('A', 'Dolt', 'nyko', '2024', false, ${place});
  insert into public.prognos_arssummor (omradeskod, indelning, utgava, ar, serie, varde)
    select 'A', 'deso', '2025', ar, 'folkmangd', 1000 + 100 * (ar - 2025) from generate_series(2025, 2045, 5) ar`);

const mapAround = {
  SERVICE: 'WMS',
  VERSION: '1.3.0',
  REQUEST: 'GetMap',
  LAYERS: 'detaljplaner',
  STYLES: '',
  CRS: 'EPSG:3006',
  BBOX: '6612950,616950,6613150,617150',
  WIDTH: '200',
  HEIGHT: '200',
  FORMAT: 'image/png',
};
type Parameters = Record<string, string>;

/** The pixels that something is drawn on: left, top, right, bottom. */
function drawnBox(bytes: Buffer): [number, number, number, number] {
  const { width, height, data } = PNG.sync.read(bytes);
  const box: [number, number, number, number] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((data[4 * (y * width + x) + 3] ?? 0) < 20) continue;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  return box;
}

eachDatabase('WMS', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(rows);
    await service.heard();
  });
  afterAll(() => service?.stop());

  const ask = (changed: Parameters, without: string[] = []) => {
    const query = new URLSearchParams({ ...mapAround, ...changed });
    for (const name of without) query.delete(name);
    return service.get(`/wms?${query}`);
  };
  const bytesOf = async (changed: Parameters) => {
    const answer = await ask({ TRANSPARENT: 'TRUE', ...changed });
    expect(answer.headers.get('content-type')).toBe('image/png');
    return Buffer.from(await answer.arrayBuffer());
  };
  const told = async (changed: Parameters, without: string[] = []) => {
    const answer = await ask(changed, without);
    const text = await answer.text();
    return { status: answer.status, code: /code="(\w+)"/.exec(text)?.[1], text };
  };

  describe('GetCapabilities', () => {
    const capabilities = async (parameters: string) => (await service.get(`/wms?${parameters}`)).text();

    test('tells layers in groups, systems in each version’s axis order, styles with legends, and years', async () => {
      const newer = await capabilities('service=wms&request=getcapabilities');
      expect(newer).toContain('<WMS_Capabilities version="1.3.0"');
      expect(newer).toMatch(/<Name>amne\.detaljplaner<\/Name>[\s\S]*<Name>detaljplaner<\/Name>/);
      const box = '<BoundingBox [SC]RS="EPSG:3006"';
      expect(newer).toMatch(new RegExp(`${box} minx="66\\d+[^"]*" miny="6[12]\\d{4}`));
      expect(newer).toMatch(/<Dimension name="time"[^>]* default="2035" nearestValue="1">2025,2030,2035,2040,2045</);
      expect(newer).toMatch(/<LegendURL width="\d+" height="\d+">/);
      expect(newer).toContain('<Fees>none</Fees>');
      expect(newer).toContain('<ContactElectronicMailAddress>');
      const older = await capabilities('SERVICE=WMS&VERSION=1.1.0&REQUEST=GetCapabilities&LANGUAGE=eng');
      expect(older).toContain('<WMT_MS_Capabilities version="1.1.1"');
      expect(older).toMatch(new RegExp(`${box} minx="6[12]\\d{4}[^"]*" miny="66`));
      expect(older).toContain('Detailed development plans');
      expect(older).toMatch(/<ScaleHint min="0" max="\d/);
      for (const document of [newer, older]) {
        for (const { srid } of systems) expect(document).toContain(`EPSG:${srid}<`);
      }
    });

    test('a plain visit gets it, and its address is the one that was asked', async () => {
      const answer = await service.get('/wms');
      expect(await answer.text()).toContain(`xlink:href="${service.url}/wms?"`);
    });
  });

  describe('GetMap', () => {
    const corners = z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() });

    test('the square lies where it should in every system of both versions', async () => {
      for (const crs of systems) {
        const [row] = await service.service.database.query(sql`
          select st_xmin(g) as west, st_ymin(g) as south, st_xmax(g) as east, st_ymax(g) as north
          from (select st_transform(geom, ${crs.srid}::int) as g from public.detaljplaner limit 1) s`);
        const { west, south, east, north } = corners.parse(row);
        const [x, y] = [(east - west) / 2, (north - south) / 2];
        const [left, bottom, right, top] = [west - x, south - y, east + x, north + y];
        const name = crs === crs84 ? 'CRS:84' : `EPSG:${crs.srid}`;
        const turned = [bottom, left, top, right].join();
        const straight = [left, bottom, right, top].join();
        for (const version of [
          { VERSION: '1.3.0', CRS: name, BBOX: crs.flipped ? turned : straight },
          { VERSION: '1.1.1', CRS: '', SRS: name, BBOX: straight },
        ]) {
          const box = drawnBox(await bytesOf(version));
          // With half the width of its edge.
          for (const [index, edge] of [50, 50, 149, 149].entries()) {
            expect(Math.abs((box[index] ?? 0) - edge), `${name} ${version.VERSION}`).toBeLessThan(4);
          }
        }
      }
    });

    test('names of parameters in any case; what clients add is passed over', async () => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries({ ...mapAround, TILED: 'true', ELEVATION: '3' })) {
        query.set(name.toLowerCase(), value);
      }
      const answer = await service.get(`/wms?${query}`);
      expect(answer.headers.get('content-type')).toBe('image/png');
    });

    test('comes as what was asked for', async () => {
      for (const [format, type, start] of [
        ['image/png', 'image/png', '89504e47'],
        ['image/png; mode=8bit', 'image/png', '89504e47'],
        ['image/jpeg', 'image/jpeg', 'ffd8ff'],
        ['image/webp', 'image/webp', '52494646'],
        ['application/pdf', 'application/pdf', '25504446'],
        ['image/svg+xml', 'image/svg+xml', '3c3f786d'],
      ] as const) {
        const answer = await ask({ FORMAT: format });
        expect(answer.headers.get('content-type')).toContain(type);
        expect(Buffer.from(await answer.arrayBuffer()).toString('hex', 0, 8)).toContain(start);
      }
      const indexed = Buffer.from(await (await ask({ FORMAT: 'image/png8' })).arrayBuffer());
      expect(indexed[25]).toBe(3);
    });

    test('is white below where nobody says otherwise, of the colour that is said, or transparent', async () => {
      const corner = async (changed: Parameters) => {
        const { data } = PNG.sync.read(Buffer.from(await (await ask(changed)).arrayBuffer()));
        return [...data.subarray(0, 4)];
      };
      expect(await corner({})).toEqual([255, 255, 255, 255]);
      expect(await corner({ BGCOLOR: '0x102030' })).toEqual([16, 32, 48, 255]);
      expect(await corner({ TRANSPARENT: 'true' })).toEqual([0, 0, 0, 0]);
    });

    test('is kept until something in it changes', async () => {
      const first = await ask({ LAYERS: 'byggnader' });
      const tag = first.headers.get('etag') ?? '';
      expect(first.headers.get('cache-control')).toBe('public, max-age=10');
      const query = new URLSearchParams({ ...mapAround, LAYERS: 'byggnader' });
      const again = await service.get(`/wms?${query}`, { headers: { 'If-None-Match': tag } });
      expect(again.status).toBe(304);
      await service.service.database.query(raw(`insert into public.byggnader (id, geom) values ('b1', ${place})`));
      await service.heard();
      const changed = await service.get(`/wms?${query}`, { headers: { 'If-None-Match': tag } });
      expect(changed.status).toBe(200);
      expect(changed.headers.get('etag')).not.toBe(tag);
    });

    test('styles look otherwise, and twice the dots make lines twice as wide', async () => {
      const pictures = await Promise.all(['light', 'dark', 'grey'].map((STYLES) => bytesOf({ STYLES })));
      expect(new Set(pictures.map((bytes) => bytes.toString('hex'))).size).toBe(3);
      const edge = async (changed: Parameters) => {
        const { width, data } = PNG.sync.read(await bytesOf({ CQL_FILTER: "status = 'laga kraft'", ...changed }));
        const row = Array.from({ length: width }, (_, x) => data[4 * ((width / 2) * width + x) + 3] ?? 0);
        return row.filter((alpha) => alpha > 150).length;
      };
      const plain = await edge({ WIDTH: '400', HEIGHT: '400' });
      const fine = await edge({ WIDTH: '400', HEIGHT: '400', FORMAT_OPTIONS: 'dpi:180' });
      expect(fine).toBeGreaterThan(1.5 * plain);
    });

    test('a filter for each layer, as GeoServer’s clients write it', async () => {
      const isDrawn = async (CQL_FILTER: string, LAYERS = 'detaljplaner') =>
        drawnBox(await bytesOf({ CQL_FILTER, LAYERS }))[2] >= 0;
      expect(await isDrawn("beteckning LIKE 'DPL%'")).toBe(true);
      expect(await isDrawn("beteckning ILIKE 'dpl 1'")).toBe(true);
      expect(await isDrawn("status IN ('laga kraft', 'a;b')")).toBe(true);
      expect(await isDrawn("beteckning = 'DPL 2'")).toBe(false);
      expect(await isDrawn('INTERSECTS(geom, POINT(617050 6613050))')).toBe(true);
      expect(await isDrawn('INTERSECTS(geom, POINT(6613050 617050))')).toBe(false);
      expect(await isDrawn('INCLUDE;EXCLUDE', 'detaljplaner,vagar')).toBe(true);
      expect(await isDrawn('EXCLUDE', 'amne.detaljplaner')).toBe(false);
    });

    test('each year of a forecast has its colour, the nearest where there is none', async () => {
      const picture = (TIME: string) => bytesOf({ LAYERS: 'prognosomraden', TIME });
      const [first, last] = [await picture('2025'), await picture('2045-01-01')];
      expect(first.equals(last)).toBe(false);
      expect(last.equals(await picture('2050'))).toBe(true);
      const count = await bytesOf({ LAYERS: 'prognosomraden', STYLES: 'light.antal' });
      expect(count.equals(await bytesOf({ LAYERS: 'prognosomraden' }))).toBe(false);
    });
  });

  describe('GetFeatureInfo', () => {
    const question = { REQUEST: 'GetFeatureInfo', FEATURE_COUNT: '10', I: '100', J: '100' };
    const collection = z.looseObject({
      features: z.array(z.looseObject({ id: z.string(), properties: z.record(z.string(), z.unknown()) })),
    });
    const found = async (changed: Parameters) => {
      const layers = changed.LAYERS ?? 'detaljplaner';
      const answer = await ask({ ...question, QUERY_LAYERS: layers, INFO_FORMAT: 'application/json', ...changed });
      return collection.parse(await answer.json()).features;
    };

    test('tells what the map shows at a point, and nothing that is not public', async () => {
      const LAYERS = 'amne.detaljplaner,exploateringsomraden,prognosomraden';
      const features = await found({ LAYERS });
      expect(features.map(({ properties }) => properties.namn)).toEqual(['Kvadraten <b>', 'Öppet projekt', 'Visat']);
      expect(features[0]?.id).toBe('detaljplaner.11111111-1111-4111-8111-111111111111');
      expect(features[1]?.properties).not.toHaveProperty('synlighet');
      expect(await found({ LAYERS, FEATURE_COUNT: '1' })).toHaveLength(1);
      expect(await found({ I: '20' })).toEqual([]);
    });

    test('at every scale, filtered as the map is, by row and column of either version', async () => {
      expect(await found({ LAYERS: 'planbestammelser,detaljplaner', QUERY_LAYERS: 'detaljplaner' })).toHaveLength(1);
      expect(await found({ CQL_FILTER: "beteckning = 'DPL 2'" })).toEqual([]);
      const older = { VERSION: '1.1.1', CRS: '', SRS: 'EPSG:3006', BBOX: '616950,6612950,617150,6613150' };
      expect(await found({ ...older, X: '60', Y: '140', I: '', J: '' })).toHaveLength(1);
      expect(await found({ ...older, X: '40', Y: '140', I: '', J: '' })).toEqual([]);
      const far = { BBOX: '6600000,600000,6630000,630000', I: '114', J: '112' };
      expect(await found({ LAYERS: 'vagar', ...far })).toHaveLength(1);
    });

    test('is near a line within a few pixels', async () => {
      const box = { BBOX: '6613050,616950,6613250,617150', LAYERS: 'vagar' };
      expect(await found({ ...box, J: '103' })).toHaveLength(1);
      expect(await found({ ...box, J: '110' })).toEqual([]);
      expect(await found({ ...box, J: '110', BUFFER: '15' })).toHaveLength(1);
    });

    test('comes as a page, as text and as GML', async () => {
      const text = async (INFO_FORMAT: string) =>
        (await ask({ ...question, QUERY_LAYERS: 'detaljplaner', INFO_FORMAT })).text();
      const framed = await ask({ ...question, QUERY_LAYERS: 'detaljplaner', INFO_FORMAT: 'text/html' });
      expect(framed.headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors \*/);
      expect(framed.headers.get('x-frame-options')).toBeNull();
      const page = await framed.text();
      expect(page).toContain('Kvadraten &lt;b&gt;');
      expect(page).toContain('href="https://example.org/plan"');
      expect(await text('text/plain')).toMatch(/Detaljplaner: .*Kvadraten <b>[\s\S]*Planstatus: Laga kraft/);
      expect(await text('application/vnd.ogc.gml')).toMatch(
        /<detaljplaner_feature>\s*<gml:boundedBy><gml:Box srsName="EPSG:3006"><gml:coordinates>617000,6613000 617100,6613100/,
      );
      expect(await text('application/gml+xml; version=3.2')).toMatch(/<gml:posList>6613\d{3} 617\d{3}/);
      const both = { ...question, LAYERS: 'detaljplaner,prognosomraden', QUERY_LAYERS: 'detaljplaner,prognosomraden' };
      const many = await (await ask({ ...both, INFO_FORMAT: 'application/gml+xml; version=3.2' })).text();
      expect(many.match(/<wfs:member>/g)).toHaveLength(2);
      expect(many.match(/<\?xml/g)).toHaveLength(1);
    });
  });

  describe('GetLegendGraphic and DescribeLayer', () => {
    const legend = (changed: Parameters) =>
      service.get(`/wms?${new URLSearchParams({ SERVICE: 'WMS', REQUEST: 'GetLegendGraphic', ...changed })}`);

    test('a legend is as large as capabilities say, and says what the map draws at a scale', async () => {
      const document = await (await service.get('/wms')).text();
      const [, width, height, href = ''] =
        /<LegendURL width="(\d+)" height="(\d+)">.*?href="([^"]*LAYER=detaljplaner&amp;[^"]*)"/.exec(document) ?? [];
      const answer = await fetch(href.replaceAll('&amp;', '&'));
      const picture = PNG.sync.read(Buffer.from(await answer.arrayBuffer()));
      expect([picture.width, picture.height]).toEqual([Number(width), Number(height)]);
      const shape = z.looseObject({
        Legend: z.array(z.looseObject({ rules: z.array(z.looseObject({ title: z.string() })) })),
      });
      const json = async (changed: Parameters) =>
        shape.parse(await (await legend({ FORMAT: 'application/json', ...changed })).json()).Legend;
      const rules = (await json({ LAYER: 'detaljplaner' }))[0]?.rules.map(({ title }) => title) ?? [];
      expect(rules).toContainEqual(expect.stringMatching(/^Laga kraft/));
      expect(rules).not.toContainEqual(expect.stringMatching(/^Upphävd/));
      expect(await json({ LAYER: 'planbestammelser', SCALE: '200000' })).toEqual([]);
      expect((await json({ LAYER: 'prognosomraden', LANGUAGE: 'en' }))[0]?.rules.length).toBeGreaterThan(1);
    });

    test('the features behind a layer are in the OGC API', async () => {
      const { text } = await told({ REQUEST: 'DescribeLayer', LAYERS: 'amne.detaljplaner' });
      expect(text).toContain('/geodata/v1/collections/planbestammelser/items');
    });
  });

  describe('what is wrong', () => {
    const question = { REQUEST: 'GetFeatureInfo', QUERY_LAYERS: 'detaljplaner', I: '1', J: '1' };
    test.each<[string, Parameters]>([
      ['InvalidFormat', { FORMAT: 'image/gif' }],
      ['InvalidCRS', { CRS: 'EPSG:99999999999' }],
      ['InvalidSRS', { VERSION: '1.1.1', CRS: '', SRS: 'EPSG:1' }],
      ['LayerNotDefined', { LAYERS: 'detaljplaner,finns-inte' }],
      ['LayerNotDefined', { ...question, QUERY_LAYERS: 'vagar' }],
      ['LayerNotQueryable', { ...question, LAYERS: 'bakgrund', QUERY_LAYERS: 'bakgrund' }],
      ['StyleNotDefined', { STYLES: 'rosa' }],
      ['StyleNotDefined', { LAYERS: 'detaljplaner,vagar', STYLES: 'light,dark' }],
      ['InvalidPoint', { ...question, I: '200' }],
      ['InvalidFormat', { ...question, INFO_FORMAT: 'image/png' }],
      ['InvalidDimensionValue', { LAYERS: 'prognosomraden', TIME: 'i morgon' }],
      ['OperationNotSupported', { REQUEST: 'GetTile' }],
      ['OperationNotSupported', { SERVICE: 'WFS' }],
      ['MissingParameterValue', { REQUEST: '' }],
      ['MissingParameterValue', { BBOX: '' }],
      ['InvalidParameterValue', { BBOX: '1,1,1,1' }],
      ['InvalidParameterValue', { BBOX: '6613150,616950,6612950,617150' }],
      ['InvalidParameterValue', { BBOX: 'NaN,0,1,1' }],
      ['InvalidParameterValue', { BBOX: '-1e308,-1e308,1e308,1e308' }],
      ['InvalidParameterValue', { WIDTH: '10000', HEIGHT: '10000' }],
      ['InvalidParameterValue', { WIDTH: '0' }],
      ['InvalidParameterValue', { LAYERS: Array(200).fill('detaljplaner').join() }],
      ['InvalidParameterValue', { CQL_FILTER: 'namn = =' }],
      ['InvalidParameterValue', { CQL_FILTER: `namn = '${'a'.repeat(9_900)}` }],
      ['InvalidParameterValue', { CQL_FILTER: "namn = '\0'" }],
      ['InvalidParameterValue', { CQL_FILTER: 'synlighet = 1' }],
      ['InvalidParameterValue', { CQL_FILTER: 'INCLUDE;INCLUDE' }],
      ['InvalidParameterValue', { BGCOLOR: 'rött' }],
      ['LayerNotDefined', { LAYERS: 'a\u0000\u0007<x>' }],
      ['LayerNotDefined', { LAYERS: 'a'.repeat(10_000) }],
    ])('%s: %j', async (code, changed) => {
      const fault = await told(changed);
      expect(fault).toMatchObject({ status: 200, code });
      // Neither what XML cannot hold, nor all that somebody wrote.
      expect(fault.text).not.toMatch(/(?![\n\t])\p{Cc}/u);
      expect(fault.text.length).toBeLessThan(2_000);
    });

    test('is told in the form that was asked for', async () => {
      const of = async (EXCEPTIONS: string, more: Parameters = {}) => {
        const answer = await ask({ LAYERS: 'finns-inte', EXCEPTIONS, ...more });
        expect(answer.headers.get('cache-control')).toBe('no-store');
        return { type: answer.headers.get('content-type'), body: Buffer.from(await answer.arrayBuffer()) };
      };
      expect((await of('XML')).type).toBe('text/xml; charset=utf-8');
      const older = await of('application/vnd.ogc.se_xml', { VERSION: '1.1.1' });
      expect(older.type).toBe('application/vnd.ogc.se_xml; charset=utf-8');
      const image = await of('INIMAGE');
      const blank = await of('application/vnd.ogc.se_blank', { TRANSPARENT: 'TRUE' });
      expect([image.type, blank.type]).toEqual(['image/png', 'image/png']);
      const { width, height } = PNG.sync.read(image.body);
      expect([width, height]).toEqual([200, 200]);
      expect(drawnBox(blank.body)[2]).toBe(-1);
      expect(image.body.equals((await of('BLANK')).body)).toBe(false);
      const json = z.looseObject({ exceptions: z.array(z.looseObject({ code: z.string() })) });
      expect(json.parse(JSON.parse(String((await of('JSON')).body))).exceptions[0]?.code).toBe('LayerNotDefined');
    });

    test('places far away, very small and very wide are pictures of little', async () => {
      for (const changed of [
        { WIDTH: '1', HEIGHT: '1' },
        { CRS: 'EPSG:4326', BBOX: '-60,-170,-50,-160' },
        { CRS: 'CRS:84', BBOX: '-180,-90,180,90' },
        { BBOX: '-1e300,-1e300,1e300,1e300' },
        { BBOX: '6613000,617000,6613000.0000001,617000.0000001' },
        { BBOX: '6612950,616950,6613150,617150', WIDTH: '400', HEIGHT: '20' },
      ]) {
        const picture = PNG.sync.read(await bytesOf({ LAYERS: 'bakgrund,detaljplaner,prognosomraden', ...changed }));
        expect(picture.width).toBe(Number(changed.WIDTH ?? 200));
      }
    });
  });
});
