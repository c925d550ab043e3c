import { expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { warmUp } from '../../server/tiles/warm-up.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService } from '../setup/service.ts';

/** Two towns: one where it is, one whose east and north were swapped. Their common rectangle has millions of tiles. */
const rows = raw(`insert into public.tatorter (kod, namn, geom) values
  ('A', 'Rätt', st_multi(st_makeenvelope(617000, 6613000, 617050, 6613050, 3006))),
  ('B', 'Omkastad', st_multi(st_makeenvelope(6613000, 617000, 6613050, 617050, 3006)))`);

eachDatabase('tiles in advance', (kind) => {
  test('are found from where features are: one wrong coordinate is a few tiles more', async () => {
    const service = await startTestService(kind, {});
    try {
      await service.service.database.query(rows);
      const told: string[] = [];
      const stop = warmUp(service.service, (text) => told.push(text));
      await expect.poll(() => told.join('\n'), { timeout: 60_000 }).toContain('klart');
      stop();
      const made = Number(/(\d+), klart/.exec(told.at(-1) ?? '')?.[1]);
      // Two features, fifteen zooms, two layers, four tiles where a corner lies on an edge.
      expect(made).toBeGreaterThanOrEqual(15);
      expect(made).toBeLessThanOrEqual(2 * 15 * 2 * 4);
      expect(service.service.tiles.cache.size).toBeLessThanOrEqual(made);
    } finally {
      await service.stop();
    }
  });
});
