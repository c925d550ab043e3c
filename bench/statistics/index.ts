import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { connect } from '../../server/database/connect.ts';
import { raw } from '../../server/database/sql.ts';
import { folder, startService } from '../machine.ts';
import { newDatabase } from '../publishing/against.ts';
import { percentile, type Result } from '../table.ts';

/** Sums of a forecast at its real size: 25 areas × 25 years × 101 ages × 2 sexes × 3 scenarios × 5 versions. */
export const statistics: Record<string, () => Promise<Result[]>> = {
  postgres: () => sums('PostgreSQL', { DATABASE_URL: newDatabase('statistics') }, 1),
  embedded: () => sums('embedded', { DATABASE_URL: '', DATA_DIR: join(folder, 'statistics') }, 5),
};

/** Of one version and scenario: 126,250. */
const rows = (version: number, scenario: string) => `
  insert into public.befolkningsprognos
    (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
  select 'D' || area, 'deso', '2025', 'v${version}', 2025, 2025 + year, age, sex, '${scenario}', 'folkmangd',
    1 + (area * 7919 + year * 104729 + age * 1299709 + ${version}) % 23
  from generate_series(11, 35) area, generate_series(1, 25) year, unnest(array['kvinna', 'man']) sex, generate_series(0, 100) age`;

const outlines = `
  insert into public.prognosomraden (kod, namn, indelning, utgava, visas, geom)
  select 'D' || area, 'Område ' || area, 'deso', '2025', true,
    st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))
  from generate_series(11, 35) area`;

/** Each question is a new one each time: what was asked for before is kept. */
const questions: [what: string, reach: number, query: (turn: number) => string][] = [
  ['one area, by year', 50, (turn) => `by=year&area=D${11 + turn}`],
  ['one area, by year, an age group', 50, (turn) => `by=year&age=1-5&area=D${11 + turn}`],
  ['one area, a pyramid', 50, (turn) => `by=age,sex&year=2040&area=D${11 + turn}`],
  ['one area, a filter', 50, (turn) => `by=year&filter=omradeskod='D${11 + turn}' AND alder BETWEEN 3 AND 22`],
  [
    'all areas × years',
    150,
    (turn) => `by=area,year&year=${2026 + (turn % 2)}-2050${turn > 1 ? `&age=0-${130 + turn}` : ''}`,
  ],
  [
    'all areas × years, preschool',
    150,
    (turn) => `by=area,year&age=1-5&prognosversion=v${1 + (turn % 5)}&scenario=${turn < 5 ? 'huvud' : 'alternativ'}`,
  ],
  ['all areas × years, odd ages', 150, (turn) => `by=area,year&age=${turn + 1}-${turn + 22}`],
  [
    'all areas × years × groups',
    150,
    (turn) => `by=area,year,agegroup&prognosversion=v${1 + (turn % 5)}&scenario=${turn < 5 ? 'huvud' : 'alternativ'}`,
  ],
];

const turns = 8;

async function sums(name: string, settings: Record<string, string>, times: number): Promise<Result[]> {
  const all = { EXAMPLE_SCALE: '0', WORKERS: '1', ...settings };
  // The tables are made by whoever comes first.
  await (await startService(all)).stop();
  const config = readConfig({ DATA_DIR: join(folder, 'data'), ...all });
  const database = await connect(config, { join: false, log: () => {} });
  await database.query(raw(outlines));
  for (const version of [1, 2, 3, 4, 5])
    for (const scenario of ['huvud', 'alternativ', 'lagt'])
      await database.transaction(async (tx) => {
        // Rows without their log and history, which bench/publishing measures.
        await tx.query(raw('set local session_replication_role = replica'));
        await tx.query(raw(rows(version, scenario)));
      });
  await database.query(raw('vacuum analyze public.befolkningsprognos'));
  await database.close();
  const service = await startService(all);
  const results: Result[] = [];
  for (const [what, reach, query] of questions) {
    const waits: number[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const url = `${service.url}/geodata/v1/collections/befolkningsprognos/aggregate?${query(turn)}`;
      const began = performance.now();
      const response = await fetch(url);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${response.status} ${url}`);
      // The first plans statements and opens connections.
      if (turn > 0) waits.push(performance.now() - began);
    }
    results.push({
      what: `${name}, ${what}`,
      ours: `${percentile(waits, 0.5).toFixed(0)} ms`,
      theirs: `p95 ${percentile(waits, 0.95).toFixed(0)} ms`,
      ratio: '',
      reach: `< ${reach * times} ms`,
    });
  }
  await service.stop();
  return results;
}
