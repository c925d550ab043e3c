import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { adoptTable } from '../../server/adopting/adopt.ts';
import { raw, sql } from '../../server/database/sql.ts';
import { searchDocument } from '../../server/search/index.ts';
import { watchDefinitions } from '../../server/service/watch-definitions.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';

const square = (east: number, north: number) =>
  `st_multi(st_makeenvelope(${east}, ${north}, ${east + 100}, ${north + 100}, 3006))`;
const line = (east: number, north: number) => `'SRID=3006;MULTILINESTRING((${east} ${north}, ${east + 100} ${north}))'`;

/** Plans, streets with and without dots, two streets of one name, a project that is not public, and provisions worded alike. */
const fill = raw(`
  insert into public.detaljplaner (objektidentitet, beteckning, namn, syfte, status, geom)
  select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'SPL ' || n, 'Stadsplan för kvarteret ' || k,
    'Planens syfte är att pröva ett badhus', 'laga kraft', ${square(617_000, 6_612_000)}
  from (values (2, 'Lavendeln'), (26, 'Hjälmen'), (27, 'Örtagården'), (270, 'Rektorn')) v (n, k);
  insert into public.planbestammelser (objektidentitet, detaljplan, bestammelsetyp, beteckning, formulering, geom)
  select gen_random_uuid(), objektidentitet, 'användningsbestämmelse', 'B', 'Bostäder', st_buffer(st_centroid(geom), 8)
  from public.detaljplaner;
  insert into public.vagar (id, klass, namn, geom) values
    ('v1', 'lokalgata', 'Ängsgatan', ${line(617_000, 6_612_000)}),
    ('v2', 'lokalgata', 'Angsgatan', ${line(617_000, 6_612_500)}),
    ('v3', 'lokalgata', 'Kyrkogatan', ${line(617_000, 6_612_000)}),
    ('v4', 'lokalgata', 'Kyrkogatan', ${line(630_000, 6_620_000)}),
    ('v5', 'lokalgata', '100%_gatan', ${line(617_000, 6_612_000)});
  insert into public.exploateringsomraden (id, namn, typ, skede, synlighet, fastigheter, geom) values
    ('11111111-0000-4000-8000-000000000001', 'Solhöjden', 'bostad', 'idé', 'publik', '{Bergvreten 14:63}', ${square(617_500, 6_612_000)}),
    ('11111111-0000-4000-8000-000000000002', 'Månskensdalen', 'bostad', 'idé', 'intern', '{}', ${square(617_500, 6_612_000)});`);

eachDatabase('the search', (kind) => {
  let service: TestService;
  let stopWatching: () => void;
  let geocoder: Server;
  let geocoderUrl = '';
  const told: string[] = [];
  const asked: string[] = [];
  /** What the service for addresses answers, and after how long. */
  const addresses: { body: string; wait: number } = { body: '{"features":[]}', wait: 0 };

  beforeAll(async () => {
    geocoder = createServer((request, response) => {
      asked.push(request.url ?? '');
      setTimeout(() => response.end(addresses.body), addresses.wait);
    });
    await new Promise<void>((resolve) => geocoder.listen(0, '127.0.0.1', resolve));
    const at = geocoder.address();
    geocoderUrl = `http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}`;
    service = await startTestService(kind, { GEOCODERS: `photon=${geocoderUrl}`, GEOCODER_TIMEOUT_MS: '400' });
    await service.service.database.query(fill);
    mkdirSync(service.place.config.datasetsDir, { recursive: true });
    stopWatching = watchDefinitions(service.service, (text) => told.push(text));
  });
  afterAll(async () => {
    stopWatching?.();
    await service?.stop();
    geocoder?.closeAllConnections();
    geocoder?.close();
  });

  const search = (text: string, more = '') =>
    service.json(`/sok?f=json&q=${encodeURIComponent(text)}${more}`, searchDocument);
  const titles = async (text: string, more = '') =>
    (await search(text, more)).features.map(({ properties }) => properties.title);
  const change = (text: string) => service.service.database.query(raw(text));
  /** Everything that the index holds of a dataset. */
  const held = async (dataset: string) => {
    const rows = await service.service.database.query<{ text: string }>(
      sql`select concat(s.title, s.names, s.texts, f.key) as text from allmanning.search_features f
        full join allmanning.search_texts s on s.id = f.text where coalesce(f.dataset, s.dataset) = ${dataset} order by 1`,
    );
    return rows.map(({ text }) => text).join('\n');
  };
  const read = () => told.filter((text) => text.includes('lästa på nytt')).length;

  async function publish(table: string, id: string, changes: (draft: Draft) => object, options = {}): Promise<void> {
    const result = await adoptTable(service.service.database, table, { id, ...options });
    if ('refused' in result) throw new Error(result.refused.reason.sv);
    const draft = draftShape.parse(JSON.parse(result.adopted.json));
    const words = { title: { sv: id, en: id }, informationsagare: 'kommun', licence: 'CC0-1.0' };
    const before = read();
    const file = join(service.place.config.datasetsDir, `${id}.json`);
    writeFileSync(file, JSON.stringify({ ...draft, ...words, ...changes(draft) }));
    await expect.poll(read, { timeout: 30_000 }).toBeGreaterThan(before);
    await service.service.search.keep(service.service.published);
  }

  test('a plan is found by its number, whole or begun, in any order, with and without a space', async () => {
    for (const text of ['SPL 27', 'spl27', '27 spl', '  Spl   27 '])
      expect((await titles(text))[0], text).toBe('Stadsplan för kvarteret Örtagården');
    expect(await titles('SPL 2')).toEqual([
      'Stadsplan för kvarteret Lavendeln',
      'Stadsplan för kvarteret Hjälmen',
      'Stadsplan för kvarteret Rektorn',
      'Stadsplan för kvarteret Örtagården',
    ]);
    const [first] = (await search('SPL 27')).features;
    expect(first).toMatchObject({
      id: 'detaljplaner/00000000-0000-4000-8000-000000000027',
      geometry: { type: 'Point' },
      properties: {
        ...{ kind: 'feature', dataset: 'detaljplaner', subject: 'detaljplaner', subtitle: 'Laga kraft' },
        matched: { field: 'beteckning', title: 'Planbeteckning', text: 'SPL 27' },
        href: `${service.url}/geodata/v1/collections/detaljplaner/items/00000000-0000-4000-8000-000000000027`,
      },
    });
    const item = await service.json(
      first?.properties.href?.replace(service.url, '') ?? '',
      z.object({ id: z.string() }),
    );
    expect(item.id).toBe('00000000-0000-4000-8000-000000000027');
  });

  test('misspelt, without dots, or with dots that are not there', async () => {
    for (const text of [
      'Örtagrden',
      'ortagarden',
      'kvarteret ortagådren',
      'örtegården',
      'rtagården',
      'örtagrd',
      'örtga',
    ])
      expect(await titles(text), text).toEqual(['Stadsplan för kvarteret Örtagården']);
    expect((await titles('angsgatan')).toSorted()).toEqual(['Angsgatan', 'Ängsgatan']);
    expect((await titles('ÄNGSGATAN')).toSorted()).toEqual(['Angsgatan', 'Ängsgatan']);
    expect(await titles('bergvrten 14:63')).toEqual(['Solhöjden']);
  });

  test('what is written as it was searched comes before what only looks like it', async () => {
    expect((await titles('ängsgatan'))[0]).toBe('Ängsgatan');
    expect((await titles('angsgatan'))[0]).toBe('Angsgatan');
  });

  test('where several are alike, the nearest is told, and how many there are', async () => {
    const here = await search('kyrkogatan', '&bbox=17.07,59.62,17.09,59.64');
    const there = await search('kyrkogatan', '&bbox=17.3,59.69,17.32,59.7');
    expect(here.features.map(({ id, properties }) => [id, properties.alike])).toEqual([['vagar/v3', 2]]);
    expect(there.features.map(({ id, properties }) => [id, properties.alike])).toEqual([['vagar/v4', 2]]);
  });

  test('hits are grouped, and a group says how many there are', async () => {
    const { groups, features } = await search('bostäder');
    expect(groups).toEqual([
      { id: 'planbestammelser', title: 'Planbestämmelser', numberMatched: 1, numberReturned: 1 },
    ]);
    expect(features[0]?.properties.alike).toBe(4);
    const { groups: few } = await search('spl', '&limit=2');
    expect(few).toEqual([{ id: 'detaljplaner', title: 'Detaljplaner', numberMatched: 4, numberReturned: 2 }]);
    expect((await search('a', '&datasets=vagar')).groups.map(({ id }) => id)).toEqual(['vagar']);
    const english = await service.json('/sok?f=json&lang=en&q=spl%2027', searchDocument);
    expect(english.features[0]?.properties.subtitle).toBe('In force');
  });

  test('a feature is found by its key, and by the beginning of one', async () => {
    expect(await titles('11111111-0000-4000-8000-000000000001')).toEqual(['Solhöjden']);
    expect(await titles('11111111-00')).toEqual(['Solhöjden']);
    expect(await titles('11111111-0000-4000-8000-000000000002')).toEqual([]);
  });

  test('the purpose of a plan is searched, and told where the word stands', async () => {
    const [first] = (await search('badhus')).features;
    expect(first?.properties.matched).toEqual({
      field: 'syfte',
      title: 'Syfte',
      text: 'Planens syfte är att pröva ett badhus',
    });
  });

  test('a row that is not public is not in the index; one that becomes internal leaves it with the same commit', async () => {
    expect(await titles('månskensdalen')).toEqual([]);
    expect(await held('exploateringsomraden')).not.toContain('manskensdalen');
    await change(`update public.exploateringsomraden set synlighet = 'publik' where namn = 'Månskensdalen'`);
    expect(await titles('månskensdalen')).toEqual(['Månskensdalen']);
    await service.service.database.transaction(async (tx) => {
      await tx.query(raw(`update public.exploateringsomraden set synlighet = 'intern' where namn = 'Månskensdalen'`));
      const rows = await tx.query(raw(`select from allmanning.search_texts where names like '%manskensdalen%'`));
      expect(rows).toEqual([]);
    });
    expect(await held('exploateringsomraden')).not.toContain('manskensdalen');
    expect(await titles('månskensdalen')).toEqual([]);
  });

  test('follows rows that come, change, move and go, also when many share a text', async () => {
    await change(
      `insert into public.vagar (id, klass, namn, geom) values ('n1', 'lokalgata', 'Nyvägen', ${line(617_000, 6_612_000)})`,
    );
    expect(await titles('nyvägen')).toEqual(['Nyvägen']);
    await change(`update public.vagar set namn = 'Kyrkogatan' where id = 'n1'`);
    expect(await titles('nyvägen')).toEqual([]);
    expect((await search('kyrkogatan')).features[0]?.properties.alike).toBe(3);
    await change(`update public.vagar set geom = ${line(640_000, 6_630_000)} where id = 'n1'`);
    const far = '&bbox=17.49,59.78,17.51,59.8';
    expect((await search('kyrkogatan', far)).features[0]?.id).toBe('vagar/n1');
    await change(`update public.vagar set id = 'n2' where id = 'n1'`);
    expect((await search('kyrkogatan', far)).features[0]?.id).toBe('vagar/n2');
    await change(`delete from public.vagar where id = 'n2'`);
    expect((await search('kyrkogatan')).features[0]?.properties.alike).toBe(2);
    await change(`delete from public.vagar where namn = 'Kyrkogatan'`);
    expect(await titles('kyrkogatan')).toEqual([]);
    expect(await held('vagar')).not.toContain('kyrkogatan');
    const counted = await service.service.database.query(
      raw(`select s.id from allmanning.search_texts s
        where s.features <> (select count(*) from allmanning.search_features f where f.text = s.id)
        union all select f.text from allmanning.search_features f where not exists (select from allmanning.search_texts s where s.id = f.text)`),
    );
    expect(counted).toEqual([]);
    await change('truncate public.vagar');
    expect(await held('vagar')).toBe('');
  });

  test('fields of an adopted table that are not public are not searched, and a definition that changes changes the index', async () => {
    await change(`create table public.trad (nr integer primary key, art text, hemligt text, geom geometry(Point, 3010));
      insert into public.trad values (7, 'Zebragran', 'Hemlighult', 'SRID=3010;POINT(182600 6613600)')`);
    await publish('public.trad', 'trad', () => ({}));
    expect(await held('trad')).toBe('');
    expect(await titles('zebragran')).toEqual([]);
    const open = (draft: Draft, names: readonly string[]) => ({
      fields: draft.fields.map((field) => ({ ...field, public: names.includes(field.name), searchable: true })),
    });
    await publish('public.trad', 'trad', (draft) => open(draft, ['art']));
    const [tree] = (await search('zebragrn')).features;
    expect(tree).toMatchObject({ id: 'trad/7', properties: { group: 'trad', title: 'Zebragran' } });
    expect(await titles('hemlighult')).toEqual([]);
    expect(await held('trad')).not.toContain('hemlighult');
    await change(`update public.trad set art = 'Silvergran'`);
    expect(await titles('silvergran')).toEqual(['Silvergran']);
    await publish('public.trad', 'trad', (draft) => open(draft, []));
    expect(await held('trad')).toBe('');
    await publish('public.trad', 'trad', (draft) => open(draft, ['art']));
    expect(await held('trad')).toContain('silvergran');
    rmSync(join(service.place.config.datasetsDir, 'trad.json'));
    await expect.poll(() => held('trad'), { timeout: 30_000 }).toBe('');
    await change(`update public.trad set art = 'Blågran'`);
    expect(await held('trad')).toBe('');
    await publish('public.trad', 'trad', (draft) => open(draft, ['art']));
    expect(await titles('blågran')).toEqual(['Blågran']);
  });

  test('a field of another table is searched, and followed there', async () => {
    await change(`create table public.skotare (id integer primary key, namn text);
      insert into public.skotare values (1, 'Parkenheten'), (2, 'Idrottsenheten');
      create table public.park (id integer primary key, skotare integer, geom geometry(Point, 3006));
      insert into public.park values (1, 1, 'SRID=3006;POINT(617000 6612000)'), (2, 2, 'SRID=3006;POINT(617100 6612000)')`);
    const title = { sv: 'Sköts av', en: 'Kept by' };
    const skots = { name: 'skots_av', column: 'namn', type: 'text', title, public: true, searchable: true };
    await publish('public.park', 'park', () => ({
      joins: [{ table: 'public.skotare', from: 'skotare', to: 'id', fields: [skots] }],
    }));
    expect((await search('parkenheten')).features.map(({ id }) => id)).toEqual(['park/1']);
    await change(`update public.skotare set namn = 'Trädgårdsenheten' where id = 1`);
    expect((await search('parkenheten', '&datasets=park')).features).toEqual([]);
    expect((await search('trädgårdsenheten')).features.map(({ id }) => id)).toEqual(['park/1']);
  });

  test('a column that is gone stops nobody from editing, and the index is made again', async () => {
    await change(`create table public.bank (id integer primary key, namn text, geom geometry(Point, 3006));
      insert into public.bank values (1, 'Solbänken', 'SRID=3006;POINT(617000 6612000)')`);
    const open = (draft: Draft) => ({
      fields: draft.fields.map((field) => ({ ...field, public: true, searchable: true })),
    });
    await publish('public.bank', 'bank', open);
    expect(await titles('solbänken')).toEqual(['Solbänken']);
    await change(`alter table public.bank rename namn to kallas; insert into public.bank values (2, 'Skuggbänken')`);
    expect(await held('bank')).toBe('');
    await change('alter table public.bank rename kallas to namn');
    await service.service.search.keep(service.service.published);
    expect((await titles('bänken')).toSorted()).toEqual(['Skuggbänken', 'Solbänken']);
  });

  test('a view is searched; what is no longer in it is not told though the index is older', async () => {
    await change(`create table public.lekplats (id integer primary key, namn text, synlig boolean, geom geometry(Point, 3006));
      insert into public.lekplats values (1, 'Drakparken', true, 'SRID=3006;POINT(617000 6612000)'), (2, 'Gömstället', false, 'SRID=3006;POINT(617000 6612000)');
      create view public.lekplatser as select id, namn, geom from public.lekplats where synlig`);
    await publish(
      'public.lekplatser',
      'lekplatser',
      (draft) => ({ fields: draft.fields.map((field) => ({ ...field, public: true, searchable: true })) }),
      { key: 'id' },
    );
    await expect.poll(() => titles('drakparken'), { timeout: 10_000 }).toEqual(['Drakparken']);
    expect(await titles('gömstället')).toEqual([]);
    await change('update public.lekplats set synlig = false');
    expect(await titles('drakparken')).toEqual([]);
  });

  test('coordinates are read, said in words, and found first', async () => {
    const { groups, features } = await search('N 6612345 E 617890');
    expect(groups).toEqual([{ id: 'koordinater', title: 'Koordinater', numberReturned: 1 }]);
    expect(features[0]).toMatchObject({
      geometry: { type: 'Point', coordinates: [expect.closeTo(17.0907, 3), expect.closeTo(59.6325, 3)] },
      properties: { kind: 'coordinates', title: 'SWEREF 99 TM: N 6\u202f612\u202f345, E 617\u202f890' },
    });
    expect(await titles('6612345 280000')).toHaveLength(2);
  });

  test('addresses come from the service of the settings, those in the municipality first, and are kept for a while', async () => {
    const feature = (city: string, coordinates: number[]) => ({
      geometry: { coordinates },
      properties: { street: 'Storgatan', housenumber: '1', city },
    });
    addresses.body = JSON.stringify({
      features: [feature('Malmö', [13, 55.6]), feature('Enköping', [17.0787, 59.633])],
    });
    asked.length = 0;
    const { features, notes } = await search('Storgatan 1');
    expect(
      features.filter(({ properties }) => properties.kind === 'address').map(({ properties }) => properties),
    ).toEqual([
      { kind: 'address', group: 'adresser', title: 'Storgatan 1', subtitle: 'Enköping' },
      { kind: 'address', group: 'adresser', title: 'Storgatan 1', subtitle: 'Malmö, utanför kommunen' },
    ]);
    expect(notes).toEqual([]);
    await search('Storgatan 1');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('q=Storgatan+1');
    // Coordinates and chosen datasets are nobody else's business.
    await search('N 6612345 E 617890');
    await search('Storgatan 3', '&datasets=detaljplaner');
    expect(asked).toHaveLength(1);
  });

  test('a service for addresses that is slow, or answers nonsense, is told, and the rest is found', async () => {
    addresses.wait = 1_500;
    const late = await search('SPL 270');
    expect(late.features[0]?.properties.title).toBe('Stadsplan för kvarteret Rektorn');
    expect(late.notes).toEqual([`${new URL(geocoderUrl).host} svarade inte i tid, så adresser kan saknas.`]);
    Object.assign(addresses, { wait: 0, body: '<html>' });
    const failed = await search('SPL 26');
    expect(failed.features).not.toEqual([]);
    expect(failed.notes).toEqual([`${new URL(geocoderUrl).host} svarade inte, så adresser kan saknas.`]);
    addresses.body = '{"features":[]}';
  });

  test('whatever is asked is an answer or a plain refusal', async () => {
    for (const text of [
      '%',
      '_',
      "'; drop table x; --",
      '\\',
      '"',
      '\u0000\u0007',
      '🏡',
      'ö'.repeat(200),
      'a '.repeat(99),
      '(.*)+$',
      '|',
      'x%27y',
    ])
      expect((await service.get(`/sok?f=json&q=${encodeURIComponent(text)}`)).status, text).toBe(200);
    expect(await titles('%gat')).toEqual(await titles('gat'));
    expect((await service.get('/sok?f=json')).status).toBe(200);
    for (const query of [
      `q=${'a'.repeat(201)}`,
      'q=a&bbox=1,2',
      'q=a&bbox=17.2,59,17.1,60',
      'q=a&limit=0',
      'q=a&sida=2',
    ])
      expect((await service.get(`/sok?f=json&${query}`)).status, query).toBe(400);
    const unknown = await service.get('/sok?f=json&q=a&datasets=hemligt');
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get('content-type')).toContain('problem+json');
  });

  test('without scripts there is a page with the form and what was found', async () => {
    const page = async (path: string) => (await service.get(path, { headers: { Accept: 'text/html' } })).text();
    expect(await page('/sok')).toContain('<input id="q" name="q" type="search"');
    const found = await page('/sok?q=spl+27');
    expect(found).toContain('Stadsplan för kvarteret Örtagården</a>');
    expect(found).toMatch(
      /href="\/\?lager=detaljplaner&amp;valt=detaljplaner%2F00000000-0000-4000-8000-000000000027#1\d\.\d\d\/59\./,
    );
    const hostile = await page(`/sok?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(hostile).not.toContain('<script>alert');
    expect(await page('/sok?q=xyzzyq')).toContain('Inget hittades');
  });
});

const draftShape = z.looseObject({ fields: z.array(z.looseObject({ name: z.string() })) });
type Draft = z.infer<typeof draftShape>;
