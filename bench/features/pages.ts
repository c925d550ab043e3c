import pg from 'pg';
import { z } from 'zod';
import { pgbench, startService, wrk } from '../machine.ts';
import { compared, inTurns, median, type Result } from '../table.ts';
import { databaseAt } from '../tiles/places.ts';
import { dataset, pageSql, written } from './places.ts';

const seconds = 8;
const items = `/geodata/v1/collections/${dataset}/items`;

/** Pages of features against the database alone running the same SQL, with as many clients. */
export async function pages(): Promise<Result[]> {
  const databaseUrl = await databaseAt(100);
  const service = await startService({ DATABASE_URL: databaseUrl, WORKERS: '1' });
  const cases = [
    { what: 'items?limit=1000', query: '', limit: 1_000 },
    {
      what: 'items?bbox=…&filter=…&limit=100',
      query: `bbox=17.05,59.62,17.1,59.65&filter=${encodeURIComponent("plan_status = 'laga kraft' AND bestammelsetyp <> 'x'")}`,
      limit: 100,
    },
  ];
  const results: Result[] = [];
  for (const { what, query, limit } of cases) {
    const url = `${service.url}${items}?${query}${query ? '&' : ''}limit=${limit}`;
    await (await fetch(url)).arrayBuffer();
    // As a view: pgbench takes `:MI` in a text for a variable of its own.
    await execute(databaseUrl, `create or replace view page as ${written(await pageSql(query, limit + 1))}`);
    const script = { sql: 'select * from page;\n', weight: 1 };
    const ours = async () => (await wrk(url, { connections: 4, seconds, headers: {} })).perSecond;
    const rates = await inTurns(3, ours, () => pgbench(databaseUrl, [script], seconds));
    results.push(compared(`${what} : pgbench`, rates, '≥ 0.50'));
  }
  await service.stop();
  return results;
}

async function execute(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const pageShape = z.looseObject({ links: z.array(z.looseObject({ rel: z.string(), href: z.string() })) });

/** Page 1,000 against page 1. */
export async function deep(): Promise<Result[]> {
  const service = await startService({ DATABASE_URL: await databaseAt(100), WORKERS: '1' });
  const results: Result[] = [];
  for (const query of ['limit=100', 'limit=100&sortby=beteckning']) {
    const first = `${service.url}${items}?${query}`;
    let last = first;
    for (let page = 1; page < 1_000; page++) {
      const { links } = pageShape.parse(await (await fetch(last)).json());
      last = links.find(({ rel }) => rel === 'next')?.href ?? last;
    }
    const time = async (url: string) => {
      const waits: number[] = [];
      for (let round = 0; round < 15; round++) {
        const began = performance.now();
        await (await fetch(url)).arrayBuffer();
        waits.push(performance.now() - began);
      }
      return median(waits);
    };
    const [one, thousand] = [await time(first), await time(last)];
    results.push({
      what: `${query}, page 1,000 : page 1`,
      ours: `${thousand.toFixed(1)} ms`,
      theirs: `${one.toFixed(1)} ms`,
      ratio: (thousand / one).toFixed(2),
      reach: 'the same',
    });
  }
  await service.stop();
  return results;
}
