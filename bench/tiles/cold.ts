import pg from 'pg';
import { type Sql, textOf } from '../../server/database/sql.ts';
import { loadRegistry } from '../../server/datasets/registry.ts';
import { hasGeometry } from '../../server/geometry/derived.ts';
import type { Layer } from '../../server/geometry/layers.ts';
import { tileQuery } from '../../tests/setup/st-asmvt.ts';
import { pgbench, startService, wrk } from '../machine.ts';
import { compared, inTurns, percentile, type Result } from '../table.ts';
import { databaseAt, listFor, rangeOf, tilesOf, versionOf } from './places.ts';

const layers = ['detaljplaner', 'planbestammelser'];
const closeZooms = [12, 13, 14, 15, 16];
const seconds = 8;

/** Distinct tiles that nobody has, against the database alone running the same SQL over the same tiles. */
export async function coldClose(): Promise<Result[]> {
  const results: Result[] = [];
  for (const scale of [10, 100] as const) {
    const databaseUrl = await databaseAt(scale);
    const service = await startService({ DATABASE_URL: databaseUrl, WORKERS: '1', TILE_CACHE_MB: '0' });
    for (const name of layers) {
      const list = await listFor(service.url, [name], closeZooms);
      const ask = async () => (await wrk(service.url, { connections: 10, seconds, list })).perSecond;
      await ask();
      const rates = await inTurns(3, ask, () => pgbench(databaseUrl, scripts(name), seconds));
      results.push(compared(`cold z12–16 ${name} × ${scale} : pgbench`, rates, '≥ 0.55'));
    }
    await service.stop();
  }
  return results;
}

function layerNamed(name: string): Layer {
  const definition = loadRegistry('/none').definitions.find(({ id }) => id === name);
  if (!definition || !hasGeometry(definition)) throw new Error(`No dataset ${name}`);
  return { definition, derived: 'kept', shape: 'whole', tracked: true };
}

/** A script for each zoom, which takes a tile of the town at random, as often as the zoom has tiles. */
function scripts(name: string): { sql: string; weight: number }[] {
  const [x, y] = [-11, -22];
  return closeZooms.map((z) => {
    const { west, east, north, south } = rangeOf(z);
    const sql = written(tileQuery(layerNamed(name), { z, x, y }, 2_084), (value) =>
      value === x ? ':x' : value === y ? ':y' : undefined,
    );
    return {
      sql: `\\set x random(${west}, ${east})\n\\set y random(${north}, ${south})\n${sql.replaceAll('\n', ' ')};\n`,
      weight: (east - west + 1) * (south - north + 1),
    };
  });
}

/** The statement as text, with its values in place. */
function written(query: Sql, standIn: (value: unknown) => string | undefined): string {
  return query.values.reduce<string>((text, value, index) => {
    const constant = Array.isArray(value) ? `array[${value.map((one) => `'${one}'`).join(', ')}]` : String(value);
    return text.replace(new RegExp(`\\$${index + 1}(?!\\d)`), () => standIn(value) ?? constant);
  }, textOf(query));
}

/** From afar, with more in each tile than fits: how long, how large, and against the geometry as it was drawn. */
export async function coldFar(): Promise<Result[]> {
  const databaseUrl = await databaseAt(100);
  const service = await startService({ DATABASE_URL: databaseUrl, WORKERS: '1', TILE_CACHE_MB: '0' });
  const version = await versionOf(service.url, 'detaljplaner');
  const tiles = tilesOf([8, 9, 10, 11]);
  const waits: number[] = [];
  let largest = 0;
  for (let round = 0; round < 6; round++) {
    for (const { z, x, y } of tiles) {
      const began = performance.now();
      const answer = await fetch(`${service.url}/tiles/detaljplaner/${z}/${x}/${y}.mvt${version}`);
      await answer.arrayBuffer();
      // The first round reads tables into memory and plans.
      if (round > 0) waits.push(performance.now() - began);
      largest = Math.max(largest, Number(answer.headers.get('content-length')));
    }
  }
  await service.stop();
  const full = await fromFullGeometry(databaseUrl, tiles);
  const mine = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  return [
    {
      what: 'cold z8–11 × 100, p95',
      ours: `${percentile(waits, 0.95).toFixed(0)} ms, ${Math.round(largest / 1000)} kB at most`,
      theirs: '',
      ratio: '',
      reach: '< 80 ms, ≤ 150 kB',
    },
    {
      what: 'the same : full geometry, all features',
      ours: `${mine.toFixed(0)} ms`,
      theirs: `${full.toFixed(0)} ms`,
      ratio: `${(full / mine).toFixed(1)} times`,
      reach: '≥ 10 times',
    },
  ];
}

/** Milliseconds a tile takes when nothing is generalised or left out: transformed and clipped as it is stored. */
async function fromFullGeometry(databaseUrl: string, tiles: readonly { z: number; x: number; y: number }[]) {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c jit=off' });
  await client.connect();
  const began = performance.now();
  for (const { z, x, y } of tiles) {
    await client.query(
      `with tile as (select st_tileenvelope($1, $2, $3) as box)
       select st_asmvt(f, 'detaljplaner') from (
         select st_asmvtgeom(st_transform(t.geom, 3857), tile.box, 4096, 64, true) as geometry,
           t.objektidentitet::text, t.beteckning, t.namn, t.status, t.typ, t.exempel
         from public.detaljplaner t, tile where t.geom && st_transform(tile.box, 3006)) f`,
      [z, x, y],
    );
  }
  await client.end();
  return (performance.now() - began) / tiles.length;
}
