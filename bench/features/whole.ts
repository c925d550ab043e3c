import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { folder, postgresProgram, startService } from '../machine.ts';
import { peakMb } from '../memory.ts';
import { median, type Result } from '../table.ts';
import { databaseAt } from '../tiles/places.ts';
import { dataset, pageSql, written } from './places.ts';

const everything = 2_000_000_000;

/** The whole of a dataset as a file: made, and then served, against psql that copies the same ST_AsGeoJSON out. */
export async function whole(): Promise<Result[]> {
  const databaseUrl = await databaseAt(100);
  const unsorted = written(await pageSql('', everything));
  const copy = () => {
    const began = performance.now();
    execFileSync(postgresProgram('psql'), [databaseUrl, '-c', `copy (${unsorted}) to stdout`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return (performance.now() - began) / 1_000;
  };
  const service = await startService({ DATABASE_URL: databaseUrl, WORKERS: '1' });
  const results: Result[] = [];
  for (const extension of ['geojsonl', 'fgb']) {
    const made: number[] = [];
    const served: number[] = [];
    const copied: number[] = [];
    for (let round = 0; round < 3; round++) {
      rmSync(join(folder, 'data', 'downloads'), { recursive: true, force: true });
      made.push(await timeOf(`${service.url}/downloads/${dataset}.${extension}`));
      served.push(await timeOf(`${service.url}/downloads/${dataset}.${extension}`));
      copied.push(copy());
    }
    for (const [what, times] of [
      ['made anew', made],
      ['from disk', served],
    ] as const) {
      results.push({
        what: `all ${extension} × 100, ${what} : psql copy`,
        ours: `${median(times).toFixed(2)} s`,
        theirs: `${median(copied).toFixed(2)} s`,
        ratio: (median(times) / median(copied)).toFixed(2),
        reach: '≤ 1.50',
      });
    }
  }
  await service.stop();
  return results;
}

async function timeOf(url: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  for await (const _ of answer.body ?? []);
  return (performance.now() - began) / 1_000;
}

/** The most memory that the server has had while it made files of 4,000, 40,000 and 400,000 features. */
export async function peak(): Promise<Result[]> {
  const peaks: number[] = [];
  for (const scale of [1, 10, 100] as const) {
    const service = await startService({ DATABASE_URL: await databaseAt(scale), WORKERS: '1', TILE_CACHE_MB: '0' });
    for (const extension of ['geojson', 'geojsonl', 'csv', 'fgb'])
      await timeOf(`${service.url}/downloads/${dataset}.${extension}`);
    peaks.push(peakMb(service.pid));
    await service.stop();
  }
  const [small, middle, large] = peaks;
  return [
    {
      what: 'peak memory, 4 formats of 425,000 features',
      ours: `${large} MB`,
      theirs: `${middle} MB at 42,500; ${small} MB at 4,250`,
      ratio: ((large ?? 0) / (middle ?? 1)).toFixed(2),
      reach: 'flat',
    },
  ];
}
