import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { fileOfAreas } from '../areas.ts';
import { folder, startPostgres } from '../machine.ts';
import { peakMb } from '../memory.ts';
import type { Result } from '../table.ts';

const command = fileURLToPath(new URL('../../bin/allmanning.js', import.meta.url));
let database: ((name: string) => string) | undefined;

/** A new database of a cluster that all cases share. */
export function newDatabase(name: string): string {
  database ??= startPostgres();
  return database(name);
}

function geoPackage(name: string, rows: number, isMoved?: (index: number) => boolean): string {
  const file = join(folder, `${name}.gpkg`);
  execFileSync('ogr2ogr', ['-f', 'GPKG', file, fileOfAreas(`${name}.geojson`, rows, isMoved), '-nln', 'tatorter']);
  return file;
}

interface Run {
  seconds: number;
  megabytes: number;
}

/** Publishes a file as an operator does. */
async function publish(databaseUrl: string, file: string): Promise<Run> {
  const began = performance.now();
  const child = spawn(process.execPath, [command, 'import', 'tatorter', file], {
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: join(folder, 'publishing') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  let megabytes = 0;
  while (!isOver) {
    if (existsSync(`/proc/${child.pid}/status`)) megabytes = Math.max(megabytes, peakMb(child.pid ?? 0) || 0);
    await sleep(100);
  }
  const [status] = await ended;
  if (status !== 0) throw new Error(`import: ${status}`);
  return { seconds: (performance.now() - began) / 1000, megabytes };
}

function ogr2ogr(databaseUrl: string, file: string): number {
  const began = performance.now();
  const { hostname, port, pathname } = new URL(databaseUrl);
  const place = `PG:host=${hostname} port=${port} user=postgres dbname=${pathname.slice(1)}`;
  execFileSync('ogr2ogr', [
    '-f',
    'PostgreSQL',
    place,
    file,
    '-nln',
    'bench_areas',
    '-overwrite',
    '-nlt',
    'MULTIPOLYGON',
  ]);
  return (performance.now() - began) / 1000;
}

/** 100,000 areas of a GeoPackage read, checked, compared and published, against what `ogr2ogr` takes to write them. */
export async function against(): Promise<Result[]> {
  const databaseUrl = newDatabase('against');
  const rows = 100_000;
  const whole = geoPackage('hela', rows);
  const changed = geoPackage('andrad', rows, (index) => index % 100 === 0);
  // The tables are made by whoever comes first.
  await publish(databaseUrl, geoPackage('en', 1));
  const results: Result[] = [];
  for (const [what, file, reach] of [
    ['the first time', whole, '≤ 3.00'],
    ['the same file again', whole, '< 1.00'],
    ['1 % changed', changed, '≤ 1.00'],
  ] as const) {
    const theirs = ogr2ogr(databaseUrl, file);
    const ours = await publish(databaseUrl, file);
    results.push({
      what: `100,000 areas, ${what} : ogr2ogr`,
      ours: `${ours.seconds.toFixed(1)} s`,
      theirs: `${theirs.toFixed(1)} s`,
      ratio: (ours.seconds / theirs).toFixed(2),
      reach,
    });
  }
  return results;
}

/** The most memory that a publication has had, by the size of its file. */
export async function peak(): Promise<Result[]> {
  const peaks: number[] = [];
  for (const rows of [10_000, 100_000, 400_000]) {
    const { megabytes } = await publish(newDatabase(`peak_${rows}`), geoPackage(`peak${rows}`, rows));
    peaks.push(megabytes);
  }
  const [small = 1, middle, large = 0] = peaks;
  return [
    {
      what: 'peak memory of a publication of 400,000 areas',
      ours: `${large} MB`,
      theirs: `${small} MB of 10,000; ${middle} MB of 100,000`,
      ratio: (large / small).toFixed(2),
      reach: 'flat',
    },
  ];
}
