import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { columnAt, rowAt } from '../../server/tiles/tile-grid.ts';
import { eachDatabase } from '../setup/databases.ts';
import { decodeTile } from '../setup/decode.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { linkShape, problemShape, tileJsonShape } from '../setup/shapes.ts';

/** A plan of 400 × 400 m and a project on it. EPSG:3006. */
const rows = raw(`
  insert into public.detaljplaner (objektidentitet, namn, status, geom) values
    ('00000000-0000-4000-8000-000000000001', 'Planen', 'laga kraft',
      st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006)));
  insert into public.exploateringsomraden (namn, skede, synlighet, geom) values
    ('Projektet', 'idé', 'publik', st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006)))`);

/** Required by the schemas of 17-083r4 (tileMatrixSet.json, tileSet.json, geospatialData.json), and what 20-057 adds. */
const tileMatrixSetShape = z.strictObject({
  id: z.string(),
  title: z.string(),
  uri: z.url().optional(),
  wellKnownScaleSet: z.url().optional(),
  crs: z.url(),
  orderedAxes: z.array(z.string()).length(2),
  tileMatrices: z.array(
    z.strictObject({
      id: z.string(),
      scaleDenominator: z.number(),
      cellSize: z.number(),
      cornerOfOrigin: z.literal('topLeft'),
      pointOfOrigin: z.tuple([z.number(), z.number()]),
      tileWidth: z.int(),
      tileHeight: z.int(),
      matrixWidth: z.int(),
      matrixHeight: z.int(),
    }),
  ),
});
const linksShape = z.array(linkShape.extend({ templated: z.literal(true).optional() }));
const boxShape = z.strictObject({
  lowerLeft: z.tuple([z.number(), z.number()]),
  upperRight: z.tuple([z.number(), z.number()]),
  crs: z.url(),
});
const itemShape = z.looseObject({
  dataType: z.literal('vector'),
  crs: z.url(),
  tileMatrixSetId: z.string(),
  tileMatrixSetURI: z.url(),
  tileMatrixSetDefinition: z.url(),
  links: linksShape,
});
const tilesetShape = itemShape.extend({
  tileMatrixSetLimits: z.array(
    z.strictObject({
      tileMatrix: z.string(),
      minTileRow: z.int(),
      maxTileRow: z.int(),
      minTileCol: z.int(),
      maxTileCol: z.int(),
    }),
  ),
  boundingBox: boxShape,
  layers: z.array(
    z.looseObject({
      id: z.string(),
      dataType: z.literal('vector'),
      geometryDimension: z.int().optional(),
      propertiesSchema: z.strictObject({
        type: z.literal('object'),
        properties: z.record(z.string(), z.looseObject({ type: z.string(), title: z.string() })),
      }),
      links: linksShape.min(1),
    }),
  ),
});
const listShape = z.looseObject({ tilesets: z.array(itemShape) });

const relation = (name: string) => `http://www.opengis.net/def/rel/ogc/1.0/${name}`;

/** Row and column in SWEREF99TM_LM, by hand: 4096 m a pixel at 0, 256 pixels a tile. */
const sweref = (level: number, east: number, north: number) => {
  const width = (4096 * 256) / 2 ** level;
  return { row: Math.floor((8_500_000 - north) / width), col: Math.floor((east + 1_200_000) / width) };
};

eachDatabase('OGC API – Tiles', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(rows);
  });
  afterAll(() => service?.stop());

  const pathOf = (href: string) => href.replace(service.url, '');
  const linked = (links: z.infer<typeof linksShape>, rel: string) => {
    const found = links.find((link) => link.rel === rel);
    expect(found?.href, rel).toContain(service.url);
    return { ...found, path: pathOf(found?.href ?? '') };
  };
  const filledIn = (template: string, { level, row, col }: { level: number; row: number; col: number }) =>
    template.replace('{tileMatrix}', `${level}`).replace('{tileRow}', `${row}`).replace('{tileCol}', `${col}`);

  test.each(['/geodata/v1', '/geodata/v1/collections/detaljplaner'])(
    '%s: every link leads somewhere, down to the tiles of each matrix set',
    async (origin) => {
      const { tilesets } = await service.json(`${origin}/tiles`, listShape);
      expect(tilesets.map(({ tileMatrixSetId }) => tileMatrixSetId)).toEqual(['WebMercatorQuad', 'SWEREF99TM_LM']);
      for (const item of tilesets) {
        const self = linked(item.links, 'self').path;
        const tileset = await service.json(self, tilesetShape);
        // The list does not know the version of each.
        const others = item.links.filter(({ rel }) => rel !== 'item');
        expect(tileset).toMatchObject({ ...item, links: expect.arrayContaining(others) });
        expect(linked(tileset.links, 'item').path).toContain(linked(item.links, 'item').path);
        const scheme = linked(tileset.links, relation('tiling-scheme')).path;
        expect(tileset.tileMatrixSetDefinition).toBe(service.url + scheme);
        const matrixSet = await service.json(scheme, tileMatrixSetShape);
        expect([matrixSet.crs, matrixSet.uri]).toEqual([tileset.crs, tileset.tileMatrixSetURI]);
        expect(self).toBe(`${origin}/tiles/${matrixSet.id}`);
        expect(tileset.tileMatrixSetLimits[0]).toEqual({
          tileMatrix: '0',
          minTileRow: matrixSet.id === 'WebMercatorQuad' ? 0 : 1,
          maxTileRow: matrixSet.id === 'WebMercatorQuad' ? 0 : 1,
          minTileCol: matrixSet.id === 'WebMercatorQuad' ? 0 : 1,
          maxTileCol: matrixSet.id === 'WebMercatorQuad' ? 0 : 1,
        });

        const { path, type, templated } = linked(tileset.links, 'item');
        expect([type, templated]).toEqual(['application/vnd.mapbox-vector-tile', true]);
        expect(path).toContain('/{tileMatrix}/{tileRow}/{tileCol}');
        const level = matrixSet.id === 'WebMercatorQuad' ? 14 : 10;
        const place =
          level === 14
            ? { row: Math.floor(rowAt(59.6394, 14)), col: Math.floor(columnAt(17.0731, 14)) }
            : sweref(10, 617_200, 6_613_200);
        // The data are some hundred metres wide: a few tiles, and this one among them.
        const limits = tileset.tileMatrixSetLimits.find(({ tileMatrix }) => tileMatrix === String(level));
        expect(limits?.minTileRow).toBeLessThanOrEqual(place.row);
        expect(limits?.maxTileRow).toBeGreaterThanOrEqual(place.row);
        expect(limits?.minTileCol).toBeLessThanOrEqual(place.col);
        expect(limits?.maxTileCol).toBeGreaterThanOrEqual(place.col);
        expect((limits?.maxTileRow ?? 1e9) - (limits?.minTileRow ?? 0)).toBeLessThan(10);
        const answer = await service.get(filledIn(path, { level, ...place }));
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
        expect(answer.headers.get('cache-control')).toContain('immutable');
        const layers = decodeTile(new Uint8Array(await answer.arrayBuffer()));
        for (const [id, features] of Object.entries(layers)) {
          const described = tileset.layers.find((layer) => layer.id === id)?.propertiesSchema.properties ?? {};
          expect(Object.keys(described)).toEqual(expect.arrayContaining(Object.keys(features[0]?.properties ?? {})));
        }
        expect(Object.keys(layers)).toContain('detaljplaner');
        for (const { links } of tileset.layers) {
          expect((await service.get(linked(links, relation('geodata')).path)).status).toBe(200);
        }
        if (matrixSet.id !== 'WebMercatorQuad') continue;
        const tileJson = await service.json(linked(tileset.links, 'describedby').path, tileJsonShape);
        expect(tileJson.vector_layers.map(({ id }) => id)).toEqual(tileset.layers.map(({ id }) => id));
      }
    },
  );

  test('a tileset says what its features are and where', async () => {
    const { layers, boundingBox } = await service.json(
      '/geodata/v1/collections/detaljplaner/tiles/SWEREF99TM_LM?lang=sv',
      tilesetShape,
    );
    expect(layers).toHaveLength(1);
    expect(layers[0]).toMatchObject({ id: 'detaljplaner', title: 'Detaljplaner', geometryDimension: 2 });
    const { properties } = layers[0]?.propertiesSchema ?? {};
    expect(properties).toMatchObject({ namn: { type: 'string' }, datum_laga_kraft: { format: 'date' } });
    expect(properties).not.toHaveProperty('ngp_objekt');
    expect(boundingBox.crs).toMatch(/CRS84$/);
    expect(boundingBox.lowerLeft[0]).toBeCloseTo(17.07, 1);
    expect(boundingBox.lowerLeft[1]).toBeCloseTo(59.63, 1);
  });

  test('WebMercatorQuad is as OGC registered it', async () => {
    const { tileMatrices, ...set } = await service.json(
      '/geodata/v1/tileMatrixSets/WebMercatorQuad',
      tileMatrixSetShape,
    );
    expect(set).toMatchObject({
      uri: 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad',
      crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
      orderedAxes: ['X', 'Y'],
    });
    expect(tileMatrices).toHaveLength(25);
    const [first] = tileMatrices;
    expect(first?.scaleDenominator).toBeCloseTo(559_082_264.028717, 4);
    expect(first?.cellSize).toBeCloseTo(156_543.033928041, 6);
    expect(first?.pointOfOrigin.map((value) => Math.round(value * 1e6))).toEqual([-20037508342789, 20037508342789]);
    expect(tileMatrices[22]).toMatchObject({ matrixWidth: 4_194_304, matrixHeight: 4_194_304 });
  });

  test('SWEREF99TM_LM has the origin and the scales of Lantmäteriet', async () => {
    const set = await service.json('/geodata/v1/tileMatrixSets/SWEREF99TM_LM', tileMatrixSetShape);
    expect(set.crs).toBe('http://www.opengis.net/def/crs/EPSG/0/3006');
    expect(set.orderedAxes).toEqual(['N', 'E']);
    expect(set.tileMatrices.map(({ cellSize }) => cellSize)).toEqual([
      4096, 2048, 1024, 512, 256, 128, 64, 32, 16, 8, 4, 2, 1, 0.5,
    ]);
    expect(set.tileMatrices.every(({ pointOfOrigin: [north, east] }) => north === 8_500_000 && east === -1_200_000));
    expect(set.tileMatrices[0]).toMatchObject({ matrixWidth: 4, matrixHeight: 4, tileWidth: 256 });
    expect(set.tileMatrices[9]).toMatchObject({ matrixWidth: 1856, matrixHeight: 1856 });
  });

  const shared = new URL('../../../shared/data/tiles/tms_sweref99tm_3006.json', import.meta.url);
  test.skipIf(!existsSync(shared))('… matrix by matrix as in the team’s file', async () => {
    const { id, tileMatrices } = tileMatrixSetShape
      .pick({ id: true, tileMatrices: true })
      .strip()
      .parse(JSON.parse(readFileSync(shared, 'utf8')));
    const ours = await service.json(`/geodata/v1/tileMatrixSets/${id}`, tileMatrixSetShape);
    expect(ours.tileMatrices).toHaveLength(tileMatrices.length);
    tileMatrices.forEach(({ scaleDenominator, ...matrix }, index) => {
      expect(ours.tileMatrices[index]).toMatchObject(matrix);
      expect(ours.tileMatrices[index]?.scaleDenominator).toBeCloseTo(scaleDenominator, 6);
    });
  });

  test('a tile of WebMercatorQuad is the same tile as under /tiles: bytes, tag, cache', async () => {
    const x = Math.floor(columnAt(17.0731, 13));
    const y = Math.floor(rowAt(59.6394, 13));
    for (const [own, standard] of [
      [`detaljplaner/13/${x}/${y}`, `/collections/detaljplaner/tiles/WebMercatorQuad/13/${y}/${x}`],
      [
        `detaljplaner,exploateringsomraden/13/${x}/${y}`,
        `/tiles/WebMercatorQuad/13/${y}/${x}?f=mvt&collections=exploateringsomraden,detaljplaner`,
      ],
    ]) {
      const ours = await service.get(`/tiles/${own}.mvt`);
      const size = service.service.tiles.cache.size;
      const theirs = await service.get(`/geodata/v1${standard}`, {
        headers: { Accept: 'application/vnd.mapbox-vector-tile' },
      });
      expect(theirs.status).toBe(200);
      expect(theirs.headers.get('etag')).toBe(ours.headers.get('etag'));
      expect(theirs.headers.get('cache-status')).toBe('Allmanning; hit');
      expect(service.service.tiles.cache.size).toBe(size);
      const bytes = Buffer.from(await theirs.arrayBuffer());
      expect(bytes.length).toBeGreaterThan(100);
      expect(bytes.equals(Buffer.from(await ours.arrayBuffer()))).toBe(true);
      const again = await service.get(`/geodata/v1${standard}`, {
        headers: { 'If-None-Match': theirs.headers.get('etag') ?? '' },
      });
      expect(again.status).toBe(304);
    }
  });

  test('collections that are selected are named by id or by address, and the tileset says so', async () => {
    const address = `${service.url}/geodata/v1/collections/detaljplaner`;
    const query = `collections=${encodeURIComponent(`${address},exploateringsomraden`)}`;
    const tileset = await service.json(`/geodata/v1/tiles/SWEREF99TM_LM?${query}`, tilesetShape);
    expect(tileset.layers.map(({ id }) => id)).toEqual(['detaljplaner', 'exploateringsomraden']);
    const { path } = linked(tileset.links, 'item');
    const answer = await service.get(filledIn(path, { level: 9, ...sweref(9, 617_200, 6_613_200) }));
    expect(answer.status).toBe(200);
    const layers = decodeTile(new Uint8Array(await answer.arrayBuffer()));
    expect(Object.keys(layers)).toEqual(['detaljplaner', 'exploateringsomraden']);
  });

  test.each([
    ['/collections/detaljplaner/tiles/Mercator', 404, 'no-such-page'],
    ['/tileMatrixSets/Mercator', 404, 'no-such-page'],
    ['/collections/detaljplaner/tiles/Mercator/0/0/0', 404, 'no-such-page'],
    ['/collections/inget/tiles', 404, 'no-such-dataset'],
    ['/collections/detaljplaner,vagar/tiles', 404, 'no-such-dataset'],
    ['/collections/detaljplaner,vagar/tiles/WebMercatorQuad/0/0/0', 404, 'no-such-dataset'],
    ['/collections/befolkningsprognos/tiles', 404, 'no-geometry'],
    ['/collections/befolkningsprognos/tiles/SWEREF99TM_LM', 404, 'no-geometry'],
    ['/collections/befolkningsprognos/tiles/SWEREF99TM_LM/0/0/0', 404, 'no-geometry'],
    ['/tiles/SWEREF99TM_LM?collections=inget', 404, 'no-such-dataset'],
    ['/tiles/SWEREF99TM_LM/14/0/0', 400, 'tile-zoom'],
    ['/tiles/SWEREF99TM_LM/0/4/0', 400, 'tile-outside'],
    ['/tiles/SWEREF99TM_LM/2/0/15', 400, 'tile-outside'],
    ['/tiles/WebMercatorQuad/23/0/0', 400, 'tile-zoom'],
    ['/tiles/WebMercatorQuad/0/0/0?f=png', 400, 'bad-parameter'],
    ['/tiles/WebMercatorQuad?colections=vagar', 400, 'unknown-parameter'],
    ['/collections/detaljplaner/tiles?collections=vagar', 400, 'unknown-parameter'],
  ])('%s is %i %s', async (path, status, code) => {
    const answer = await service.get(`/geodata/v1${path}`);
    expect(answer.status).toBe(status);
    expect(problemShape.parse(await answer.json()).type).toBe(`/problems/${code}`);
  });

  test('a tile without features is 204, at every edge of the matrix set', async () => {
    for (const [level, row, col] of [
      [0, 3, 3],
      [2, 14, 14],
      [13, 0, 0],
      [13, 29_687, 29_687],
    ]) {
      const answer = await service.get(
        `/geodata/v1/collections/detaljplaner/tiles/SWEREF99TM_LM/${level}/${row}/${col}`,
      );
      expect(answer.status, `${level}/${row}/${col}`).toBe(204);
    }
  });
});
