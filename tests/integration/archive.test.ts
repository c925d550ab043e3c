import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PMTiles, tileIdToZxy, zxyToTileId } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportArchive } from '../../server/archive/export.ts';
import { openArchive } from '../../server/archive/read.ts';
import { writeArchive } from '../../server/archive/write.ts';
import { raw } from '../../server/database/sql.ts';
import { layerSets } from '../../server/tiles/layer-sets.ts';
import { eachDatabase } from '../setup/databases.ts';
import { decodeTile } from '../setup/decode.ts';
import { startTestService, type TestService } from '../setup/service.ts';

const folder = mkdtempSync(join(tmpdir(), 'allmanning-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bytesIn(found: { data: ArrayBuffer } | undefined): Buffer {
  return found ? Buffer.from(found.data) : Buffer.alloc(0);
}

/** The archive as the reference implementation reads it. */
function reference(file: string): PMTiles {
  const bytes = readFileSync(file);
  return new PMTiles({
    getKey: () => file,
    getBytes: async (offset, length) => ({ data: new Uint8Array(bytes.subarray(offset, offset + length)).buffer }),
  });
}

eachDatabase('an exported archive', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(
      raw(`
      insert into public.detaljplaner (objektidentitet, namn, status, geom)
      select gen_random_uuid(), 'Plan ' || n, 'laga kraft',
        st_multi(st_makeenvelope(616000 + 300 * n, 6612000, 616200 + 300 * n, 6612200, 3006))
      from generate_series(1, 12) n;
      insert into public.vagar (id, klass, geom)
      values ('v', 'huvudgata', st_multi(st_geomfromtext('LINESTRING(616000 6612000, 620000 6616000)', 3006)))`),
    );
  });
  afterAll(() => service?.stop());

  test('has the server’s own tiles, and says where and what they are', async () => {
    const file = join(folder, `${kind}.pmtiles`);
    const count = await exportArchive(service.service, layerSets(service.service), 'vagar,detaljplaner', file, 13);
    const archive = reference(file);
    const header = await archive.getHeader();
    expect(header).toMatchObject({
      specVersion: 3,
      minZoom: 0,
      maxZoom: 13,
      tileType: 1,
      tileCompression: 2,
      clustered: true,
    });
    expect(header.numAddressedTiles).toBe(count);
    expect(header.minLon).toBeCloseTo(17.05, 1);
    expect(await archive.getMetadata()).toMatchObject({
      vector_layers: [{ id: 'detaljplaner' }, { id: 'vagar' }],
      attribution: expect.stringContaining('Enköping'),
    });
    for (const [z, x, y] of [
      [0, 0, 0],
      [9, 280, 149],
      [13, 4484, 2396],
    ] as const) {
      const there = await archive.getZxy(z, x, y);
      const here = await (await service.get(`/tiles/detaljplaner,vagar/${z}/${x}/${y}.mvt`)).arrayBuffer();
      expect(bytesIn(there).equals(Buffer.from(here)), `${z}/${x}/${y}`).toBe(true);
      if (z < 13)
        expect(Object.keys(decodeTile(new Uint8Array(here)))).toEqual(
          ['detaljplaner', 'vagar'].slice(0, z === 0 ? 1 : 2),
        );
    }
    expect(await archive.getZxy(13, 0, 0)).toBeUndefined();
  });

  test('one feature with one corner far away is refused by name, and not made millions of tiles of', async () => {
    const { database } = service.service;
    await database.query(
      raw(`insert into public.byggnader (id, typ, geom) values ('snett', 'bostad', st_multi(st_geomfromtext(
        'POLYGON((617000 6613000, 617100 6613000, 2600000 3600000, 617000 6613000))', 3006)))`),
    );
    const file = join(folder, `${kind}-snett.pmtiles`);
    await expect(exportArchive(service.service, layerSets(service.service), 'byggnader', file, 14)).rejects.toThrow(
      'archive-too-large',
    );
    expect(existsSync(file)).toBe(false);
    await database.query(raw('delete from public.byggnader'));
  });

  test('nothing to write is told, an unknown dataset is an error', async () => {
    const find = layerSets(service.service);
    const file = join(folder, 'inget.pmtiles');
    expect(await exportArchive(service.service, find, 'tatorter', file, 5)).toBeUndefined();
    await expect(exportArchive(service.service, find, 'finns_inte', file, 5)).rejects.toThrow('no-such-dataset');
  });
});

describe('a large archive', () => {
  test('has leaf directories, runs of equal tiles, and every tile in its place', async () => {
    const file = join(folder, 'stor.pmtiles');
    const first = zxyToTileId(12, 0, 0);
    const bytesOf = (index: number) =>
      Buffer.from(index % 7 < 3 ? 'samma' : `platta ${index} ${hash(index).slice(0, index % 60)}`);
    // Lengths that nothing compresses, so that one directory is not enough.
    const hash = (index: number) => createHash('sha512').update(String(index)).digest('hex');
    async function* tiles() {
      for (let index = 0; index < 60_000; index++) {
        const [z, x, y] = tileIdToZxy(first + index);
        yield { tile: { z, x, y }, gzip: gzipSync(bytesOf(index), { level: 1 }) };
      }
    }
    const facts = {
      metadata: { versions: {} },
      minzoom: 12,
      maxzoom: 12,
      bounds: [16, 59, 18, 60] as [number, number, number, number],
    };
    expect(await writeArchive(file, tiles(), facts)).toBe(60_000);
    const header = await reference(file).getHeader();
    expect(header.leafDirectoryLength).toBeGreaterThan(0);
    expect(header.rootDirectoryLength).toBeLessThan(16_384 - 127);
    expect(header.numTileEntries).toBeLessThan(60_000);
    const archive = reference(file);
    for (const index of [0, 1, 2, 3, 4_095, 4_096, 30_001, 59_999]) {
      const [z, x, y] = tileIdToZxy(first + index);
      const found = await archive.getZxy(z, x, y);
      expect(bytesIn(found).toString(), `${index}`).toBe(bytesOf(index).toString());
    }
  });

  test('a file that is no archive is refused, and none is none', async () => {
    const file = join(folder, 'trasig.pmtiles');
    writeFileSync(file, 'PMTiles men inte mer');
    await expect(openArchive(file)).rejects.toThrow();
    expect(await openArchive(join(folder, 'finns_inte.pmtiles'))).toBeUndefined();
  });
});
