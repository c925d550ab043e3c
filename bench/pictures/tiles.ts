import { startService } from '../machine.ts';
import type { Result } from '../table.ts';
import { databaseAt, tilesOf } from '../tiles/places.ts';
import { told, waitsOf } from './waits.ts';

/** WMTS tiles of plans that nobody has, one asked for at a time. */
export async function tiles(): Promise<Result[]> {
  const results: Result[] = [];
  const service = await startService({ DATABASE_URL: await databaseAt(1), WORKERS: '1', PICTURE_CACHE_MB: '0' });
  const [first, ...others] = tilesOf([14]);
  if (!first) throw new Error('no tiles');
  for (const [name, suffix, reach] of [
    ['256²', '', 'p95 < 60 ms'],
    ['512²', '@2x', 'p95 < 100 ms'],
  ] as const) {
    const url = ({ z, x, y }: typeof first) =>
      `${service.url}/wmts/amne.detaljplaner/light/WebMercatorQuad/${z}/${y}/${x}${suffix}.png`;
    // Threads start, and the style is compiled, once.
    await waitsOf([first, first, first].map(url));
    const waits = await waitsOf(others.map(url));
    const one = { what: `cold WMTS z14 plans ${name} × 1 (${waits.length} tiles)`, theirs: '', ratio: '', reach };
    results.push({ ...one, ours: told(waits) });
  }
  await service.stop();
  return results;
}
