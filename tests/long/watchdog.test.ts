import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { connect } from '../../server/database/connect.ts';
import type { Database } from '../../server/database/database.ts';
import { raw } from '../../server/database/sql.ts';
import { makePlace, type TestPlace } from '../setup/databases.ts';

let place: TestPlace;
let database: Database | undefined;
const said: string[] = [];

afterEach(async () => {
  await database?.close();
  await place.remove();
});

test('the embedded database is left alone while it answers, and started anew when a query holds it', async () => {
  // The watchdog waits ten times as long as a statement may take.
  place = await makePlace('embedded', { STATEMENT_TIMEOUT_MS: '1000' });
  database = await connect(place.config, { join: false, log: (text) => said.push(text) });
  const restarts = () => said.filter((text) => text.includes('startas om'));
  await sleep(13_000);
  expect(restarts()).toEqual([]);

  const endless = raw('select count(*) from generate_series(1, 4000000000)');
  await expect(database.query(endless)).rejects.toThrow();
  let answer: unknown;
  for (let look = 0; look < 60 && answer === undefined; look++) {
    answer = await database.query(raw('select 1 as one')).catch(() => undefined);
    await sleep(500);
  }
  expect(restarts()).toHaveLength(1);
  expect(answer).toEqual([{ one: 1 }]);
}, 90_000);
