import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { folder, startService } from '../machine.ts';
import { percentile, type Result } from '../table.ts';

const command = fileURLToPath(new URL('../../bin/allmanning.js', import.meta.url));
const rows = 20_000;
const corners = 33;
const everyMs = 50;

/** Areas of 33 corners, 141 beside each other; `moved` shifts every fourth, for a newer version of the file. */
function fileOfAreas(name: string, moved: number): string {
  const features = Array.from({ length: rows }, (_, index) => {
    const shift = index % 4 === 0 ? moved : 0;
    const [east, north] = [600_000 + (index % 141) * 200 + shift, 6_600_000 + Math.floor(index / 141) * 200];
    const ring = Array.from({ length: corners }, (_, corner) => {
      const angle = (2 * Math.PI * (corner % (corners - 1))) / (corners - 1);
      const reach = corner % 2 ? 60 : 90;
      return [round(east + reach * Math.cos(angle)), round(north + reach * Math.sin(angle))];
    });
    return {
      type: 'Feature',
      properties: { kod: `K${index}`, namn: `Yta ${index}`, befolkning: index },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  });
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } };
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', crs, features }));
  return file;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Others' cheap questions beside an import of 20,000 areas into the embedded database: the longest wait is what it held. */
export async function beside(): Promise<Result[]> {
  const settings = { EXAMPLE_SCALE: '0', DATA_DIR: join(folder, 'beside') };
  const service = await startService(settings);
  const cases = [
    ['20,000 new areas', fileOfAreas('nya.geojson', 0)],
    ['5,000 of 20,000 areas changed', fileOfAreas('andrade.geojson', 25)],
  ] as const;
  const results: Result[] = [];
  for (const [what, file] of cases) results.push(await measure(what, file, service.url, settings));
  await service.stop();
  return results;
}

async function measure(what: string, file: string, url: string, settings: Record<string, string>): Promise<Result> {
  const started = performance.now();
  const child = spawn(process.execPath, [command, 'import', 'tatorter', file], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const { waits, refused } = await askUntil(ended, `${url}/geodata/v1/collections/kommungrans/items?limit=1`);
  const [status] = await ended;
  if (status !== 0) throw new Error(`import: ${status}`);
  return {
    what: `${what}: longest wait, p95`,
    ours: `${Math.max(...waits).toFixed(0)} ms, ${percentile(waits, 0.95).toFixed(0)} ms`,
    theirs: '',
    ratio: `${((performance.now() - started) / 1000).toFixed(0)} s in all, ${refused} of ${waits.length} refused`,
    reach: '< 1,000 ms',
  };
}

/** Milliseconds that each of the questions took, the next begun 50 ms after the answer; a 503 is an answer that nobody got. */
async function askUntil(end: Promise<unknown>, address: string) {
  const waits: number[] = [];
  let refused = 0;
  let isOver = false;
  void end.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const asked = performance.now();
    const answer = await fetch(address);
    await answer.arrayBuffer();
    if (!answer.ok) refused += 1;
    waits.push(performance.now() - asked);
    await sleep(everyMs);
  }
  return { waits, refused };
}
