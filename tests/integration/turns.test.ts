import { expect, test } from 'vitest';
import { connect } from '../../server/database/connect.ts';
import { sql } from '../../server/database/sql.ts';
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
