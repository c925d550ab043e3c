import { expect, test } from 'vitest';
import { connect } from '../../server/database/connect.ts';
import { raw, sql } from '../../server/database/sql.ts';
import { makePlace } from '../setup/databases.ts';

/** A command is a guest on the server's embedded database: one session, in which each statement has to be asked whole. */
test('two who ask the embedded database at once get their own answers', async () => {
  const place = await makePlace('embedded');
  const open = (join: boolean) => connect(place.config, { join, log: () => {} });
  const host = await open(false);
  const guest = await open(true);
  try {
    // A megabyte comes in many pieces, between which there is room for the other's question.
    const large = 'x'.repeat(1_000_000);
    const asGuest = async () => {
      const answers: string[] = [];
      for (let count = 0; count < 20; count += 1) {
        const [row] = await guest.query<{ said: string }>(
          sql`select ${String(count)}::text || ' ' || length(${large}::text) as said`,
        );
        answers.push(row?.said ?? '');
      }
      return answers;
    };
    let isOver = false;
    const asHost = async () => {
      const answers = new Set<string>();
      while (!isOver) {
        // As many parameters of the same type, so that a wrong statement would answer, too.
        const [row] = await host.query<{ said: string }>(sql`select ${'host'}::text || ${'!'}::text as said`);
        answers.add(row?.said ?? '');
        await expect(host.query(sql`select ${'no number'}::text::int`)).rejects.toThrow('invalid input syntax');
      }
      return [...answers];
    };
    const [guests, hosts] = await Promise.all([asGuest().finally(() => (isOver = true)), asHost()]);
    expect(guests).toEqual(Array.from({ length: 20 }, (_, count) => `${count} 1000000`));
    expect(hosts).toEqual(['host!']);
  } finally {
    await guest.close();
    await host.close();
    await place.remove();
  }
});

/** GEOS throws where edges nearly coincide, tries again, and finds what it should; inside PGlite the statement was lost. */
test('a statement in which GEOS throws is refused or right, and those after it get their own answers', async () => {
  const place = await makePlace('embedded');
  const database = await connect(place.config, { join: false, log: () => {} });
  try {
    const edge = '616573.822 6612032.86,616773.722 6612037.376,616771.464 6612137.326,616571.564 6612132.81';
    const one = `MULTIPOLYGON(((${edge},616573.822 6612032.86)))`;
    const turned = edge.split(',').toReversed().join(',');
    const other = `POLYGON((616573.822 6612032.86,${turned}))`;
    const asked = (grid: string) =>
      database.query<{ area: number }>(
        sql`select st_area(st_difference(${one}::text::geometry, ${other}::text::geometry${raw(grid)})) as area`,
      );
    const answer = await asked('').catch((error: unknown) => String(error));
    if (typeof answer === 'string') expect(answer).toContain('GEOS');
    else expect(answer).toEqual([{ area: expect.closeTo(0, 3) }]);
    expect(await database.query(sql`select ${'mine'}::text as said`)).toEqual([{ said: 'mine' }]);
    expect(await asked(', 0.0001')).toEqual([{ area: expect.closeTo(0, 3) }]);
  } finally {
    await database.close();
    await place.remove();
  }
});
