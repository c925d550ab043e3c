import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { columnAt, rowAt } from '../../server/tiles/tile-grid.ts';
import { tileJsonShape } from '../../tests/setup/shapes.ts';
import { folder, startPostgres, startService } from '../machine.ts';

/** Databases with example data at the scales that the cases ask for, made once each. */

let makeUrl: ((database: string) => string) | undefined;
const made = new Map<number, string>();

export async function databaseAt(scale: 1 | 10 | 100): Promise<string> {
  const known = made.get(scale);
  if (known) return known;
  makeUrl ??= startPostgres();
  const url = makeUrl(`scale_${scale}`);
  console.error(`  example data × ${scale} …`);
  const service = await startService({ DATABASE_URL: url, EXAMPLE_SCALE: String(scale), WORKERS: '1' });
  await service.stop();
  made.set(scale, url);
  return url;
}

/** The example town and its nearest land: west, south, east, north. */
const town = [17.0, 59.6, 17.16, 59.68] as const;

/** Columns and rows of a zoom over the town. */
export function rangeOf(z: number): { west: number; east: number; north: number; south: number } {
  const [west, south, east, north] = town;
  return {
    west: Math.floor(columnAt(west, z)),
    east: Math.floor(columnAt(east, z)),
    north: Math.floor(rowAt(north, z)),
    south: Math.floor(rowAt(south, z)),
  };
}

/** Every tile of some zooms over the town, in an order that jumps about, the same each time. */
export function tilesOf(zooms: readonly number[]): { z: number; x: number; y: number }[] {
  const tiles: { z: number; x: number; y: number; order: number }[] = [];
  let state = 7;
  for (const z of zooms) {
    const { west, east, north, south } = rangeOf(z);
    for (let x = west; x <= east; x++) {
      for (let y = north; y <= south; y++) {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        tiles.push({ z, x, y, order: state });
      }
    }
  }
  return tiles.sort((a, b) => a.order - b.order);
}

/** The query that makes an address current: `?v=…`. */
export async function versionOf(url: string, layer: string): Promise<string> {
  const { tiles } = tileJsonShape.parse(await (await fetch(`${url}/tiles/${layer}.json`)).json());
  return new URL(tiles[0] ?? '').search;
}

/** A file of paths for wrk. */
export async function listFor(url: string, layers: readonly string[], zooms: readonly number[]): Promise<string> {
  const paths: string[] = [];
  for (const layer of layers) {
    const version = await versionOf(url, layer);
    for (const { z, x, y } of tilesOf(zooms)) paths.push(`/tiles/${layer}/${z}/${x}/${y}.mvt${version}`);
  }
  const file = join(folder, `list-${layers.join('-')}-${zooms.join('-')}`);
  writeFileSync(file, paths.join('\n'));
  return file;
}
