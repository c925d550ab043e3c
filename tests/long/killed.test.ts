import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../server/database/connect.ts';
import { raw } from '../../server/database/sql.ts';
import { eachDatabase, makePlace } from '../setup/databases.ts';
import { seeded } from '../setup/random-filters.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { pageShape } from '../setup/shapes.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
/** Fewer where nobody waits for the night (.ci/run). */
const points = Number(process.env.KILL_POINTS ?? 40);

/** Squares in rows of fifty, as GeoJSON in SWEREF 99 TM. */
function squares(numbers: readonly number[], about: (number: number) => { namn: string; shift: number }): string {
  const features = numbers.map((number) => {
    const { namn, shift } = about(number);
    const [east, north] = [600_000 + 500 * (number % 50) + shift, 6_600_000 + 500 * Math.floor(number / 50)];
    const ring = [
      [east, north],
      [east + 400, north],
      [east + 400, north + 400],
      [east, north + 400],
      [east, north],
    ];
    return {
      type: 'Feature',
      properties: { id: id(number), namn, skede: 'idé', synlighet: 'publik' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  });
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } };
  return JSON.stringify({ type: 'FeatureCollection', crs, features });
}

/** A program of this project, killed after a while. Its exit status, or null. */
async function program(
  args: string[],
  env: Record<string, string>,
  killedAfterMs?: number,
  kill?: () => Promise<void>,
): Promise<{ status: number | null; said: string }> {
  const child = spawn(process.execPath, args, { cwd: project, env: { PATH: process.env.PATH, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  const exited = once(child, 'exit').then(([code]): number | null => (typeof code === 'number' ? code : null));
  if (killedAfterMs !== undefined) {
    await Promise.race([sleep(killedAfterMs), exited]);
    if (kill) await kill();
    else child.kill('SIGKILL');
  }
  return { status: await exited, said };
}

eachDatabase('killed at any point', (kind) => {
  let service: TestService;
  const random = seeded(kind === 'embedded' ? 20_261_130 : 20_261_201);
  const files = { a: '', b: '' };
  const collection = '/geodata/v1/collections/exploateringsomraden';
  beforeAll(async () => {
    service = await startTestService(kind, {});
    const all = Array.from({ length: 400 }, (_, number) => number);
    files.a = join(service.place.config.dataDir, 'a.geojson');
    files.b = join(service.place.config.dataDir, 'b.geojson');
    writeFileSync(
      files.a,
      squares(all, (number) => ({ namn: `Område ${number}`, shift: 0 })),
    );
    const others = [...all.slice(100), ...Array.from({ length: 50 }, (_, number) => 2_000 + number)];
    const isOther = (number: number) => number % 3 === 0;
    writeFileSync(
      files.b,
      squares(others, (number) => ({
        namn: isOther(number) ? 'Ny' : `Område ${number}`,
        shift: isOther(number) ? 7 : 0,
      })),
    );
  });
  afterAll(() => service?.stop());

  const command = (words: string[], killedAfterMs?: number, kill?: () => Promise<void>) =>
    program(['bin/allmanning.js', ...words], service.place.env, killedAfterMs, kill);
  const importing = (file: string) => ['import', 'exploateringsomraden', file, '--replace', '--allow-deletes'];

  async function stateAt(version?: number): Promise<string> {
    await service.heard().catch(() => {});
    const asOf = version === undefined ? '' : `&as-of=${version}`;
    const { features } = await service.json(
      `${collection}/items?limit=10000${asOf}`,
      pageShape.partial({ numberMatched: true }),
    );
    // A row that comes back is written at another time.
    const told = features.map(({ id: key, geometry, properties }) => [key, properties.namn, geometry]);
    return createHash('sha256').update(JSON.stringify(told)).digest('hex');
  }

  async function number(): Promise<number> {
    const [row] = await service.service.database.query<{ number: number }>(
      raw('select number from allmanning.change_counter'),
    );
    return row?.number ?? 0;
  }

  test(`readers see the old state or the new one, at ${points} points`, async () => {
    expect((await command(importing(files.a))).status).toBe(0);
    const a = { state: await stateAt(), version: await number(), file: files.a };
    const begun = performance.now();
    expect((await command(importing(files.b))).status).toBe(0);
    const tookMs = performance.now() - begun;
    const b = { state: await stateAt(), version: await number(), file: files.b };
    expect(a.state).not.toBe(b.state);
    let current = b;
    const outcomes = { before: 0, after: 0 };
    for (let point = 0; point < points; point++) {
      const other = current === a ? b : a;
      const words =
        point % 4 === 3 ? ['rollback', 'exploateringsomraden', String(other.version)] : importing(other.file);
      // Node takes a while to begin.
      const delay = tookMs * (0.3 + 0.75 * random());
      const isOfDatabase = kind === 'postgis' && point % 2 === 1;
      const { said } = await command(words, delay, isOfDatabase ? terminateAll : undefined);
      const where = `point ${point}, ${Math.round(delay)} of ${Math.round(tookMs)} ms: ${said}`;
      await expect.poll(() => stateAt().catch(() => ''), { timeout: 60_000, message: where }).toMatch(/./);
      const state = await stateAt();
      expect([a.state, b.state], where).toContain(state);
      outcomes[state === current.state ? 'before' : 'after'] += 1;
      if (state !== current.state) {
        current = other;
        current.version = await number();
      }
      // What was is what it was.
      expect(await stateAt(a.version), where).toBe(a.state);
      expect(await stateAt(b.version), where).toBe(b.state);
    }
    // Else the points were none.
    expect(outcomes.before).toBeGreaterThan(points / 8);
    expect(outcomes.after).toBeGreaterThan(points / 20);
    const last = await command(importing(current === a ? files.b : files.a));
    expect(last.status, last.said).toBe(0);
    expect([a.state, b.state]).toContain(await stateAt());
    const left = await service.service.database.query(
      raw(`select relname from pg_class where relname like 'import\\_%' and relkind = 'r'`),
    );
    expect(left).toEqual([]);
    const prepared = await service.service.database.query(
      raw('select key from allmanning.tile_exploateringsomraden_prepared'),
    );
    expect(prepared).toEqual([]);
  }, 3_600_000);

  test('a past that was being dropped is there or is not', async () => {
    const version = await number();
    const [current, then] = [await stateAt(), await stateAt(version - 2)];
    const prune = `
      import { connect } from './server/database/connect.ts';
      import { readConfig } from './server/config.ts';
      import { pruneHistory } from './server/history/prune.ts';
      const database = await connect(readConfig(process.env), { join: true, log: () => {} });
      await pruneHistory(database, 0);
      await database.close();`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', prune];
    for (let point = 0; point < 5; point++) {
      await program(args, service.place.env, 1_000 + 4_000 * random());
      expect(await stateAt()).toBe(current);
      const past = await service.get(`${collection}/items?limit=10000&as-of=${version - 2}`);
      if (past.status === 200) expect(await stateAt(version - 2)).toBe(then);
      else expect(past.status).toBe(404);
      const orphans = await service.service.database.query(
        raw('select from allmanning.history h where not exists (select from allmanning.states s where s.id = h.state)'),
      );
      expect(orphans).toEqual([]);
    }
    expect((await program(args, service.place.env)).status).toBe(0);
    expect((await service.get(`${collection}/items?as-of=${version - 2}`)).status).toBe(404);
    expect(await stateAt()).toBe(current);
  }, 600_000);

  async function terminateAll(): Promise<void> {
    const all = raw(`select count(pg_terminate_backend(pid)) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    await service.service.database.query(all).catch(() => {});
  }
});

test('the embedded database, killed with the import that has it open, has the old rows or the new ones', async () => {
  const place = await makePlace('embedded', {}, 'empty');
  try {
    const random = seeded(20_261_205);
    const file = (name: string) => join(place.config.dataDir, `${name}.geojson`);
    const names = ['Första', 'Andra'];
    for (const name of names)
      writeFileSync(
        file(name),
        squares(
          Array.from({ length: 300 }, (_, number) => number),
          () => ({ namn: name, shift: name.length }),
        ),
      );
    const importing = (name: string) => ['bin/allmanning.js', 'import', 'exploateringsomraden', file(name)];
    const begun = performance.now();
    expect((await program(importing('Första'), place.env)).status).toBe(0);
    const tookMs = performance.now() - begun;
    for (let point = 0; point < 5; point++) {
      const name = names[(point + 1) % 2] ?? '';
      await program(importing(name), place.env, tookMs * (0.4 + 0.6 * random()));
      const database = await connect(place.config, { join: false, log: () => {} });
      const rows = await database.query(
        raw('select distinct namn, count(*)::int as count from exploateringsomraden group by 1'),
      );
      const [{ states } = { states: -1 }] = await database.query<{ states: number }>(
        raw(`select count(*)::int as states from allmanning.states where number is null`),
      );
      await database.close();
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({ namn: expect.stringMatching(/Första|Andra/), count: 300 });
      expect(states).toBe(0);
    }
    expect((await program(importing('Andra'), place.env)).status).toBe(0);
  } finally {
    await place.remove();
  }
}, 1_800_000);
