import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { columnAt, rowAt } from '../../server/tiles/tile-grid.ts';
import { apart } from '../setup/apart.ts';
import { decodeTile } from '../setup/decode.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { tileJsonShape } from '../setup/shapes.ts';

/** One pixel of a tile drawn 512 pixels wide. */
const pixel = 8;

/** Tiles from the whole municipality down to a street corner of the example town, and one at the municipality's edge. */
const town = { longitude: 17.078, latitude: 59.636 };
const addresses = [0, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22].flatMap((z) => {
  const x = Math.floor(columnAt(town.longitude, z));
  const y = Math.floor(rowAt(town.latitude, z));
  const neighbours =
    z >= 9
      ? [
          [0, 0],
          [1, 0],
          [0, 1],
          [-1, -1],
        ]
      : [[0, 0]];
  return neighbours.map(([dx = 0, dy = 0]) => `${z}/${x + dx}/${y + dy}`);
});

describe.skipIf(inject('postgisUrl') === null)('two encoders, one truth', () => {
  let embedded: TestService;
  let postgis: TestService;
  beforeAll(async () => {
    // Nothing is left out: the bytes of the two, and so what fits, may differ.
    const settings = { EXAMPLE_SCALE: '1', TILE_BUDGET_KB: '10000' };
    [embedded, postgis] = await Promise.all([
      startTestService('embedded', settings),
      startTestService('postgis', settings),
    ]);
  });
  afterAll(async () => {
    await Promise.all([embedded?.stop(), postgis?.stop()]);
  });

  const datasets = [
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
  test.each(datasets)('%s: the same ids and attributes, geometry within a pixel', async (dataset) => {
    let compared = 0;
    // Below its least zoom nobody draws a dataset: what is there must agree, its outline need not.
    // A name's point is where each GEOS finds room on the area (3.11 and 3.14 choose differently): on it, not the same.
    const { minzoom } = await embedded.json(`/tiles/${dataset}.json`, tileJsonShape);
    const isDrawn = (address: string) => !dataset.endsWith('.points') && Number.parseInt(address, 10) >= minzoom;
    for (const address of addresses) {
      const [here, there] = await Promise.all(
        [embedded, postgis].map(async ({ get }) => {
          const response = await get(`/tiles/${dataset}/${address}.mvt`, { headers: { Connection: 'close' } });
          expect([200, 204], address).toContain(response.status);
          return decodeTile(new Uint8Array(await response.arrayBuffer()));
        }),
      );
      expect(Object.keys(here ?? {}), address).toEqual(Object.keys(there ?? {}));
      const ours = here?.[dataset] ?? [];
      const theirs = there?.[dataset] ?? [];
      expect(
        ours.map(({ id, type, properties }) => ({ id, type, properties })),
        address,
      ).toEqual(theirs.map(({ id, type, properties }) => ({ id, type, properties })));
      ours.forEach((feature, index) => {
        const twin = theirs[index];
        if (twin && isDrawn(address))
          expect(apart(feature, twin), `${address} ${feature.id}`).toBeLessThanOrEqual(pixel);
        compared++;
      });
    }
    expect(compared).toBeGreaterThan(0);
  });
});
