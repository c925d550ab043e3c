import { startService, wrk } from '../machine.ts';
import { residentMb } from '../memory.ts';
import type { Result } from '../table.ts';
import { databaseAt, listFor } from './places.ts';

const cacheMb = 64;
const requests = 1_000_000;

/** Resident memory of a full cache: after some requests, and after a million. */
export async function memory(): Promise<Result[]> {
  const service = await startService({
    DATABASE_URL: await databaseAt(100),
    WORKERS: '1',
    TILE_CACHE_MB: String(cacheMb),
  });
  const list = await listFor(
    service.url,
    ['planbestammelser', 'detaljplaner', 'byggnader', 'vagar'],
    [11, 12, 13, 14, 15, 16],
  );
  let asked = 0;
  const ask = async (seconds: number) => {
    asked += (await wrk(service.url, { connections: 32, seconds, list })).perSecond * seconds;
  };
  await ask(20);
  const early = residentMb(service.pid);
  while (asked < requests) await ask(10);
  const late = residentMb(service.pid);
  await service.stop();
  return [
    {
      what: `memory, cache ${cacheMb} MB, after ${Math.round(asked / 1000)} thousand requests`,
      ours: `${late} MB`,
      theirs: `${early} MB early on`,
      ratio: `setting + ${late - cacheMb} MB`,
      reach: '≤ setting + 150 MB, no growth',
    },
  ];
}
