import { afterAll, beforeAll, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { pageShape } from '../setup/shapes.ts';

const evil = `<script>alert(1)</script>"'&`;
const rows = raw(`
  insert into public.tatorter (kod, namn, befolkning, geom)
  select 'T' || lpad(n::text, 3, '0'), 'Tätort ' || n, n * 1000,
    st_multi(st_makeenvelope(617000 + n * 100, 6613000, 617050 + n * 100, 6613050, 3006))
  from generate_series(1, 25) n;
  insert into public.tatorter (kod, namn, geom)
  values ('"><b>', '<script>alert(1)</script>"''&', st_multi(st_makeenvelope(617000, 6613000, 617050, 6613050, 3006)));
  insert into public.exploateringsomraden (id, namn, skede, synlighet, avtalstyp, beskrivning, webbadress, uppdaterad, geom) values
    ('00000000-0000-4000-8000-000000000001', 'Öppet', 'planering', 'publik', 'Hemligt avtal', E'Första raden\\nAndra raden',
      'javascript:alert(1)', '2026-03-04T12:00:00+01:00', st_multi(st_makeenvelope(617000, 6613000, 617400, 6613400, 3006))),
    ('00000000-0000-4000-8000-000000000002', 'Hemligt', 'planering', 'intern', 'Hemligt avtal', null, null, null,
      st_multi(st_makeenvelope(620000, 6613000, 620400, 6613400, 3006)))`);

let service: TestService;
beforeAll(async () => {
  service = await startTestService('embedded', {});
  await service.service.database.query(rows);
});
afterAll(() => service?.stop());

const browserAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const items = '/geodata/v1/collections/tatorter/items';

/** What a browser is answered. */
async function visit(path: string, headers: Record<string, string> = {}) {
  const answer = await service.get(path.replace(service.url, ''), { headers: { Accept: browserAccept, ...headers } });
  return { answer, html: await answer.text() };
}

function unescaped(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
}

/** The addresses of ours that a page leads to, but for the API's own description and files, which have tests of their own. */
function linksOf(html: string): string[] {
  return [...html.matchAll(/<a [^>]*href="([^"]*)"/g)]
    .map(([, href = '']) => unescaped(href))
    .filter((href) => !href.startsWith('#'))
    .map((href) => new URL(href, service.url).href)
    .filter((href) => href.startsWith(service.url))
    .filter((href) => !/\/api(\?.*)?$|\/downloads\/\w+\./.test(href));
}

function alternate(answer: Response, type: RegExp): string | undefined {
  const links = answer.headers.get('Link') ?? '';
  const all = [...links.matchAll(/<([^>]*)>; rel="alternate"; type="([^"]*)"/g)];
  return all.find(([, , found = '']) => type.test(found))?.[1];
}

test('every page is also a document and every document a page, and every link leads somewhere', async () => {
  const waiting = [`${service.url}/geodata/v1`];
  const seen = new Set(waiting);
  const kinds = new Set<string>();
  for (let url = waiting.shift(); url; url = waiting.shift()) {
    // One dataset is enough of many alike: the files of the others take long to make.
    if (/\/downloads\/(?!tatorter)\w+\./.test(url)) continue;
    const { answer, html } = await visit(url);
    expect(answer.status, url).toBe(200);
    if (!answer.headers.get('Content-Type')?.startsWith('text/html')) continue;
    const { pathname } = new URL(url);
    // One dataset is enough of many alike, and one feature of its many.
    const isOther = /\/(collections|downloads)\/(?!tatorter)\w/.test(pathname);
    const kind = pathname.replace(/(\/items\/).*/, '$1id');
    const isNew = !kinds.has(kind);
    if (pathname === '/' || isOther || !isNew) continue;
    kinds.add(kind);
    expect(html).toMatch(/^<!doctype html>\n<html lang="sv">/);
    const document = alternate(answer, /json/);
    expect(document, `${url} as a document`).toBeDefined();
    const asJson = await service.get((document ?? '').replace(service.url, ''));
    expect(asJson.headers.get('Content-Type'), document).toMatch(/json/);
    await asJson.json();
    const page = alternate(asJson, /html/);
    expect(page, `${document} as a page`).toBeDefined();
    const again = await service.get((page ?? '').replace(service.url, ''));
    expect(again.headers.get('Content-Type'), page).toMatch(/^text\/html/);
    for (const link of linksOf(html)) {
      if (!seen.has(link)) waiting.push(link);
      seen.add(link);
    }
  }
  const reached = [
    '/downloads/tatorter',
    '/geodata/v1/api-info',
    '/geodata/v1/collections/tatorter/items/id',
    '/geodata/v1/collections/tatorter/queryables',
    '/geodata/v1/collections/tatorter/schema',
    '/geodata/v1/collections/tatorter/sortables',
    '/geodata/v1/collections/tatorter/tiles/WebMercatorQuad',
    '/geodata/v1/conformance',
    '/geodata/v1/styles/karta/metadata',
    '/geodata/v1/tileMatrixSets/WebMercatorQuad',
    '/geodata/v1/tiles/WebMercatorQuad',
  ];
  expect([...kinds]).toEqual(expect.arrayContaining(reached));
}, 120_000);

test('programs that say nothing get JSON, as before', async () => {
  for (const path of ['/geodata/v1', items, '/downloads/tatorter']) {
    const answer = await service.get(path);
    expect(answer.headers.get('Content-Type')).toMatch(/json/);
    expect(answer.headers.get('Vary')).toMatch(/Accept(,|$)/);
  }
  expect((await service.get(`${items}?bbox=1`)).headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
});

test('what is in data and addresses stays text', async () => {
  const attacks = [
    `${items}?limit=50`,
    `${items}/${encodeURIComponent('"><b>')}`,
    `${items}?filter=${encodeURIComponent(evil)}`,
    `${items}?sortby=${encodeURIComponent(evil)}`,
    `${items}?namn=${encodeURIComponent(evil)}`,
    `${items}?bbox=${encodeURIComponent(evil)}&lang=sv`,
    `${items}?${encodeURIComponent(evil)}=1`,
    `/geodata/v1/collections/${encodeURIComponent(evil)}`,
  ];
  for (const path of attacks) {
    const { answer, html } = await visit(path);
    expect(answer.headers.get('Content-Type'), path).toBe('text/html; charset=utf-8');
    expect(html, path).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html, path).not.toContain('<script>alert');
    expect(html, path).not.toContain('"><b>');
  }
  const { html } = await visit(
    '/geodata/v1/collections/exploateringsomraden/items/00000000-0000-4000-8000-000000000001',
  );
  expect(html).not.toContain('href="javascript:');
});

test('only what is public is shown', async () => {
  const list = '/geodata/v1/collections/exploateringsomraden/items';
  for (const path of [list, `${list}/00000000-0000-4000-8000-000000000001`, `${list.replace('items', 'schema')}`]) {
    const { html } = await visit(path);
    expect(html).toContain(path.endsWith('schema') ? 'skede' : 'Öppet');
    expect(html).not.toMatch(/Hemligt|avtalstyp|Avtalstyp/);
  }
  const hidden = await visit(`${list}/00000000-0000-4000-8000-000000000002`);
  expect(hidden.answer.status).toBe(404);
  expect(hidden.html).toContain('Objektet finns inte');
});

test('values are written as people read them', async () => {
  const { html } = await visit(
    '/geodata/v1/collections/exploateringsomraden/items/00000000-0000-4000-8000-000000000001',
  );
  expect(html).toContain('<h1>Öppet</h1>');
  expect(html).toContain('<dt>Skede</dt><dd>Planering</dd>');
  expect(html).toContain('<dt>Uppdaterad</dt><dd>4 mars 2026 kl. 12:00</dd>');
  expect(html).toContain('<dd>Första raden\nAndra raden</dd>');
  expect((await visit(`${items}?sortby=-befolkning&limit=2`)).html).toContain('25\u202f000</td>');
});

test('a page speaks the reader’s language and goes on in the one that was asked for', async () => {
  const swedish = await visit('/geodata/v1/collections');
  expect(swedish.answer.headers.get('Content-Language')).toBe('sv');
  expect(swedish.html).toContain('<h1>Datamängder</h1>');
  const english = await visit('/geodata/v1/collections', { 'Accept-Language': 'en-GB,en;q=0.9' });
  expect(english.html).toContain('<html lang="en">');
  expect(english.html).toContain('<h1>Datasets</h1>');
  expect(english.answer.headers.get('Vary')).toMatch(/Accept-Language/);
  const asked = await visit('/geodata/v1/collections?lang=en');
  expect(asked.html).toContain(`href="${service.url}/geodata/v1/collections/tatorter?lang=en"`);
  expect(asked.html).toContain('hreflang="sv"');
});

test('next links lead through all features', async () => {
  const { numberMatched } = await service.json(items, pageShape);
  const names = new Set<string>();
  let path: string | undefined = `${items}?limit=10&sortby=befolkning`;
  let pages = 0;
  while (path && pages < 10) {
    const { html } = await visit(path);
    expect(html).toContain(`av ${numberMatched} objekt`);
    for (const [, name = ''] of html.matchAll(/<th scope="row"><a [^>]*>([^<]*)</g)) names.add(name);
    const next: string | undefined = /<a [^>]*href="([^"]*)" rel="next"/.exec(html)?.[1];
    path = next && unescaped(next);
    pages++;
  }
  expect(pages).toBe(3);
  expect(names.size).toBe(numberMatched);
});

test('what is wrong with a filter is told beside the filter', async () => {
  const { answer, html } = await visit(`${items}?filter=${encodeURIComponent('namm = 1')}&sortby=namn`);
  expect(answer.status).toBe(400);
  expect(html).toMatch(/role="alert"><h2>Fel i filtret<\/h2><p>[^<]*namn/);
  expect(html).toMatch(/<input id="filter" name="filter" value="namm = 1"[^>]*aria-invalid="true"/);
  expect(html).toContain('<option value="namn" selected>');
  const right = await visit(`${items}?filter=${encodeURIComponent('befolkning > 24000')}`);
  expect(right.html).toContain('Sidan visar 1 av 1 objekt');
});

test('an address without the empty fields of its form, and with no more than can be read', async () => {
  const ask = (query: string, Accept: string) =>
    service.get(`${items}?${query}`, { headers: { Accept }, redirect: 'manual' });
  const form = await ask('filter=&bbox=&sortby=namn&limit=50', browserAccept);
  expect(form.status).toBe(302);
  expect(form.headers.get('Location')).toBe(`${items}?sortby=namn&limit=50`);
  expect((await ask('limit=9999', browserAccept)).headers.get('Location')).toBe(`${items}?limit=1000`);
  expect((await ask('limit=1000', browserAccept)).status).toBe(200);
  expect((await ask('bbox=', '*/*')).status).toBe(400);
});

test('errors keep their status as pages', async () => {
  for (const [path, status, title] of [
    ['/geodata/v1/collections/finns_inte', 404, 'Datamängden finns inte'],
    ['/geodata/v1/collections?x=1', 400, 'Okänd parameter'],
    ['/ingenting', 404, 'Sidan finns inte'],
    ['/downloads/tatorter?f=xml', 400, undefined],
  ] as const) {
    const { answer, html } = await visit(path);
    expect(answer.status, path).toBe(status);
    if (title) expect(html).toContain(`<h1>${title}</h1>`);
    else expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  }
});
