import pg from 'pg';
import { openBrowser } from '../../tests/browser/browser.ts';
import { readEvents } from '../../tests/setup/events.ts';
import { startService } from '../machine.ts';
import { percentile, type Result } from '../table.ts';
import { databaseAt } from './places.ts';

const commits = 40;
const address = '13/4484/2395';

/** From COMMIT to the event, to the new tile, and to the repainted map in a real browser. */
export async function live(): Promise<Result[]> {
  const databaseUrl = await databaseAt(1);
  const service = await startService({ DATABASE_URL: databaseUrl, WORKERS: '1' });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const plan = '20000000-0000-4000-8000-000000000001';
  await client.query(`insert into public.detaljplaner (objektidentitet, namn, status, geom)
    select '${plan}', 'Mätning', 'samråd', st_multi(st_buffer(st_transform(st_setsrid(st_point(17.078, 59.636), 4326), 3006), 30))`);
  const toEvent: number[] = [];
  const toTile: number[] = [];
  const events = await readEvents(`${service.url}/events`);
  await events.next();
  for (let count = 0; count < commits; count++) {
    const began = performance.now();
    await client.query(`update public.detaljplaner set geom = st_translate(geom, $1, 0) where objektidentitet = $2`, [
      count % 2 ? 20 : -20,
      plan,
    ]);
    const { data } = await events.next();
    toEvent.push(performance.now() - began);
    await (await fetch(`${service.url}/tiles/detaljplaner/${address}.mvt?v=${data.version}`)).arrayBuffer();
    toTile.push(performance.now() - began);
  }
  await events.close();
  const toRepaint = await repaints(service.url, client, plan);
  await client.query(`delete from public.detaljplaner where objektidentitet = $1`, [plan]);
  await client.end();
  await service.stop();
  const told = (what: string, waits: readonly number[], reach: string): Result => ({
    what: `${what}, p95`,
    ours: `${percentile(waits, 0.95).toFixed(0)} ms`,
    theirs: '',
    ratio: '',
    reach,
  });
  return [
    told('COMMIT → event', toEvent, '< 200 ms'),
    told('COMMIT → new tile', toTile, '< 300 ms'),
    told('COMMIT → repaint in Chromium', toRepaint, '< 1000 ms'),
  ];
}

/** The map's picture is compared frame by frame: a repaint is the first frame in which the place looks otherwise. */
async function repaints(url: string, client: pg.Client, plan: string): Promise<number[]> {
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 900, height: 700 }, reducedMotion: 'reduce' });
  await page.goto(`${url}/?lager=detaljplaner#16/59.636/17.078`);
  await page.locator('.card .count').first().filter({ hasText: /[1-9]/ }).waitFor();
  await page.waitForTimeout(3_000);
  const clip = { x: 500, y: 250, width: 260, height: 200 };
  const look = async () => (await page.screenshot({ clip })).toString('base64');
  const waits: number[] = [];
  for (let count = 0; count < 20; count++) {
    const before = await look();
    const began = performance.now();
    await client.query(`update public.detaljplaner set geom = st_translate(geom, 0, $1) where objektidentitet = $2`, [
      count % 2 ? 25 : -25,
      plan,
    ]);
    while ((await look()) === before && performance.now() - began < 10_000) await page.waitForTimeout(10);
    waits.push(performance.now() - began);
    await page.waitForTimeout(500);
  }
  await browser.close();
  return waits;
}
