import { hash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { systemOf } from '../../server/features/index.ts';
import type { Content } from '../../server/pictures/content.ts';
import type { Frame } from '../../server/pictures/frame.ts';
import type { Asked } from '../../server/pictures/picture.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';

/** Two plans 3 km apart, and a long street that lies diagonally below both. */
const fill = raw(`
  insert into public.detaljplaner (objektidentitet, namn, status, geom)
  select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Plan ' || n, 'laga kraft',
    st_multi(st_makeenvelope(616000 + 3000 * n, 6612000, 616400 + 3000 * n, 6612400, 3006))
  from generate_series(0, 1) n;
  insert into public.vagar (id, klass, geom)
  values ('sned', 'huvudgata', st_multi(st_geomfromtext('LINESTRING(616000 6614000, 620000 6618000)', 3006)))`);

const system = (srid: number) => {
  const found = systemOf(srid);
  if (!found) throw new Error(`EPSG:${srid}`);
  return found;
};

const healthSchema = z.object({
  memory: z.object({ pictures: z.object({ count: z.number(), bytes: z.number() }) }),
});

const plain: Omit<Content, 'datasets'> = {
  paper: false,
  transparent: true,
  theme: 'light',
  lang: 'sv',
  ended: false,
  filters: new Map(),
};

eachDatabase('pictures in memory', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    await service.service.database.query(fill);
    await service.heard();
  });
  afterAll(() => service?.stop());

  const edit = async (statement: string) => {
    await service.service.database.query(raw(statement));
    await service.heard();
  };
  const around = (east: number, north: number): Frame => ({
    crs: system(3006),
    box: [east - 400, north - 400, east + 400, north + 400],
    width: 256,
    height: 256,
    pixelRatio: 1,
  });
  const get = (frame: Frame, datasets: string[]) =>
    service.service.pictures.get(service.service, { frame, content: { ...plain, datasets }, type: 'png' });

  test('an edit drops the pictures of that dataset and place, and no other', async () => {
    const [here, far] = [around(616200, 6612200), around(619200, 6612200)];
    const before = await get(here, ['detaljplaner']);
    const others = [await get(far, ['detaljplaner']), await get(here, ['vagar'])];
    await edit(`update public.detaljplaner set geom = st_translate(geom, 50, 0) where namn = 'Plan 0'`);
    const after = await get(here, ['detaljplaner']);
    expect(before.kept).toBe(false);
    expect(after.hash).not.toBe(before.hash);
    expect(await get(far, ['detaljplaner'])).toBe(others[0]);
    expect(await get(here, ['vagar'])).toBe(others[1]);
  });

  test('what a long diagonal does not touch stays, though it lies in its rectangle', async () => {
    const [on, beside] = [around(618000, 6616000), around(619500, 6614600)];
    const mercator: Frame = {
      ...around(0, 0),
      crs: system(3857),
      box: [1_898_000, 8_303_000, 1_900_000, 8_305_000],
    };
    const frames = [on, beside, mercator];
    const before = await Promise.all(frames.map((frame) => get(frame, ['vagar'])));
    await edit(`update public.vagar set namn = 'Snedgatan' where id = 'sned'`);
    expect(before.map(({ kept }) => kept)).toEqual([false, true, true]);
  });

  test('one drawing for all who ask at once; what nobody waits for any more is not drawn', async () => {
    const frame = around(616300, 6612300);
    const [one, two] = await Promise.all([get(frame, ['detaljplaner']), get(frame, ['detaljplaner'])]);
    expect(one).toBe(two);
    // Of many that come and go at once only those are drawn whose turn had come.
    const { pictures } = service.service;
    const before = pictures.memory.size;
    const impatient = Array.from({ length: 40 }, () => new AbortController());
    const many = impatient.map(({ signal }, index) => {
      const frame = around(616000 + index, 6612000);
      const asked: Asked = { frame, content: { ...plain, datasets: ['detaljplaner'] }, type: 'png' };
      return pictures.get(service.service, asked, signal);
    });
    for (const one of impatient) one.abort();
    const ended = await Promise.allSettled(many);
    expect(ended.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(30);
    expect(pictures.memory.size - before).toBeLessThan(10);
  });

  test('nothing is drawn twice where nothing is, and such pictures cost nearly nothing', async () => {
    const { memory } = service.service.pictures;
    const one = await get(around(700_000, 6_500_000), ['detaljplaner']);
    const before = memory.bytes;
    const two = await get(around(710_000, 6_500_000), ['detaljplaner']);
    expect(two.bytes).toBe(one.bytes);
    expect(memory.bytes - before).toBeLessThanOrEqual(1_000);
  });

  test('a change while a picture is drawn: whoever asks after it gets the new one', async () => {
    const frame = around(619300, 6612300);
    const under = get(frame, ['detaljplaner']);
    await edit(`update public.detaljplaner set geom = st_translate(geom, 0, 60) where namn = 'Plan 1'`);
    const after = await get(frame, ['detaljplaner']);
    await under;
    expect(await get(frame, ['detaljplaner'])).toBe(after);
    const { bytes } = await service.service.pictures.draw(service.service, {
      frame,
      content: { ...plain, datasets: ['detaljplaner'] },
      type: 'png',
    });
    expect(after.hash).toBe(hash('sha1', bytes, 'base64url').slice(0, 16));
  });

  test('ten seconds without a version; 304 for whoever has the bytes; told in /health/ready', async () => {
    const first = await service.get('/karta.png?lager=detaljplaner&storlek=300x200');
    expect(first.headers.get('cache-control')).toBe('public, max-age=10');
    const etag = first.headers.get('etag') ?? '';
    const again = await service.get('/karta.png?lager=detaljplaner&storlek=300x200', {
      headers: { 'If-None-Match': etag },
    });
    expect([again.status, again.headers.get('cache-status')]).toEqual([304, 'Allmanning; hit']);
    const health = await service.json('/health/ready', healthSchema);
    expect(health.memory.pictures.count).toBe(service.service.pictures.memory.size);
    expect(health.memory.pictures.bytes).toBe(service.service.pictures.memory.bytes);
  });
});
