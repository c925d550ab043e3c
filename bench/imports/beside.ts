import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { fileOfAreas } from '../areas.ts';
import { folder, startService } from '../machine.ts';
import { percentile, type Result } from '../table.ts';

const command = fileURLToPath(new URL('../../bin/allmanning.js', import.meta.url));
const rows = 20_000;
const everyMs = 50;

/** Others' cheap questions beside an import of 20,000 areas into the embedded database: the longest wait is what it held. */
export async function beside(): Promise<Result[]> {
  const settings = { EXAMPLE_SCALE: '0', DATA_DIR: join(folder, 'beside') };
  const service = await startService(settings);
  const cases = [
    ['20,000 new areas', fileOfAreas('nya.geojson', rows)],
    ['5,000 of 20,000 areas changed', fileOfAreas('andrade.geojson', rows, (index) => index % 4 === 0)],
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
