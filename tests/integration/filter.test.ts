import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/database/sql.ts';
import { fromTables } from '../../server/datasets/select.ts';
import { parseFilter } from '../../server/filter/index.ts';
import { eachDatabase } from '../setup/databases.ts';
import { type FilterPlace, openFilterPlace, places, sweref } from '../setup/filtering.ts';

const all = [1, 2, 3, 4, 5];

/** 3 has no values at all. */
const rows = `
  insert into public.agare values (1, 'Åke'), (2, 'Bo');
  insert into public.platser (nyckel, namn, uid, slag, antal, stort, "mått", decimal, aktiv, dag, tid, start, slut, taggar, nummer, agare, hemlig)
  values
    (1, 'Åsunda', '00000000-0000-4000-8000-000000000001', 'torg', 5, 5000000000, 0.5, 0.1, true, '2024-05-01',
      '2024-05-01T12:00Z', '2024-01-01', '2024-06-30', '{bo,äta}', '{1,2}', 1, 'x'),
    (2, 'ängsö', null, 'park', -7, -1, 2, 1e30, false, '2024-05-02', '2024-05-02T00:00Z', '2024-03-01',
      '2024-03-31T23:59:59Z', '{äta}', '{}', 2, 'x'),
    (3, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
    (4, 'Éric 10%', null, 'torg', 0, 0, 0, 0, true, '2023-12-31', '2023-12-31T23:59:59.5Z', '2023-01-01', '2024-01-01',
      '{}', '{3}', 1, 'x'),
    (5, 'STRASSE_', null, 'park', 32767, 9007199254740991, 1e300, 2.5, false, '1999-01-01', '1999-01-01T00:00Z',
      '2024-01-01', null, '{äta,bo,bo}', '{2,1}', null, 'x')`;

/** What each filter lets through. */
const scalar: Record<string, number[]> = {
  "namn = 'Åsunda'": [1],
  "namn <> 'Åsunda'": [2, 4, 5],
  'NOT aktiv': [2, 5],
  'aktiv = TRUE AND aktiv > false': [1, 4],
  true: all,
  'FALSE OR 1 = 2': [],
  // By code point: S < Å < É < ä.
  "namn > 'Z'": [1, 2, 4],
  "namn < 'Å'": [5],
  "namn >= 'Åsunda' AND namn < 'ä'": [1, 4],
  "ägarnamn = 'Åke'": [1, 4],
  'namn > ägarnamn': [1, 2, 4],
  'namn = namn': [1, 2, 4, 5],
  "uid = '00000000-0000-4000-8000-000000000001'": [1],
  "uid <> 'ingen uuid'": [1],
  "slag = 'torg'": [1, 4],
  "slag = 'finns inte'": [],
  'id = 4 OR id = 5': [4, 5],
  'namn IS NULL': [3],
  'antal IS NOT NULL AND geometry IS NULL': [1, 2, 4, 5],
  '(antal > 0) IS NULL': [3],
  // null is neither
  "namn = 'x' OR NOT namn = 'x'": [1, 2, 4, 5],
  "namn IS NULL OR namn LIKE 'É%'": [3, 4],
  '(antal > 0) = aktiv': [1, 2],

  'antal BETWEEN -7 AND 0': [2, 4],
  'antal NOT BETWEEN 0 AND 5': [2, 5],
  "dag BETWEEN DATE('2024-01-01') AND '2024-05-01'": [1],
  "namn BETWEEN 'T' AND 'Åz'": [1],
  'antal IN (5, 0, 2.5)': [1, 4],
  'antal NOT IN (5, 0)': [2, 5],
  'antal IN (stort, 5)': [1, 4],
  "namn IN ('Åsunda', 'ängsö', 'x')": [1, 2],
  "casei(namn) IN (casei('ÄNGSÖ'), casei('Straße_'))": [2, 5],
  "dag IN ('2024-05-01', DATE('1999-01-01'))": [1, 5],
  "tid IN ('2024-05-01T12:00:00Z', DATE('2024-05-02'))": [1, 2],
  'aktiv IN (true)': [1, 4],
  'antal IN ()': [],

  "namn LIKE 'Å%' OR namn LIKE '_ngs_'": [1, 2],
  "namn NOT LIKE '%s%'": [4, 5],
};

const like: Record<string, number[]> = {
  "namn LIKE '%\\%'": [4],
  "namn LIKE '%\\_'": [5],
  "namn LIKE '%'": [1, 2, 4, 5],
  "namn LIKE ''": [],
  "CASEI(namn) LIKE casei('ÅSUN%')": [1],
  "CASEI(namn) LIKE CASEI('Straß%')": [5],
  "ACCENTI(namn) LIKE accenti('Ä%')": [1],
  "ACCENTI(namn) = accenti('Asunda')": [1],
  "accenti(casei(namn)) = ACCENTI(CASEI('ANGSO'))": [2],
  "accenti(namn) LIKE 'Eric%'": [4],
  "accenti('København') = 'Kobenhavn' AND casei('ΟΔΟΣ') = casei('οδος')": all,
};

const numbers: Record<string, number[]> = {
  'antal > 2.5': [1, 5],
  'antal < 1e30 AND antal > -1e308': [1, 2, 4, 5],
  'antal = 99999999999999999999': [],
  'stort >= 5000000000': [1, 5],
  'stort = 9007199254740991': [5],
  'decimal = 0.1 OR decimal = 1e30': [1, 2],
  'mått = 0.5': [1],
  'antal + 2 = 7': [1],
  'antal / 2 = 2.5': [1],
  'antal div 2 = 2': [1],
  '7 div -2 = -3 AND -7 % 3 = -1 AND 0.3 % 0.1 = 0': all,
  'antal % 2 = 1': [1, 5],
  'mått ^ 2 = 4': [2],
  '2 ^ antal = 32': [1],
  '-antal = 7': [2],
  // no answer, not an error
  'antal / 0 = 1 OR NOT antal / 0 = 1': [],
  'mått * mått > 1 OR antal = 0': [2, 4],
  '-1 ^ 0.5 > 0 OR 0 ^ -1 > 0 OR 1e308 * 10 > 0 OR 1e-300 * 1e-300 = 0': [],
  'decimal - 0.1 = 0': [1],
};

const times: Record<string, number[]> = {
  "dag = DATE('2024-05-01')": [1],
  "dag > '2023-12-31'": [1, 2],
  "tid = '2024-05-01T12:00:00Z'": [1],
  "tid < TIMESTAMP('2023-12-31T23:59:59.6Z')": [4, 5],
  // a timestamp beside a date is its day
  "tid = DATE('2024-05-01')": [1],
  "tid > DATE('2024-05-01')": [2],
  "tid <= DATE('2023-12-31')": [4, 5],
  "dag = TIMESTAMP('2024-05-01T23:00:00Z')": [1],
  'dag = tid': [1, 2, 4, 5],
  'start < slut': [1, 2, 4],
  "T_AFTER(dag, DATE('2024-05-01'))": [2],
  "T_BEFORE(tid, TIMESTAMP('2024-05-01T12:00:00Z'))": [4, 5],
  "T_BEFORE(tid, DATE('2024-05-01'))": [4, 5],
  "T_DISJOINT(dag, INTERVAL('2024-01-01', '2024-05-01'))": [2, 4, 5],
  "T_INTERSECTS(dag, INTERVAL('2024-01-01', '2024-05-01'))": [1],
  "T_INTERSECTS(tid, INTERVAL('2024-05-01', '..'))": [1, 2],
  "T_INTERSECTS(tid, INTERVAL('..', '2023-12-31'))": [4, 5],
  "T_EQUALS(dag, INTERVAL('2024-05-01', '2024-05-01'))": [1],
  "T_EQUALS('2024-05-01', dag)": [1],
  "T_AFTER(INTERVAL(start, slut), INTERVAL('..', '2023-12-31T23:59:59Z'))": [1, 2, 5],
  "T_BEFORE(INTERVAL(start, slut), DATE('2024-04-01'))": [2, 4],
  "T_CONTAINS(INTERVAL(start, slut), INTERVAL('2024-03-01', '2024-03-31'))": [1],
  "T_DURING(INTERVAL(start, slut), INTERVAL('2024-02-29', '..'))": [2],
  "T_DURING(INTERVAL(start, slut), INTERVAL('2023-12-31', '2024-07-01'))": [1, 2],
  "T_FINISHES(INTERVAL(start, slut), INTERVAL('2023-12-01', '2024-06-30'))": [1],
  "T_FINISHEDBY(INTERVAL(start, slut), INTERVAL('2024-02-01', '2024-06-30T00:00:00Z'))": [1],
  "T_STARTS(INTERVAL(start, slut), INTERVAL('2024-01-01', '2024-12-31'))": [1],
  "T_STARTEDBY(INTERVAL(start, slut), INTERVAL('2024-01-01', '2024-01-31'))": [1],
  "T_MEETS(INTERVAL(start, slut), INTERVAL('2024-06-30', '2024-12-31'))": [1],
  "T_METBY(INTERVAL(start, slut), INTERVAL('2023-01-01', '2024-01-01'))": [1, 5],
  "T_OVERLAPS(INTERVAL(start, slut), INTERVAL('2024-06-01', '2024-12-31'))": [1],
  "T_OVERLAPPEDBY(INTERVAL(start, slut), INTERVAL('2023-06-01', '2024-01-31'))": [1],
  "T_EQUALS(INTERVAL(start, slut), INTERVAL('2024-03-01', '2024-03-31'))": [2],
  "T_INTERSECTS(INTERVAL('2024-01-01', '2024-02-01'), INTERVAL('2024-02-01', '2024-03-01'))": all,
};

const arrays: Record<string, number[]> = {
  "A_CONTAINS(taggar, ('äta'))": [1, 2, 5],
  "A_CONTAINS(taggar, ('äta', 'bo'))": [1, 5],
  'A_CONTAINS(taggar, ())': [1, 2, 4, 5],
  "A_CONTAINEDBY(taggar, ('äta', 'x'))": [2, 4],
  "A_OVERLAPS(taggar, ('bo', 'x'))": [1, 5],
  // sets: neither order nor repetition counts
  "A_EQUALS(taggar, ('äta', 'bo'))": [1, 5],
  'A_EQUALS(nummer, (2, 1))': [1, 5],
  "A_EQUALS(('äta'), taggar)": [2],
  'A_EQUALS(taggar, taggar)': [1, 2, 4, 5],
  "A_CONTAINS((namn, 'x'), ('Åsunda'))": [1],
  'taggar IS NULL': [3],
};

eachDatabase('filter', (kind) => {
  let place: FilterPlace;
  beforeAll(async () => {
    place = await openFilterPlace(kind);
    await place.query(rows);
  });
  afterAll(() => place?.remove());

  const answers = async (cases: Record<string, number[]>) => {
    const found: Record<string, number[]> = {};
    for (const filter of Object.keys(cases)) found[filter] = await place.keys(filter);
    return found;
  };

  test.each([
    ['scalars', scalar],
    ['LIKE, CASEI and ACCENTI', like],
    ['numbers', numbers],
    ['times', times],
    ['arrays', arrays],
  ])('%s', async (_, cases) => {
    expect(await answers(cases)).toEqual(cases);
  });

  test('JSON means the same', async () => {
    const filter = { op: 'in', args: [{ op: 'casei', args: [{ property: 'namn' }] }, ['åsunda', 'x']] };
    expect(await place.keys(JSON.stringify(filter), { lang: 'cql2-json' })).toEqual([1]);
  });

  test('an index on a text, a number or a key is used', async () => {
    await place.query('create index on public.platser (namn); create index on public.platser (antal)');
    for (const filter of ["namn = 'Åsunda'", "namn IN ('Åsunda', 'x')", 'antal > 5', 'antal IN (5, 6)', 'id = 5']) {
      const { condition } = parseFilter(filter, 'cql2-text', places, sweref);
      const plan = await place.database.transaction(async (tx) => {
        await tx.query(sql`set local enable_seqscan = off`);
        return tx.query(sql`explain select from ${fromTables(places)} where ${condition}`);
      });
      expect(JSON.stringify(plan), filter).toContain('Index Cond');
    }
  });
});
