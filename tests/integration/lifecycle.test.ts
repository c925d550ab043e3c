import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { eachDatabase, makePlace, type TestPlace } from '../setup/databases.ts';
import { pageShape } from '../setup/shapes.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

interface Started {
  process: ChildProcess;
  output: () => string;
  exited: Promise<number | null>;
}

/** A program of this project as an operator starts it. */
function start(args: string[], env: Record<string, string>): Started {
  const child = spawn(process.execPath, args, { cwd: project, env: { PATH: process.env.PATH, ...env } });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { process: child, output: () => text, exited: once(child, 'exit').then(([code]) => code) };
}

const server = (env: Record<string, string>) => start(['--import', 'tsx', 'server/main.ts'], env);
const command = (env: Record<string, string>, ...words: string[]) => start(['bin/allmanning.js', ...words], env);

/** The address that the server prints when it is ready. */
async function ready(started: Started): Promise<string> {
  for (;;) {
    const address = /finns på (http:\S+)/.exec(started.output())?.[1];
    if (address) return address;
    if (started.process.exitCode !== null) throw new Error(started.output());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const squares = fileURLToPath(new URL('../fixtures/lifecycle/tva-tatorter.geojson', import.meta.url));

eachDatabase('the life of a server', (kind) => {
  let place: TestPlace | undefined;
  const running: Started[] = [];
  afterEach(async () => {
    for (const { process: child, exited } of running.splice(0)) {
      child.kill('SIGKILL');
      await exited;
    }
    await place?.remove();
  });

  test('starts, says each step, answers, imports while it runs, and stops cleanly', async () => {
    place = await makePlace(kind);
    const first = server(place.env);
    running.push(first);
    const url = await ready(first);
    expect(first.output()).toMatch(/001_allmanning\.sql … \(\d+\.\d s\)/);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);

    const imported = command(place.env, 'import', 'tatorter', squares);
    expect(await imported.exited, imported.output()).toBe(0);
    const { features } = pageShape.parse(await (await fetch(`${url}/geodata/v1/collections/tatorter/items`)).json());
    expect(features.map(({ id }) => id)).toEqual(['T1', 'T2']);

    const before = Date.now();
    first.process.kill('SIGINT');
    expect(await first.exited).toBe(0);
    expect(Date.now() - before).toBeLessThan(5_000);

    const exported = command(
      place.env,
      'export',
      '--pmtiles',
      join(place.config.dataDir, 'x.pmtiles'),
      '--maxzoom',
      '8',
    );
    expect(await exported.exited, exported.output()).toBe(0);
    expect(exported.output()).toMatch(/\d+ kartplattor av .*tatorter/);
    const unknown = command(place.env, 'export', '--pmtiles', 'x.pmtiles', '--datasets', 'finns_inte');
    expect(await unknown.exited).toBe(1);
    expect(unknown.output()).toContain('"finns_inte" är ingen öppen datamängd här');

    const csv = command(place.env, 'export', 'tatorter', '--format', 'csv', '--filter', 'namn IS NOT NULL');
    expect(await csv.exited, csv.output()).toBe(0);
    expect(csv.output()).toMatch(/T1[\s\S]*T2[\s\S]*2 objekt ur tatorter som CSV/);
    const nowhere = command(place.env, 'export', 'tatorter', join(place.config.dataDir, 'finns', 'inte.gpkg'));
    expect(await nowhere.exited).toBe(1);
    expect(nowhere.output()).toMatch(/^ENOENT.*finns/);

    // Not running: the same command works, and nothing is lost in between.
    const again = command(place.env, 'import', 'tatorter', squares);
    expect(await again.exited, again.output()).toBe(0);
    expect(again.output()).toContain('0 nya, 0 ändrade, 0 borttagna, 2 oförändrade');
  });
});

describe.skipIf(inject('postgisUrl') === null)('several server processes', () => {
  test('share a port and a database; one that dies is replaced, and the others go on answering', async () => {
    const place = await makePlace('postgis', { WORKERS: '2' });
    const first = server(place.env);
    try {
      const url = await ready(first);
      const pids = childrenOf(first.process.pid ?? 0);
      expect(pids).toHaveLength(2);
      const imported = command(place.env, 'import', 'tatorter', squares);
      expect(await imported.exited, imported.output()).toBe(0);
      // Whichever answers has heard of the import.
      const ask = async () => {
        const answer = await fetch(`${url}/geodata/v1/collections/tatorter/items`, {
          headers: { Connection: 'close' },
        });
        return pageShape.parse(await answer.json()).numberMatched;
      };
      for (let count = 0; count < 20; count++) expect(await ask()).toBe(2);
      process.kill(pids[0] ?? 0, 'SIGKILL');
      await expect.poll(() => first.output()).toContain('ersätts');
      for (let count = 0; count < 50; count++) expect(await ask()).toBe(2);
      await expect.poll(() => childrenOf(first.process.pid ?? 0).length, { timeout: 20_000 }).toBe(2);
      const before = Date.now();
      first.process.kill('SIGINT');
      expect(await first.exited).toBe(0);
      expect(Date.now() - before).toBeLessThan(5_000);
    } finally {
      first.process.kill('SIGKILL');
      await first.exited;
      await place.remove();
    }
  });
});

/** Processes whose parent this is, as the kernel tells. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

describe('the embedded database', () => {
  let place: TestPlace | undefined;
  const running: Started[] = [];
  afterEach(async () => {
    for (const { process: child, exited } of running.splice(0)) {
      child.kill('SIGKILL');
      await exited;
    }
    await place?.remove();
  });

  test('a second server on the same folder is refused, and the first goes on', async () => {
    place = await makePlace('embedded');
    const first = server(place.env);
    running.push(first);
    const url = await ready(first);
    const second = server(place.env);
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain(`används redan av en annan process (nummer ${first.process.pid}`);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });

  test('its socket is open to its owner only', async () => {
    place = await makePlace('embedded');
    const first = server(place.env);
    running.push(first);
    await ready(first);
    const socket = join(place.config.dataDir, 'socket', '.s.PGSQL.5432');
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    expect(statSync(join(place.config.dataDir, 'socket')).mode & 0o777).toBe(0o700);
  });

  test('killed in the middle, it opens again with what was committed', async () => {
    place = await makePlace('embedded');
    const first = server(place.env);
    running.push(first);
    await ready(first);
    const imported = command(place.env, 'import', 'tatorter', squares);
    expect(await imported.exited).toBe(0);
    first.process.kill('SIGKILL');
    await first.exited;
    const second = server(place.env);
    running.push(second);
    const url = await ready(second);
    const page = pageShape.parse(await (await fetch(`${url}/geodata/v1/collections/tatorter/items`)).json());
    expect(page.numberMatched).toBe(2);
  });
});

describe('settings', () => {
  test('a wrong setting is told with its name, its value and what would be right', async () => {
    const started = server({ PORT: 'åttio', EXAMPLE_SCALE: '7', DATABASE_URL: 'mysql://x' });
    expect(await started.exited).toBe(1);
    expect(started.output()).toContain('PORT=åttio: ett heltal från 0 till 65535');
    expect(started.output()).toContain('EXAMPLE_SCALE=7: ett av talen 0, 1, 10 och 100');
    expect(started.output()).toContain('DATABASE_URL=mysql://x');
    expect(started.output()).not.toContain('    at ');
  });

  test('a PostgreSQL that cannot be reached is told in one line', async () => {
    const started = server({ DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/none' });
    await expect.poll(started.output, { timeout: 60_000 }).toContain('Väntar på PostgreSQL');
    started.process.kill('SIGINT');
    await started.exited;
  });

  test('commands that make no sense end with status 2 and the list of commands', async () => {
    for (const words of [[], ['flytta'], ['import', 'tatorter'], ['import', '--finns-inte']]) {
      const started = command({}, ...words);
      expect(await started.exited, words.join(' ')).toBe(2);
      expect(started.output()).toContain('allmanning import');
    }
  });
});
