import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Layer } from '../../server/geometry/layers.ts';
import { matrixSetNamed } from '../../server/tiles/query.ts';
import { columnAt, rowAt } from '../../server/tiles/tile-grid.ts';
import { nearestZoom, type TileCoordinates, tileWidth } from '../../server/tiles/tile-matrix-sets.ts';
import { plainBytes } from '../../server/tiles/tiles.ts';
import { apart } from '../setup/apart.ts';
import { eachDatabase } from '../setup/databases.ts';
import { type DecodedFeature, decodeTile } from '../setup/decode.ts';
import { encodeByGeojsonVt } from '../setup/geojson-vt.ts';
import { invalidRings } from '../setup/rings.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { encodeByPostgis } from '../setup/st-asmvt.ts';

/** One pixel of a tile drawn 512 pixels wide. */
const pixel = 8;

/** Tiles from the whole municipality down to a street corner of the example town, and their neighbours. */
const town = { longitude: 17.078, latitude: 59.636, east: 617_200, north: 6_612_900 };
const neighbours = [
  [0, 0],
  [1, 0],
  [0, 1],
  [-1, -1],
] as const;
const mercator: TileCoordinates[] = [0, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22].flatMap((z) => {
  const x = Math.floor(columnAt(town.longitude, z));
  const y = Math.floor(rowAt(town.latitude, z));
  return (z >= 9 ? neighbours : neighbours.slice(0, 1)).map(([dx, dy]) => ({ z, x: x + dx, y: y + dy }));
});
const matrixSet = matrixSetNamed('SWEREF99TM_LM');
const sweref: TileCoordinates[] = [3, 5, 7, 8, 9, 10, 11, 13].map((z) => {
  const width = matrixSet ? tileWidth(matrixSet, z) : 1;
  const [x, y] = [(town.east + 1_200_000) / width, (8_500_000 - town.north) / width].map(Math.floor);
  return { ...(matrixSet ? { matrixSet } : {}), z, x: x ?? 0, y: y ?? 0 };
});

const names = [
  'detaljplaner',
  'planbestammelser',
  'exploateringsomraden',
  'prognosomraden',
  'kommungrans',
  'tatorter',
  'marktacke',
  'vagar',
  'byggnader',
  'detaljplaner.points',
  'planbestammelser.points',
];

/** All rows: no encoder leaves any out. */
const all = 100_000;

eachDatabase('our encoder against somebody else’s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, { EXAMPLE_SCALE: '1', TILE_BUDGET_KB: '10000' });
  });
  afterAll(() => service?.stop());

  const theirs = (layer: Layer, tile: TileCoordinates) =>
    (kind === 'postgis' ? encodeByPostgis : encodeByGeojsonVt)(service.service.database, layer, tile, all);

  test.each(names)(
    '%s: the same ids and attributes, geometry within a pixel, rings as they should be',
    async (name) => {
      const layer = service.service.published.layer(name);
      const { minzoom = 0 } = layer.definition.tiles ?? {};
      let compared = 0;
      for (const tile of [...mercator, ...sweref]) {
        const address = `${tile.matrixSet?.id ?? ''} ${tile.z}/${tile.x}/${tile.y}`;
        const made = decodeTile(plainBytes(await service.service.tiles.get([layer], tile)))[name] ?? [];
        const expected = decodeTile(await theirs(layer, tile))[name] ?? [];
        const ours = made.filter(isInOrClear(expected));
        const others = expected.filter(isInOrClear(made));
        const facts = (features: DecodedFeature[]) =>
          features.map(({ id, type, properties }) => ({ id, type, properties }));
        expect(facts(ours), address).toEqual(facts(others));
        for (const [index, feature] of ours.entries()) {
          const other = others[index];
          // Below its least zoom nobody draws a dataset: what is there must agree, its outline need not.
          if (other && nearestZoom(tile) >= minzoom)
            expect(apart(feature, other), `${address} ${feature.id}`).toBeLessThanOrEqual(pixel);
          expect(invalidRings(feature), `${address} ${feature.id}`).toEqual([]);
          compared++;
        }
      }
      expect(compared).toBeGreaterThan(0);
    },
  );
});

/**
 * The other encoder has it too, or it reaches further than the outermost units of the buffer: one rounds before it clips
 * there, the other after, and of a sliver one may see nothing.
 */
function isInOrClear(others: readonly DecodedFeature[]) {
  const ids = new Set(others.map(({ id }) => id));
  return ({ id, geometry }: DecodedFeature) =>
    ids.has(id) ||
    [0, 1].every((axis) => {
      const values = geometry.flat().map((point) => point[axis] ?? 0);
      return Math.min(...values) < 4156 && Math.max(...values) > -60;
    });
}
