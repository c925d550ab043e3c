import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { diff, diffWithFile } from '../../server/cli/diff.ts';
import { type ExportOptions, exportDataset } from '../../server/cli/export-dataset.ts';
import { log } from '../../server/cli/history.ts';
import { rollback } from '../../server/cli/rollback.ts';
import { raw, sql } from '../../server/database/sql.ts';
import { parseMoment, pastOf } from '../../server/history/past.ts';

import { pruneHistory } from '../../server/history/prune.ts';
import type { PublishOptions } from '../../server/publishing/options.ts';
import { publishFile } from '../../server/publishing/publish.ts';
import { rollBack } from '../../server/publishing/rollback.ts';
import { eachDatabase } from '../setup/databases.ts';
import { decodeTile } from '../setup/decode.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { featureShape, pageShape, problemShape } from '../setup/shapes.ts';

const versionShape = z.looseObject({
  publication: z.number().optional(),
  message: z.string().optional(),
  version: z.number(),
  time: z.string(),
  kind: z.string(),
  counts: z.object({ added: z.number(), changed: z.number(), removed: z.number() }).optional(),
});
const loggedShape = z.object({
  versions: z.array(versionShape.extend({ first: z.number().optional(), role: z.string().optional() })),
});
const versionsShape = z.looseObject({
  versions: z.array(versionShape),
  links: z.array(z.looseObject({ rel: z.string(), href: z.string() })),
});
const changesShape = z.looseObject({
  from: z.number(),
  to: z.number(),
  links: z.array(z.looseObject({ rel: z.string(), href: z.string() })),
  changes: z.array(
    z.object({
      featureId: z.string(),
      change: z.string(),
      before: featureShape.nullable(),
      after: featureShape.nullable(),
      differences: z.array(z.unknown()).optional(),
    }),
  ),
});

const listShape = z.looseObject({ files: z.array(z.looseObject({ extension: z.string() })) });
const pastFileShape = z.looseObject({ features: z.array(featureShape) });
const differencesShape = z.array(z.object({ property: z.string(), before: z.unknown(), after: z.unknown() }));
const historyShape = z.looseObject({
  featureId: z.string(),
  states: z.array(
    z.looseObject({
      version: z.number(),
      change: z.string().optional(),
      feature: featureShape.nullable(),
      differences: differencesShape.optional(),
      geometry: z.looseObject({ of: z.string(), added: z.number(), removed: z.number() }).optional(),
    }),
  ),
  links: z.array(z.looseObject({ rel: z.string(), href: z.string() })),
});

/** A count of what was may be left out. */
const pastShape = pageShape.partial({ numberMatched: true });

const id = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;
const square = (easting: number) => `st_multi(st_makeenvelope(${easting}, 6613000, ${easting + 400}, 6613400, 3006))`;

eachDatabase('history', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
  });
  afterAll(() => service?.stop());

  const collection = '/geodata/v1/collections/exploateringsomraden';
  const run = (text: string) => service.service.database.query(raw(text));
  /** One transaction. */
  const together = (...statements: string[]) =>
    service.service.database.transaction(async (tx) => {
      for (const statement of statements) await tx.query(raw(statement));
    });
  const add = (number: number, namn: string, more = "'publik', null") =>
    `insert into public.exploateringsomraden (id, namn, skede, synlighet, bostader_totalt, geom)
      values ('${id(number)}', '${namn}', 'idé', ${more}, ${square(616000 + 1000 * number)})`;
  const newest = async () =>
    (await service.json(`${collection}/versions?limit=1`, versionsShape)).versions[0]?.version ?? 0;
  const at = async (version: number | string, query = '') =>
    (await service.json(`${collection}/items?as-of=${version}&limit=100${query}`, pastShape)).features;
  const names = async (version: number | string, query = '') =>
    (await at(version, query)).map(({ properties }) => properties.namn).sort();
  const changes = (query: string) => service.json(`${collection}/changes?${query}`, changesShape);

  test('each transaction is a version, and each can be read as it was', async () => {
    const before = await newest();
    await together(add(1, 'Ett'), add(2, 'Två'));
    const first = await newest();
    await run(`update public.exploateringsomraden set namn = 'Ettan', geom = ${square(650000)} where id = '${id(1)}'`);
    const second = await newest();
    await together(add(3, 'Tre'), `delete from public.exploateringsomraden where id = '${id(2)}'`);
    const third = await newest();
    expect(await names(before)).toEqual([]);
    expect(await names(first)).toEqual(['Ett', 'Två']);
    expect(await names(second)).toEqual(['Ettan', 'Två']);
    expect(await names(third)).toEqual(['Ettan', 'Tre']);
    // Between the two statements of a transaction nobody has been.
    expect(await names(third - 1)).toEqual(['Ettan', 'Tre']);
    const { versions } = await service.json(`${collection}/versions?limit=3`, versionsShape);
    expect(versions.map(({ version, counts }) => [version, counts])).toEqual([
      [third, { added: 1, changed: 0, removed: 1 }],
      [second, { added: 0, changed: 1, removed: 0 }],
      [first, { added: 2, changed: 0, removed: 0 }],
    ]);
    expect(await service.json(`${collection}/versions/${second}`, versionShape)).toMatchObject({
      version: second,
      counts: { changed: 1 },
    });
    // By time: that of the version itself, and a moment before it.
    const time = new Date(versions[1]?.time ?? '');
    expect(await names(encodeURIComponent(versions[1]?.time ?? ''))).toEqual(['Ettan', 'Två']);
    expect(await names(new Date(time.getTime() - 1).toISOString())).toEqual(['Ett', 'Två']);
  });

  test('what was is selected, sorted, moved and written like what is', async () => {
    const { versions } = await service.json(`${collection}/versions?limit=3`, versionsShape);
    const version = versions[2]?.version ?? 0;
    expect(await names(version, '&filter=namn%3D%27Ett%27')).toEqual(['Ett']);
    const [ett] = await at(version, '&filter=namn%3D%27Ett%27');
    const box =
      JSON.stringify(ett?.geometry?.coordinates)
        .match(/[\d.]+/g)
        ?.map(Number) ?? [];
    expect(
      await names(
        version,
        `&bbox=${(box[0] ?? 0) - 0.001},${(box[1] ?? 0) - 0.001},${(box[0] ?? 0) + 0.001},${(box[1] ?? 0) + 0.001}`,
      ),
    ).toEqual(['Ett']);
    const csv = await service.get(
      `${collection}/items?as-of=${version}&f=csv&sortby=-namn&properties=namn&crs=http://www.opengis.net/def/crs/EPSG/0/3006`,
    );
    expect((await csv.text()).split('\r\n').map((line) => line.split(',')[0])).toEqual(['namn', 'Två', 'Ett', '']);
    expect(csv.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await service.get(`${collection}/items?as-of=${version}&f=gpkg`)).status).toBe(200);
    const one = await service.json(`${collection}/items/${id(1)}?as-of=${version}`, featureShape);
    expect(one.properties.namn).toBe('Ett');
  });

  test('a file of what was is kept for ever, in every format', async () => {
    const { versions } = await service.json(`${collection}/versions?limit=3`, versionsShape);
    const version = versions[2]?.version ?? 0;
    const path = '/downloads/exploateringsomraden';
    const file = (query: string) => service.json(`${path}.geojson?${query}`, pastFileShape);
    const namesIn = async (query: string) =>
      (await file(query)).features.map(({ properties }) => properties.namn).sort();
    const { files } = await service.json(path, listShape);
    for (const { extension } of files) {
      const answer = await service.get(`${path}.${extension}?as-of=${version}`);
      expect(answer.status, extension).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable, no-transform');
      expect(answer.headers.get('content-disposition')).toContain(`exploateringsomraden-${version}.${extension}`);
    }
    expect(await namesIn(`as-of=${version}`)).toEqual(['Ett', 'Två']);
    expect(await namesIn(`as-of=${version}&filter=namn%3D%27Ett%27`)).toEqual(['Ett']);
    const time = await service.get(`${path}.csv?as-of=${versions[2]?.time}`);
    expect([time.status, time.headers.get('cache-control')]).toEqual([200, 'no-cache, no-transform']);
    const told = await service.get(`${path}.csv?as-of=${version}`);
    expect(told.headers.get('data-version')).toMatch(new RegExp(`-${version.toString(36)}$`));
    expect((await service.get(`${path}.csv?as-of=999999999`)).status).toBe(404);
    expect((await service.get(`${path}.csv?as-of=x`)).status).toBe(400);
  });

  test('allmanning export writes a file of what is or was, whole or not at all', async () => {
    const { config } = service.place;
    const folder = mkdtempSync(join(config.dataDir, 'out-'));
    const told: string[] = [];
    const spy = vi.spyOn(console, 'error').mockImplementation((text: string) => void told.push(text));
    const { versions } = await service.json(`${collection}/versions?limit=3`, versionsShape);
    const write = (name: string, parameters: ExportOptions['parameters'] = {}, format?: string) =>
      exportDataset(config, { dataset: 'exploateringsomraden', format, file: join(folder, name), parameters }, 'sv');
    const namesIn = (name: string) =>
      pastFileShape
        .parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
        .features.map(({ properties }) => properties.namn)
        .sort();
    try {
      const was = String(versions[2]?.version);
      // One that is streamed, one of GDAL's, one by its name; all are asked for over HTTP.
      for (const extension of ['geojson', 'gpkg']) expect(await write(`nu.${extension}`), extension).toBe(true);
      expect(await write('nu.zip', {}, 'shp')).toBe(true);
      expect(namesIn('nu.geojson')).toEqual(['Ettan', 'Tre']);
      expect(await write('var', { 'as-of': was, filter: "namn = 'Ett'", crs: 'EPSG:3010' }, 'geojson')).toBe(true);
      expect(namesIn('var')).toEqual(['Ett']);
      expect(readFileSync(join(folder, 'var'), 'utf8')).toContain('EPSG/0/3010');
      expect(told.at(-1)).toBe(`1 objekt ur exploateringsomraden som GeoJSON, version ${was}.`);
      const before = readdirSync(folder).sort();
      expect(await write('ny.docx')).toBe(false);
      expect(told.at(-1)).toMatch(/finns inte som "docx".*gpkg/);
      expect(await write('ny.csv', { 'as-of': '999999999' })).toBe(false);
      expect(await write('nu.geojson', { filter: 'finns_inte = 1' })).toBe(false);
      expect(namesIn('nu.geojson')).toEqual(['Ettan', 'Tre']);
      expect(readdirSync(folder).sort()).toEqual(before);
    } finally {
      spy.mockRestore();
    }
  });

  test('changes between two versions are net, before and after, by key', async () => {
    const { versions } = await service.json(`${collection}/versions?limit=4`, versionsShape);
    const [third, second, first, before] = versions.map(({ version }) => version);
    const all = await changes(`since=${before}`);
    expect(
      all.changes.map(({ featureId, change, before: old, after }) => [
        featureId,
        change,
        old?.properties.namn,
        after?.properties.namn,
      ]),
    ).toEqual([
      [id(1), 'added', undefined, 'Ettan'],
      [id(3), 'added', undefined, 'Tre'],
    ]);
    const middle = await changes(`since=${first}&until=${second}`);
    expect(middle).toMatchObject({ from: first, to: second });
    expect(
      middle.changes.map(({ change, before: old, after }) => [change, old?.properties.namn, after?.properties.namn]),
    ).toEqual([['changed', 'Ett', 'Ettan']]);
    const told: string[] = [];
    const spy = vi.spyOn(console, 'log').mockImplementation((text: string) => void told.push(text));
    const between = { dataset: 'exploateringsomraden', from: String(first), until: String(second) };
    await diff(service.place.config, between, { lang: 'sv', json: false }).finally(() => spy.mockRestore());
    expect(told).toEqual([
      `~ ${id(1)}`,
      '    namn: "Ett" → "Ettan"',
      expect.stringMatching(/^ {4}Ytan: 160\s000 m² kom till, 160\s000 m² togs bort\.$/),
      '0 nya, 1 ändrade, 0 borttagna',
    ]);
    const pages = await changes(`since=${second}&until=${third}&limit=1`);
    expect(pages.changes.map(({ featureId, change }) => [featureId, change])).toEqual([[id(2), 'removed']]);
    const next = pages.links.find(({ rel }) => rel === 'next')?.href.replace(service.url, '') ?? '';
    expect((await service.json(next, changesShape)).changes.map(({ featureId }) => featureId)).toEqual([id(3)]);
    expect(
      (await changes(`since=${before}&filter=namn%3D%27Tre%27`)).changes.map(({ featureId }) => featureId),
    ).toEqual([id(3)]);
  });

  test('a feature that is gone is 410 with the way to its last state; one that never was is 404', async () => {
    const answer = await service.get(`${collection}/items/${id(2)}`, { headers: { 'Accept-Language': 'en' } });
    expect(answer.status).toBe(410);
    const { detail = '' } = problemShape.parse(await answer.json());
    const path = /(\/geodata\S+)/.exec(detail)?.[1] ?? '';
    expect((await service.json(path, featureShape)).properties.namn).toBe('Två');
    expect((await service.get(`${collection}/items/${id(9)}`)).status).toBe(404);
  });

  test('what is not public now, or was not then, is never told', async () => {
    const start = await newest();
    await run(add(4, 'Hemlig', `'intern', null`));
    expect(await newest()).toBe(start);
    await run(add(5, 'Synlig'));
    const seen = await newest();
    const filed = async () =>
      (await service.json(`/downloads/exploateringsomraden.geojson?as-of=${seen}`, pastFileShape)).features.length;
    expect(await filed()).toBe(3);
    await run(
      `update public.exploateringsomraden set synlighet = 'intern', namn = 'Blev hemlig' where id = '${id(5)}'`,
    );
    const hidden = await newest();
    await run(`update public.exploateringsomraden set synlighet = 'publik' where id = '${id(4)}'`);
    const shown = await newest();
    // It was public at the time, but is not any more.
    expect(await names(seen)).toEqual(['Ettan', 'Tre']);
    expect((await service.get(`${collection}/items/${id(5)}`)).status).toBe(404);
    expect((await service.get(`${collection}/items/${id(5)}?as-of=${seen}`)).status).toBe(404);
    expect(await filed()).toBe(2);
    // It is public now, but was not at the time.
    expect(await names(hidden)).toEqual(['Ettan', 'Tre']);
    expect(await names(shown)).toEqual(['Ettan', 'Hemlig', 'Tre']);
    const told = await service.get(`${collection}/changes?since=${seen}`);
    const text = await told.text();
    expect(text).not.toContain('Blev hemlig');
    expect(text).not.toContain('Synlig');
    expect(
      changesShape
        .parse(JSON.parse(text))
        .changes.map(({ featureId, change, before, after }) => [featureId, change, before === null, after === null]),
    ).toEqual([
      [id(4), 'added', true, false],
      [id(5), 'removed', true, true],
    ]);
    // What would be found by its content is not told of at all.
    expect((await changes(`since=${seen}&filter=namn%3D%27Synlig%27`)).changes).toEqual([]);
    await run(`delete from public.exploateringsomraden where id = '${id(5)}'`);
    expect((await service.get(`${collection}/items/${id(5)}`)).status).toBe(404);
    expect(await names(seen)).toEqual(['Ettan', 'Tre']);
  });

  test('the history of one feature is its states, and what differs field by field', async () => {
    const history = (number: number, query = '') =>
      service.json(`${collection}/items/${id(number)}/history${query}`, historyShape);
    const { states } = await history(1);
    expect(states.map(({ change, feature }) => [change, feature?.properties.namn])).toEqual([
      ['changed', 'Ettan'],
      ['added', 'Ett'],
    ]);
    expect(states[0]?.differences).toEqual([{ property: 'namn', before: 'Ett', after: 'Ettan' }]);
    // A square of 400 metres that is somewhere else.
    expect(states[0]?.geometry).toEqual({ of: 'area', added: 160_000, removed: 160_000 });
    expect(states[1]).not.toHaveProperty('differences');
    const first = await history(1, '?limit=1');
    const next = first.links.find(({ rel }) => rel === 'next')?.href.replace(service.url, '') ?? '';
    const second = await service.json(next, historyShape);
    expect([...first.states, ...second.states]).toEqual(states);
    // Gone, and what it was.
    expect((await history(2)).states.map(({ change, feature }) => [change, feature?.properties.namn])).toEqual([
      ['removed', undefined],
      ['added', 'Två'],
    ]);
    // Public from when it was made so; of what is internal now nothing but that it went.
    expect((await history(4)).states.map(({ change }) => change)).toEqual(['added']);
    expect((await history(5)).states.map(({ change, feature }) => [change, feature])).toEqual([['removed', null]]);
    expect((await service.get(`${collection}/items/${id(9)}/history`)).status).toBe(404);
    expect((await service.get(`${collection}/items/nothing/history`)).status).toBe(404);
    const page = await service.get(`${collection}/items/${id(1)}/history`, { headers: { Accept: 'text/html' } });
    const text = await page.text();
    expect(text).toContain('<td>Ett</td><td>Ettan</td>');
    expect(text).toContain('160\u202f000 m² kom till');
    const newestVersion = states[0]?.version ?? 0;
    const compared = await service.get(`${collection}/changes?since=${newestVersion - 2}&until=${newestVersion}`, {
      headers: { Accept: 'text/html' },
    });
    expect(await compared.text()).toMatch(/<del>Ett<\/del>.*<ins>Ettan<\/ins>/);
  });

  test('tiles of what differs mark each feature with what became of it', async () => {
    const { versions } = await service.json(`${collection}/versions?limit=50`, versionsShape);
    const [first, , third] = versions
      .filter(({ counts }) => (counts?.added ?? 0) + (counts?.changed ?? 0) + (counts?.removed ?? 0) > 0)
      .map(({ version }) => version)
      .sort((a, b) => a - b);
    const tile = async (span: string, z: number, x: number, y: number) => {
      const answer = await service.get(`/tiles/exploateringsomraden/changes/${span}/${z}/${x}/${y}.mvt`);
      if (answer.status !== 200) return { answer, features: [] };
      const { exploateringsomraden = [] } = decodeTile(new Uint8Array(await answer.arrayBuffer()));
      return { answer, features: exploateringsomraden };
    };
    const { answer, features } = await tile(`${first}..${third}`, 7, 70, 37);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(features.map(({ properties }) => [properties.namn, properties.change]).sort()).toEqual([
      ['Ett', 'changed-before'],
      ['Ettan', 'changed-after'],
      ['Tre', 'added'],
      ['Två', 'removed'],
    ]);
    // So far out they are too small to be areas, and are seen all the same.
    expect(features.map(({ type }) => type)).toEqual([1, 1, 1, 1]);
    const { features: near } = await tile(`${first}..now`, 12, 2242, 1197);
    expect(near.filter(({ type }) => type === 3).length).toBeGreaterThan(0);
    expect((await tile(`${first}..now`, 12, 0, 0)).answer.status).toBe(204);
    expect((await tile(`${first}..${first}`, 7, 70, 37)).answer.status).toBe(204);
    expect((await tile('12', 7, 70, 37)).answer.status).toBe(400);
    expect((await tile('igår..now', 7, 70, 37)).answer.status).toBe(400);
    expect((await tile(`${first}..999999999`, 7, 70, 37)).answer.status).toBe(404);
  });

  test('yearly totals and joined rows are as they were, too', async () => {
    const homes = `insert into public.exploatering_bostader (omrade, ar, hustyp, upplatelseform, antal) values ('${id(1)}', 2030, 'flerbostadshus', 'hyresrätt', 10)`;
    await run(homes);
    const ten = await newest();
    await run(`update public.exploatering_bostader set antal = 25 where omrade = '${id(1)}'`);
    const total = async (version: number) => {
      const { properties } = await service.json(`${collection}/items/${id(1)}?as-of=${version}`, featureShape);
      return Object.entries(properties).find(([name, value]) => name.endsWith('_2030') && value !== null)?.[1];
    };
    expect(await total(ten)).toBe(10);
    expect(await total(await newest())).toBe(25);
    const [change, ...others] = (await changes(`since=${ten}`)).changes;
    expect(others).toEqual([]);
    expect([change?.featureId, change?.change, change?.differences]).toEqual([
      id(1),
      'changed',
      [{ property: 'fardigstallda_2030', before: 10, after: 25 }],
    ]);
    const { states } = await service.json(`${collection}/items/${id(1)}/history?limit=2`, historyShape);
    expect(states.map(({ differences }) => differences?.length)).toEqual([1, 1]);
    expect(states[0]?.differences).toEqual(change?.differences);
  });

  test('a version is given back as a new one, with all that it had', async () => {
    const { config } = service.place;
    const told: string[] = [];
    const spy = vi.spyOn(console, 'log').mockImplementation((text: string) => void told.push(text));
    const words = { lang: 'sv', json: false, files: [] } as const;
    const back = (version: number, dryRun: boolean) =>
      rollback(
        config,
        { dataset: 'exploateringsomraden', version: String(version), message: 'Fel fil', dryRun },
        words,
      );
    try {
      const good = await newest();
      const before = JSON.stringify(await at(good));
      await run(`update public.exploateringsomraden set namn = 'Fel', geom = ${square(650000)}`);
      await run(`delete from public.exploateringsomraden where id = '${id(3)}'`);
      await run(add(7, 'Också fel'));
      const wrong = await newest();
      expect(await back(good, true)).toBe(true);
      expect(await newest()).toBe(wrong);
      expect(await back(good, false)).toBe(true);
      const counts = '1 nya, 2 ändrade, 1 borttagna, 0 oförändrade';
      expect(told).toEqual([
        expect.stringMatching(new RegExp(`skulle bli ${counts}[^]* prövad`)),
        expect.stringMatching(new RegExp(`${counts}[^]* nummer 1 `)),
      ]);
      const [newestVersion] = (await service.json(`${collection}/versions?limit=1`, versionsShape)).versions;
      expect(newestVersion).toMatchObject({ kind: 'rollback', message: 'Fel fil', publication: 1 });
      expect(newestVersion?.version).toBeGreaterThan(wrong);
      expect(JSON.stringify(await at(newestVersion?.version ?? 0))).toBe(before);
      expect((await changes(`since=${good}`)).changes).toEqual([]);
      // Once more there is nothing to do, and no new version.
      expect(await back(good, false)).toBe(true);
      expect(told.at(-1)).toContain('stämmer redan');
      expect(await newest()).toBe(newestVersion?.version);
    } finally {
      spy.mockRestore();
    }
  });

  test('a version is not given back over rows that refer to what would go, nor without what it refers to', async () => {
    const { database, published } = service.service;
    const plan = (number: number) => `eeeeeeee-0000-4000-8000-00000000000${number}`;
    const latest = async (dataset: string) =>
      (await service.json(`/geodata/v1/collections/${dataset}/versions?limit=1`, versionsShape)).versions[0]?.version ??
      0;
    const back = async (dataset: string, version: number, dryRun = false) => {
      const definition = published.dataset(dataset);
      const past = await pastOf(database, published, definition, parseMoment('version', String(version)));
      return rollBack(database, published.definitions, definition, past, { dryRun });
    };
    const addPlan = (number: number) =>
      run(`insert into public.detaljplaner (objektidentitet, namn, status, geom)
        values ('${plan(number)}', 'Plan ${number}', 'samråd', ${square(616000)})`);
    await addPlan(1);
    const planBefore = await latest('detaljplaner');
    await addPlan(2);
    const before = await latest('planbestammelser');
    await run(`insert into public.planbestammelser (objektidentitet, detaljplan, bestammelsetyp, beteckning, formulering, geom)
      values ('${plan(3)}', '${plan(2)}', 'användningsbestämmelse', 'B', 'Bostäder', ${square(616000)})`);
    const withProvision = await latest('planbestammelser');
    for (const dryRun of [true, false]) {
      const refused = await back('detaljplaner', planBefore, dryRun);
      expect(refused).toMatchObject({ kind: 'rollback', refused: true, errors: 1, dryRun });
      expect(refused.findings).toMatchObject([
        { code: 'referred-to', dataset: 'planbestammelser', field: 'detaljplan', value: plan(2) },
      ]);
      expect(refused.findings[0]?.name).toContain(`(${plan(3)}.1)`);
    }
    expect(await back('planbestammelser', before)).toMatchObject({ refused: false, datasets: [{ deleted: 1 }] });
    expect(await back('detaljplaner', planBefore)).toMatchObject({
      refused: false,
      datasets: [{ deleted: 1, unchanged: 1 }],
    });
    // Its plan is gone.
    const orphan = await back('planbestammelser', withProvision);
    expect(orphan.findings).toMatchObject([{ code: 'reference-missing', field: 'detaljplan', value: plan(2) }]);
    expect(orphan.findings[0]?.name).toContain(`(${plan(3)}.1)`);
  });
  /** What `allmanning diff` prints of a file, and whether it could. */
  async function wouldChange(
    from: string,
    file: string,
    { json = false, ...more }: Partial<PublishOptions> & { json?: boolean } = {},
  ) {
    let text = '';
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    });
    try {
      const options = { ...more, dataset: 'exploateringsomraden', file };
      return [await diffWithFile(service.place.config, from, options, { lang: 'sv', json }), text] as const;
    } finally {
      quiet.mockRestore();
      spy.mockRestore();
    }
  }

  test('an import is a publication with its message; tried or repeated it is none', async () => {
    const file = join(service.place.config.dataDir, 'omraden.geojson');
    const projects = {
      type: 'FeatureCollection',
      features: [
        ['Åtta', 17.1],
        ['Nio', 17.2],
      ].map(([namn, east], index) => ({
        type: 'Feature',
        properties: { id: id(8 + index), namn, skede: 'idé', synlighet: 'publik' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [east, 59.6],
              [Number(east) + 0.01, 59.6],
              [Number(east) + 0.01, 59.61],
              [east, 59.6],
            ],
          ],
        },
      })),
    };
    writeFileSync(file, JSON.stringify(projects));
    const { definitions } = service.service.published;
    const publish = (options: { dryRun?: boolean; message?: string }) =>
      publishFile(service.service.database, definitions, { dataset: 'exploateringsomraden', file, ...options });
    const start = await newest();
    const tried = await wouldChange('now', file);
    expect(tried).toEqual([true, `+ ${id(8)}\n+ ${id(9)}\n2 nya, 0 ändrade, 0 borttagna\n`]);
    expect(await publish({ dryRun: true })).toMatchObject({ dryRun: true, datasets: [{ inserted: 2, updated: 0 }] });
    expect(await newest()).toBe(start);
    const { publication = 0 } = await publish({ message: 'Två till' });
    expect(publication).toBeGreaterThan(1);
    const [version] = (await service.json(`${collection}/versions?limit=1`, versionsShape)).versions;
    expect(version).toMatchObject({ kind: 'import', message: 'Två till', publication, counts: { added: 2 } });
    const page = await (await service.get(`${collection}/versions`, { headers: { Accept: 'text/html' } })).text();
    expect(page).toContain('Två till');
    expect(page).toContain(`items?as-of=${version?.version}`);
    expect(await wouldChange('now', file)).toEqual([true, '0 nya, 0 ändrade, 0 borttagna\n']);
    // Since a version of before: what the import did, and what the file would do.
    const [isKnown, since] = await wouldChange(String(start), file, { json: true, set: { namn: 'Omdöpt' } });
    const told = since
      .trim()
      .split('\n')
      .map((line) => changesShape.shape.changes.element.parse(JSON.parse(line)))
      .map(({ change, after }) => [change, after?.properties.namn]);
    expect([isKnown, told]).toEqual([
      true,
      [
        ['added', 'Omdöpt'],
        ['added', 'Omdöpt'],
      ],
    ]);
    expect(await wouldChange('now', file, { set: { skede: 'finns inte' } })).toEqual([false, '']);
    expect(await publish({ message: 'Igen' })).toMatchObject({ datasets: [{ inserted: 0, updated: 0, unchanged: 2 }] });
    expect(await newest()).toBe(version?.version);
    const rows = await service.service.database.query(
      raw(
        `select file, length(sha256) as digits, datasets, report->'errors' as errors from allmanning.publications where kind = 'import'`,
      ),
    );
    expect(rows).toEqual([{ file: 'omraden.geojson', digits: 64, datasets: ['exploateringsomraden'], errors: 0 }]);
    await run(`delete from public.exploateringsomraden where id in ('${id(8)}', '${id(9)}')`);
  });

  test('a row that gets another key is one that went and one that came', async () => {
    const before = await newest();
    await run(`update public.exploateringsomraden set id = '${id(8)}' where id = '${id(4)}'`);
    const told = (await changes(`since=${before}`)).changes.map(({ featureId, change }) => [featureId, change]);
    expect(told).toEqual([
      [id(4), 'removed'],
      [id(8), 'added'],
    ]);
    await run(`update public.exploateringsomraden set id = '${id(4)}' where id = '${id(8)}'`);
    expect((await changes(`since=${before}`)).changes).toEqual([]);
  });

  test('columns come and go, and TRUNCATE takes nothing from the past', async () => {
    const version = await newest();
    await run('alter table public.exploateringsomraden add column nytt text, drop column kontakt_funktion');
    await run('alter table public.exploateringsomraden add column kontakt_funktion text');
    await run('truncate public.exploateringsomraden cascade');
    expect(await names(version)).toEqual(['Ettan', 'Hemlig', 'Tre']);
    expect(await names(await newest())).toEqual([]);
    expect((await service.get(`${collection}/items/${id(1)}`)).status).toBe(410);
  });

  test('allmanning log and diff tell the same beside a running server', async () => {
    const { config } = service.place;
    const told: string[] = [];
    const spy = vi.spyOn(console, 'log').mockImplementation((text: string) => void told.push(text));
    try {
      expect(await log(config, 'exploateringsomraden', 2, { lang: 'sv', json: true })).toBe(true);
      const { versions } = z.object({ versions: z.array(versionShape) }).parse(JSON.parse(told.shift() ?? ''));
      const [now, before] = versions.map(({ version }) => String(version));
      const between = { dataset: 'exploateringsomraden', from: before ?? '', until: now ?? '' };
      expect(await diff(config, between, { lang: 'sv', json: false })).toBe(true);
      expect(told).toEqual([`- ${id(1)}`, `- ${id(3)}`, `- ${id(4)}`, '0 nya, 0 ändrade, 3 borttagna']);
    } finally {
      spy.mockRestore();
    }
  });

  test('edits by hand of one role within an hour are one line of the log, with all that they did', async () => {
    const { database } = service.service;
    const logged = async (limit: number) => {
      const told: string[] = [];
      const spy = vi.spyOn(console, 'log').mockImplementation((text: string) => void told.push(text));
      await log(service.place.config, 'exploateringsomraden', limit, { lang: 'sv', json: true });
      spy.mockRestore();
      return loggedShape.parse(JSON.parse(told.join())).versions;
    };
    await run('truncate public.exploateringsomraden cascade');
    const versions: number[] = [];
    for (const statement of [
      add(1, 'Ett'),
      add(2, 'Två'),
      `update public.exploateringsomraden set namn = 'Tvåan' where id = '${id(2)}'`,
      add(3, 'Tre'),
    ]) {
      await run(statement);
      versions.push(await newest());
    }
    const [first = 0, second = 0, third = 0, last = 0] = versions;
    // Somebody else, and another hour; who made what is older nobody knows.
    const since = (hour: number, role: string | null, numbers: number[]) =>
      database.query(sql`update allmanning.dataset_versions
        set by_role = ${role}, changed_at = ${`2026-11-30T${hour}:30:00Z`} where number = any (${numbers}::bigint[])`);
    await since(10, 'anna', versions);
    const counts = { added: 3, changed: 0, removed: 0 };
    expect(await logged(1)).toEqual([
      expect.objectContaining({ version: last, first, versions: 4, kind: 'edit', role: 'anna', counts }),
    ]);
    await since(10, 'bo', [last]);
    await since(11, 'anna', [third]);
    expect((await logged(3)).map((one) => [one.version, one.first, one.role, one.counts?.added])).toEqual([
      [last, undefined, 'bo', 1],
      [third, undefined, 'anna', 0],
      [second, first, 'anna', 2],
    ]);
    await since(10, null, versions);
    expect((await logged(2)).map((one) => [one.version, one.first, one.role])).toEqual([
      [last, undefined, undefined],
      [third, undefined, undefined],
    ]);
    // Roles are nobody else's.
    const text = await (await service.get(`${collection}/versions`)).text();
    await since(10, 'anna', versions);
    expect(await (await service.get(`${collection}/versions?limit=99`)).text()).not.toContain('anna');
    expect(text).not.toContain('role');
    // What is written down of itself is who is logged in.
    const roles = await database.query(
      raw('select distinct by_role = session_user as own from allmanning.dataset_versions'),
    );
    expect(roles).toContainEqual({ own: true });
    await run('truncate public.exploateringsomraden cascade');
  });

  test('what is older than HISTORY_DAYS is dropped, and the past begins later', async () => {
    const version = await newest();
    await run(add(6, 'Efter'));
    const later = await newest();
    await run(`update allmanning.states set changed_at = now() - interval '3 days' where number <= ${version}`);
    await pruneHistory(service.service.database, 2);
    expect((await service.get(`${collection}/items?as-of=${version - 4}`)).status).toBe(404);
    expect(await names(version)).toEqual([]);
    expect(await names(later)).toEqual(['Efter']);
    const [left] = await service.service.database.query<{ count: number }>(
      raw('select count(*)::int as count from allmanning.history where row is not null'),
    );
    expect(left?.count).toBe(0);
  });

  test('clear errors', async () => {
    for (const [path, status] of [
      [`${collection}/items?as-of=igår`, 400],
      [`${collection}/items?as-of=999999999`, 404],
      [`${collection}/items?as-of=1999-01-01T00:00:00Z`, 404],
      [`${collection}/changes?since=igår`, 400],
      [`${collection}/versions?before=x`, 400],
      [`${collection}/versions/999999999`, 404],
    ] as const)
      expect((await service.get(path)).status, path).toBe(status);
  });
});
