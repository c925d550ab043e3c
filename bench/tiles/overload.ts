import { z } from 'zod';
import { startService, wrk } from '../machine.ts';
import type { Result } from '../table.ts';
import { databaseAt, listFor, versionOf } from './places.ts';

/** 100 clients who ask for nothing but cold tiles, and one who asks for a cached one meanwhile. */
export async function overload(): Promise<Result[]> {
  const service = await startService({ DATABASE_URL: await databaseAt(100), WORKERS: '1', TILE_CACHE_MB: '1' });
  const list = await listFor(service.url, ['planbestammelser', 'detaljplaner'], [12, 13, 14, 15, 16]);
  const hot = `${service.url}/tiles/kommungrans/9/280/149.mvt${await versionOf(service.url, 'kommungrans')}`;
  await fetch(hot);
  const [storm, calm] = await Promise.all([
    wrk(service.url, { connections: 100, seconds: 10, list }),
    wrk(hot, { connections: 1, seconds: 8 }),
  ]);
  const health = z.looseObject({ status: z.string() }).parse(await (await fetch(`${service.url}/health/ready`)).json());
  await service.stop();
  const answers = storm.perSecond * 10;
  return [
    {
      what: '100 clients, cold tiles: p99, share of 503',
      ours: `${storm.p99Ms.toFixed(0)} ms, ${((100 * storm.refused) / answers).toFixed(0)} % of ${Math.round(answers)}`,
      theirs: '',
      ratio: `health ${health.status}`,
      reach: 'reported',
    },
    {
      what: 'a cached tile meanwhile: p99',
      ours: `${calm.p99Ms.toFixed(1)} ms`,
      theirs: '',
      ratio: `${calm.refused} refused`,
      reach: '< 20 ms',
    },
  ];
}
