import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { postgresProgram, startService } from '../machine.ts';
import { percentile, type Result } from '../table.ts';
import { newDatabase } from './against.ts';

const rows = 400_000;
const versions = 1_000;

const versionsShape = z.object({ versions: z.array(z.object({ version: z.number() })) });

/** First pages of what 400,000 rows were, with 1,000 versions of 400 rows each after it. */
export async function past(): Promise<Result[]> {
  const databaseUrl = newDatabase('past');
  const service = await startService({ DATABASE_URL: databaseUrl, EXAMPLE_SCALE: '0', WORKERS: '1' });
  const psql = (statement: string) =>
    execFileSync(postgresProgram('psql'), [databaseUrl, '-q', '-c', statement], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const collection = `${service.url}/geodata/v1/collections/tatorter`;
  const newest = async () =>
    versionsShape.parse(await (await fetch(`${collection}/versions?limit=1`)).json()).versions[0]?.version ?? 0;
  psql(`insert into public.tatorter (kod, namn, geom)
    select 'K' || n, 'Yta ' || n, st_multi(st_makeenvelope(x, y, x + 60, y + 60, 3006))
    from (select n, 500000 + (n % 640) * 200 as x, 6500000 + (n / 640) * 200 as y from generate_series(1, ${rows}) n) s`);
  const first = await newest();
  psql(`do $$ begin
    for v in 1..${versions} loop
      update public.tatorter set namn = 'Yta ' || v where kod in (select 'K' || (v * 37 + n * 997) % ${rows} from generate_series(1, 400) n);
      commit;
    end loop; end $$`);
  psql('analyze');
  const results: Result[] = [];
  for (const [what, path] of [
    ['as-of the oldest', `/items?as-of=${first}`],
    ['as-of ten versions ago', `/items?as-of=${(await newest()) - 20}`],
    ['changes of all versions', `/changes?since=${first}&limit=10`],
    ['changes of ten versions', `/changes?since=${(await newest()) - 20}&limit=10`],
  ] as const) {
    const times: number[] = [];
    for (let round = 0; round < 12; round++) {
      const began = performance.now();
      const answer = await fetch(`${collection}${path}`);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
      times.push(performance.now() - began);
    }
    const [slowest = 0] = times;
    results.push({
      what: `first page, ${what}, ${rows.toLocaleString('en')} rows`,
      ours: `${percentile(times, 0.5).toFixed(0)} ms`,
      theirs: `first time ${slowest.toFixed(0)} ms`,
      ratio: '',
      reach: '< 100 ms',
    });
  }
  await service.stop();
  return results;
}
