import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { connect } from '../../server/database/connect.ts';
import type { Queryable } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import { raw, sql } from '../../server/database/sql.ts';
import { eachDatabase } from '../setup/databases.ts';
import { type FilterPlace, openFilterPlace } from '../setup/filtering.ts';

/** Equal but for case: by code point. */
const sorted = [
  ...['', ' a', '-b', '1', '10', '2', 'A', 'a', 'à la', 'Alfa', 'André', 'andréa', 'Bo', 'Éric', 'Erik', 'København'],
  ...['Lübeck', 'Lydia', 'Myra', 'Müsli', 'straße', 'strassen', 'Thor', 'Þór', 'Vega', 'Viktor', 'Wagner', 'Wiktor'],
  ...['xylofon', 'Zorn', 'Åberg', 'åka', 'Åse', 'Æbeltoft', 'Ängsö', 'Ärlig', 'Öberg', 'Ødegård', 'Östra', 'Ωμέγα'],
];

async function expectSwedish(database: Queryable): Promise<void> {
  const folds = async (name: string, texts: string[]) => {
    const rows = await database.query<{ text: string }>(
      sql`select ${raw(`allmanning.${name}`)}(text) as text from unnest(${texts}::text[]) with ordinality as all_ (text, n) order by n`,
    );
    return rows.map(({ text }) => text);
  };
  expect(await folds('casei', ['ÅÄÖ Éric', 'STRASSE straße STRAẞE', 'ΟΔΟΣ οδος', 'ﬁ', 'İI', 'Ǆ', ''])).toEqual([
    ...['åäö éric', 'strasse strasse strasse', 'οδοσ οδοσ', 'fi', 'i\u0307i', 'ǆ', ''],
  ]);
  expect(await folds('accenti', ['ÅÄÖ åäö éü', 'København', 'e\u0301a\u030a', 'Łódź', 'Ωμέγα', 'abc', '한국'])).toEqual(
    [...['AAO aao eu', 'Kobenhavn', 'ea', 'Lodz', 'Ωμεγα', 'abc', '한국']],
  );
  const rows = await database.query<{ text: string }>(
    sql`select text from unnest(${[...sorted].reverse()}::text[]) text order by allmanning.swedish(text) collate "C", text collate "C"`,
  );
  expect(rows.map(({ text }) => text)).toEqual(sorted);
}

eachDatabase('letters', (kind) => {
  let place: FilterPlace;
  beforeAll(async () => {
    place = await openFilterPlace(kind);
  });
  afterAll(() => place?.remove());

  test('are folded and sorted', () => expectSwedish(place.database));

  test('are folded as Unicode says, each up to U+2FFF', async () => {
    const [row] = await place.database.query<{ text: string }>(
      raw(`select string_agg(allmanning.casei(chr(n)), '' order by n) as text from generate_series(1, 12287) n`),
    );
    // Python's str.casefold of the same, which is CaseFolding.txt.
    expect(
      createHash('md5')
        .update(row?.text ?? '')
        .digest('hex'),
    ).toBe('26866c646929f8a5a081979798719ec2');
  });

  test.runIf(kind === 'postgis')('the same in a database whose locale knows no Å', async () => {
    const [row] = await place.query('select current_database() as name');
    const name = `${row?.name}_c`;
    await place.query(`create database ${name} template template0 encoding 'UTF8' locale 'C'`);
    const url = new URL(place.config.databaseUrl ?? '');
    url.pathname = name;
    const database = await connect(readConfig({ DATA_DIR: place.config.dataDir, DATABASE_URL: url.href }), {
      join: false,
      log: () => {},
    });
    try {
      expect(await database.query(raw(`select lower('Å') as lower`))).toEqual([{ lower: 'Å' }]);
      await migrate(database, () => {});
      await expectSwedish(database);
    } finally {
      await database.close();
      await place.query(`drop database ${name} with (force)`);
    }
  });
});
