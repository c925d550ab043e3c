import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { watchDefinitions } from '../../server/service/watch-definitions.ts';
import { eachDatabase } from '../setup/databases.ts';
import { type ReadPdf, readPdf } from '../setup/pdf.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { problemShape } from '../setup/shapes.ts';

/**
 * Around (617050, 6613050) in SWEREF 99 TM: a plan that applies with its provision, a proposal over it, one that has ended; a project
 * that builds on the first, one that is not public; a plan 60 m to the north-east; a forecast area that holds all, and one that the
 * map does not show.
 */
const plan = '00000000-0000-4000-8000-000000000001';
const proposal = '00000000-0000-4000-8000-000000000002';
const ended = '00000000-0000-4000-8000-000000000003';
const neighbour = '00000000-0000-4000-8000-000000000004';
const project = '00000000-0000-4000-8000-000000000011';
const secret = '00000000-0000-4000-8000-000000000012';
const provision = '00000000-0000-4000-8000-000000000021';
const square = (east: number, north: number, side: number) =>
  `st_multi(st_makeenvelope(${east}, ${north}, ${east + side}, ${north + side}, 3006))`;
const rows = raw(`
  insert into public.detaljplaner (objektidentitet, namn, beteckning, status, datum_statusforandring, datum_paborjat, datum_antagande,
      datum_laga_kraft, genomforandetid_manader, genomforandetid_startar, geom) values
    ('${plan}', 'Kvarteret Ängen', 'SPL 27', 'laga kraft', '2019-05-02', '2016-01-10', '2019-03-01', '2019-05-02', 120, '2019-05-02', ${square(617000, 6613000, 100)}),
    ('${proposal}', 'Nya Ängen', 'SPL 90', 'samråd', '2026-10-01', '2025-02-03', null, null, null, null, ${square(617040, 6613000, 100)}),
    ('${ended}', 'Gamla Ängen', 'SPL 3', 'upphävd', '1999-01-01', null, '1950-01-01', '1950-02-01', null, null, ${square(617000, 6613000, 100)}),
    ('${neighbour}', 'Grannen', 'SPL 28', 'laga kraft', '2001-01-01', null, null, '2001-01-01', null, null, ${square(617092.42, 6613142.42, 50)});
  insert into public.planbestammelser (objektidentitet, detaljplan, bestammelsetyp, beteckning, formulering, geom) values
    ('${provision}', '${plan}', 'användningsbestämmelse', 'B', 'Bostäder', ${square(617000, 6613000, 100)});
  insert into public.exploateringsomraden (id, namn, skede, avtalstyp, synlighet, bostader_totalt, byggstart_ar, bta_verksamhet_m2, detaljplaner, geom) values
    ('${project}', 'Ängsbacken', 'projektering', 'föravtal', 'publik', 90, 2027, 1500, array['${plan}', 'ingen plan'], ${square(617010, 6613010, 80)}),
    ('${secret}', 'Hemligheten', 'idé', 'föravtal', 'intern', 900, null, null, array['${plan}'], ${square(617000, 6613000, 100)});
  insert into public.exploatering_bostader (omrade, ar, hustyp, upplatelseform, antal) values
    ('${project}', 2028, 'flerbostadshus', 'hyresrätt', 40), ('${project}', 2029, 'småhus', 'äganderätt', 50);
  insert into public.prognosomraden (kod, namn, indelning, utgava, visas, geom) values
    ('0381A0010', 'Ängsområdet', 'deso', '2025', true, ${square(616000, 6612000, 3000)}),
    ('0381R001', 'Dolda området', 'regso', '2025', false, ${square(616000, 6612000, 3000)})`);

const answerShape = z.looseObject({
  dataset: z.string(),
  key: z.string(),
  name: z.string(),
  standing: z.string().optional(),
  isThere: z.boolean(),
  where: z.string(),
  distance: z.number(),
  direction: z.number().optional(),
  shares: z.object({ ofAsked: z.number(), ofIt: z.number() }).optional(),
  way: z
    .object({
      steps: z.array(z.object({ title: z.string(), when: z.string().optional(), state: z.string() })),
      means: z.string(),
    })
    .optional(),
  values: z.array(z.object({ name: z.string(), title: z.string(), text: z.string() })),
  series: z.array(
    z.looseObject({ name: z.string(), values: z.array(z.object({ year: z.number(), value: z.number() })) }),
  ),
  related: z.array(
    z.looseObject({
      title: z.string(),
      dataset: z.string(),
      features: z.array(z.looseObject({ key: z.string(), name: z.string(), share: z.number().optional() })),
    }),
  ),
  properties: z.record(z.string(), z.unknown()),
});
const hereShape = z.looseObject({
  title: z.string(),
  state: z.looseObject({ number: z.number(), day: z.string(), isPast: z.boolean() }),
  answers: z.array(answerShape),
  notices: z.array(z.string()),
  links: z.array(z.object({ href: z.string(), rel: z.string(), type: z.string(), title: z.string() })),
});

eachDatabase('what applies here', (kind) => {
  let service: TestService;
  let stopWatching: () => void;
  /** Longitude,latitude of (617050, 6613050). */
  let point: string;
  const ask = (query: string) => service.json(`/har?f=json&${query}`, hereShape);
  const names = (answers: readonly { name: string }[]) => answers.map(({ name }) => name);
  beforeAll(async () => {
    service = await startTestService(kind, { EXAMPLE_SCALE: '0' });
    for (const statement of rows.parts[0]?.split(';') ?? []) await service.service.database.query(raw(statement));
    const [place] = await service.service.database.query<{ x: number; y: number }>(
      raw(
        `select st_x(p) as x, st_y(p) as y from (select st_transform(st_setsrid(st_makepoint(617050, 6613050), 3006), 4326) as p) p`,
      ),
    );
    point = `${place?.x},${place?.y}`;
    mkdirSync(service.place.config.datasetsDir, { recursive: true });
    stopWatching = watchDefinitions(service.service, () => {});
    await service.heard();
  });
  afterAll(async () => {
    stopWatching?.();
    await service?.stop();
  });

  const one = (answers: readonly z.infer<typeof answerShape>[], name: string) => {
    const found = answers.find((answer) => answer.name === name);
    if (!found) throw new Error(`${name} is not told`);
    return found;
  };

  it('tells all that is there, what applies first and what belongs to it after it', async () => {
    const { answers, title, notices } = await ask(`punkt=${point}&inom=0`);
    expect(title).toBe('Vad gäller här?');
    expect(names(answers)).toEqual([
      ...['Kvarteret Ängen', 'B Bostäder', 'Nya Ängen', 'Gamla Ängen', 'Ängsbacken', 'Ängsområdet'],
    ]);
    expect(answers.map(({ standing }) => standing)).toEqual([
      ...['applies', 'applies', 'coming', 'ended', undefined, undefined],
    ]);
    expect(answers.every(({ isThere, distance, where }) => isThere && distance === 0 && where === 'Här')).toBe(true);
    expect(notices.join()).toContain('äldre planer är inte alltid digitala');
  });

  it('tells what is near, how far and in which direction, as far as is asked for', async () => {
    // 42.42 m east and 92.42 m north of the place is the nearest corner: 101.7 m at 24.7°.
    const { answers } = await ask(`punkt=${point}&inom=150`);
    const { isThere, distance, direction, where } = one(answers, 'Grannen');
    expect(isThere).toBe(false);
    expect(distance).toBeCloseTo(Math.hypot(42.42, 92.42), 1);
    expect(direction).toBeCloseTo((Math.atan2(42.42, 92.42) * 180) / Math.PI, 0);
    expect(where).toBe('102 m åt nordost');
    expect(names(answers).at(-1)).toBe('Grannen');
    expect(names((await ask(`punkt=${point}&inom=100`)).answers)).not.toContain('Grannen');
  });

  it('tells how far a plan and a project have come on a day, and what is next', async () => {
    const { answers } = await ask(`punkt=${point}&inom=0&dag=2026-11-30`);
    const { way } = one(answers, 'Kvarteret Ängen');
    expect(way?.steps).toEqual([
      { title: 'Påbörjad', when: '2016-01-10', state: 'done' },
      { title: 'Antagen', when: '2019-03-01', state: 'done' },
      { title: 'Laga kraft', when: '2019-05-02', state: 'done' },
      { title: 'Genomförandetid', when: '2019-05-02', state: 'now' },
      { title: 'Genomförandetiden slut', when: '2029-05-02', state: 'coming' },
    ]);
    expect(way?.means).toContain('säker rätt att bygga');
    const later = await ask(`punkt=${point}&inom=0&dag=2029-05-02`);
    expect(one(later.answers, 'Kvarteret Ängen').way?.means).toContain('Genomförandetiden är slut');
    const proposed = one(answers, 'Nya Ängen').way;
    expect(proposed?.steps.map(({ title, state }) => `${title} ${state}`)).toEqual([
      ...['Påbörjad done', 'Samråd now', 'Granskning coming', 'Antagen coming', 'Laga kraft coming'],
    ]);
    expect(proposed?.steps[1]?.when).toBe('2026-10-01');
    expect(proposed?.means).toContain('Härnäst: granskning');
    expect(one(answers, 'Gamla Ängen').way?.steps.at(-1)).toMatchObject({ title: 'Upphävd', state: 'now' });
    const building = one(answers, 'Ängsbacken');
    expect(building.way?.steps.find(({ title }) => title === 'Byggstart')).toMatchObject({
      when: '2027',
      state: 'coming',
    });
    expect(building.series[0]?.values).toEqual([
      { year: 2028, value: 40 },
      { year: 2029, value: 50 },
    ]);
    expect(building.values.find(({ name }) => name === 'bta_verksamhet_m2')?.text).toContain('500');
  });

  it('leads both ways between plan, provision, project and area', async () => {
    const { answers } = await ask(`punkt=${point}&inom=0`);
    const kin = (name: string) =>
      one(answers, name).related.map(({ title, features }) => [title, ...features.map((each) => each.name)]);
    expect(kin('Kvarteret Ängen')).toEqual([
      ['Planens bestämmelser', 'B Bostäder'],
      ['Projekt som bygger på planen', 'Ängsbacken'],
    ]);
    expect(kin('B Bostäder')).toEqual([['Hör till detaljplanen', 'Kvarteret Ängen']]);
    expect(kin('Nya Ängen')).toEqual([['Andra projekt i planens område', 'Ängsbacken']]);
    expect(kin('Ängsbacken')).toEqual([
      ['Bygger på detaljplaner', 'Kvarteret Ängen'],
      ['Andra planer i området', 'Gamla Ängen', 'Nya Ängen'],
      ['Ligger i prognosområde', 'Ängsområdet'],
    ]);
    expect(kin('Ängsområdet')).toEqual([['Projekt i området', 'Ängsbacken']]);
    // 50 of the project's 80 m in one direction.
    expect(one(answers, 'Ängsbacken').related[1]?.features[1]?.share).toBeCloseTo(50 / 80, 3);
  });

  it('answers for an area with shares, and what only borders on it is not in it', async () => {
    const corners = await service.service.database.query<{ x: number; y: number }>(
      raw(
        `select st_x(p) as x, st_y(p) as y from (select (st_dumppoints(st_transform(st_makeenvelope(617100, 6613000, 617200, 6613050, 3006), 4326))).geom as p) p`,
      ),
    );
    const area = { type: 'Polygon', coordinates: [corners.map(({ x, y }) => [x, y])] };
    const { answers, title } = await ask(`inom=0&yta=${encodeURIComponent(JSON.stringify(area))}`);
    expect(title).toBe('Vad gäller i ytan?');
    const proposed = one(answers, 'Nya Ängen');
    // 40 of 100 m of the area, which is half as high as the plan.
    expect(proposed.shares?.ofAsked).toBeCloseTo(0.4, 2);
    expect(proposed.shares?.ofIt).toBeCloseTo(0.2, 2);
    expect(proposed.where).toBe('Täcker 40 % av ytan');
    const border = one(answers, 'Kvarteret Ängen');
    expect(border.isThere).toBe(false);
    expect(border.distance).toBeLessThan(0.05);
  });

  it('answers for a feature: itself first, its parts once', async () => {
    const { answers, title } = await ask(`objekt=detaljplaner/${plan}&inom=0`);
    expect(title).toBe('Vad gäller för Kvarteret Ängen?');
    expect(names(answers)).toEqual(['Kvarteret Ängen', 'Nya Ängen', 'Gamla Ängen', 'Ängsbacken', 'Ängsområdet']);
  });

  it('never tells rows and fields that are not public, nor what the map does not show', async () => {
    const text = await (await service.get(`/har?f=json&punkt=${point}&inom=1000`)).text();
    for (const hidden of ['Hemligheten', secret, 'föravtal', 'avtalstyp', 'synlighet', 'Dolda området', 'ngp_objekt']) {
      expect(text, hidden).not.toContain(hidden);
    }
    expect((await service.get(`/har?f=json&objekt=exploateringsomraden/${secret}`)).status).toBe(404);
    const page = await (await service.get(`/har?f=html&punkt=${point}&inom=1000`)).text();
    for (const hidden of ['Hemligheten', secret, 'föravtal', 'Dolda området'])
      expect(page, hidden).not.toContain(hidden);
  });

  it('is told in English', async () => {
    const { answers, title } = await ask(`punkt=${point}&inom=150&lang=en`);
    expect(title).toBe('What applies here?');
    expect(one(answers, 'Grannen').where).toBe('102 m to the north-east');
    expect(one(answers, 'Kvarteret Ängen').related[0]?.title).toBe('Provisions of the plan');
  });

  it('is answered by adopted datasets too, as their definitions say', async () => {
    const { database, config } = service.service;
    await database.query(
      raw(`create table public.brunnar
      (id integer primary key, namn text, agare text, plan text, geom geometry(Point, 4326))`),
    );
    await database.query(
      raw(`insert into public.brunnar values (1, 'Brunnen', 'Åsa Persson', '${plan}',
      st_transform(st_setsrid(st_makepoint(617050, 6613055), 3006), 4326))`),
    );
    const title = { sv: 'Brunnar', en: 'Wells' };
    const field = (name: string, isPublic: boolean) => ({
      name,
      type: 'text',
      title: { sv: name, en: name },
      public: isPublic,
    });
    const definition = {
      ...{ id: 'brunnar', title, description: title, informationsagare: 'kommun', licence: 'CC0-1.0', source: title },
      ...{ updateFrequency: 'UNKNOWN', table: 'public.brunnar', key: 'id' },
      geometry: { column: 'geom', type: 'Point', srid: 4326 },
      fields: [field('namn', true), field('agare', false), field('plan', true)],
    };
    const relation = {
      kind: 'names',
      to: 'detaljplaner',
      field: 'plan',
      theirs: 'objektidentitet',
      title: { sv: 'I planen', en: 'In the plan' },
    };
    const file = join(config.datasetsDir, 'brunnar.json');
    const asked = async () => (await ask(`punkt=${point}&inom=10`)).answers;
    writeFileSync(file, JSON.stringify({ ...definition, relations: [{ ...relation, back: title }] }));
    await expect.poll(async () => names(await asked()), { timeout: 30_000 }).toContain('Brunnen');
    const answers = await asked();
    expect(one(answers, 'Brunnen').where).toBe('5 m åt norr');
    expect(one(answers, 'Brunnen').related.map((kin) => [kin.title, kin.features[0]?.name])).toEqual([
      ['I planen', 'Kvarteret Ängen'],
    ]);
    expect(one(answers, 'Kvarteret Ängen').related.map((kin) => kin.title)).toContain('Brunnar');
    expect(JSON.stringify(answers)).not.toContain('Persson');
    // By a field that is not public nothing is related.
    const hidden = {
      ...definition,
      fields: [field('namn', true), field('plan', false)],
      relations: [{ ...relation, back: title }],
    };
    writeFileSync(file, JSON.stringify(hidden));
    await expect.poll(async () => one(await asked(), 'Brunnen').related.length, { timeout: 30_000 }).toBe(0);
    expect(one(await asked(), 'Kvarteret Ängen').related.map((kin) => kin.title)).not.toContain('Brunnar');
    writeFileSync(file, JSON.stringify({ ...definition, here: false }));
    await expect.poll(async () => names(await asked()), { timeout: 30_000 }).not.toContain('Brunnen');
    rmSync(file);
    await expect
      .poll(() => service.service.published.definitions.some(({ id }) => id === 'brunnar'), { timeout: 30_000 })
      .toBe(false);
  });

  it('is a sheet whose letters can be read, in both languages, over several pages when it is long', async () => {
    const read = async (query: string) => {
      const answer = await service.get(`/har?f=pdf&${query}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('Content-Type')).toBe('application/pdf');
      return readPdf(await answer.arrayBuffer());
    };
    const tight = ({ pages }: ReadPdf) =>
      pages
        .map(({ text }) => text)
        .join('')
        .replaceAll(/\s/g, '');
    const sheet = await read(`punkt=${point}&inom=150&dag=2026-11-30`);
    const told = tight(sheet);
    const expected = [
      'Vad gäller här?',
      'Kvarteret Ängen',
      'Laga kraft',
      '2 maj 2029',
      'Ängsbacken',
      '102 m åt nordost',
    ];
    for (const text of [...expected, 'äldre planer är inte alltid digitala', 'as-of=', 'sida 1 av']) {
      expect(told, text).toContain(text.replaceAll(/\s/g, ''));
    }
    expect(told).not.toContain('Hemligheten');
    expect(sheet.pages.length).toBeGreaterThan(1);
    expect(sheet.pages[0]?.width).toBeCloseTo(210, 0);
    // The map: the plans and the mark are lines.
    expect(sheet.pages[0]?.paths.length).toBeGreaterThan(5);
    for (const { pieces, height } of sheet.pages) {
      expect(pieces.every(({ x, y }) => x >= 14 && x < 197 && y > 10 && y < height - 10)).toBe(true);
    }
    expect(tight(await read(`objekt=detaljplaner/${plan}&lang=en`))).toContain(
      'Whatapplies forKvarteretÄngen?'.replace(' ', ''),
    );
  });

  it('is a page with a picture of the place, and so is the page of each feature of what it belongs to', async () => {
    const page = await (await service.get(`/har?f=html&punkt=${point}&inom=150`)).text();
    for (const text of [
      'Kvarteret Ängen',
      'Gäller inte än',
      '102 m åt nordost',
      'Spara som PDF',
      'säker rätt att bygga',
    ]) {
      expect(page, text).toContain(text);
    }
    const picture = /<img class="still" src="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(picture).toContain('marke=');
    const image = await fetch(picture);
    expect(image.status).toBe(200);
    const unmarked = await fetch(picture.replace(/&marke=[^&]+/, ''));
    expect(Buffer.from(await image.arrayBuffer()).equals(Buffer.from(await unmarked.arrayBuffer()))).toBe(false);
    const feature = await (await service.get(`/geodata/v1/collections/detaljplaner/items/${plan}?f=html`)).text();
    for (const text of [
      'Planens bestämmelser',
      'B Bostäder',
      'Ängsbacken',
      'Genomförandetiden slutar',
      'Frågor och synpunkter',
    ]) {
      expect(feature, text).toContain(text);
    }
    expect(feature).not.toContain('Hemligheten');
  });

  it('says what is wrong with a question, and what would be right', async () => {
    const refused = async (query: string) => {
      const answer = await service.get(`/har?f=json&${query}`);
      return { status: answer.status, detail: problemShape.parse(await answer.json()).detail ?? '' };
    };
    const [longitude, latitude] = point.split(',');
    const polygon = (coordinates: unknown) => encodeURIComponent(JSON.stringify({ type: 'Polygon', coordinates }));
    const told: [string, number, string][] = [
      [`punkt=${latitude},${longitude}`, 400, `${longitude},${latitude} ligger i Sverige`],
      ['punkt=617050,6613050', 400, 'inte meter'],
      ['punkt=2.35,48.85', 400, 'en plats i Sverige'],
      ['punkt=hej', 400, 'longitud,latitud'],
      [`punkt=${point}&objekt=detaljplaner/1`, 400, 'där utan punkt'],
      ['yta=hej', 400, 'GeoJSON som'],
      [
        `yta=${polygon([
          [
            [17, 59],
            [17.01, 59],
            [17.01, 59.01],
            [17, 59.01],
          ],
        ])}`,
        400,
        'sluten',
      ],
      [
        `yta=${polygon([
          [
            [17, 59],
            [17.01, 59.01],
            [17.01, 59],
            [17, 59.01],
            [17, 59],
          ],
        ])}`,
        400,
        'korsar sig själv',
      ],
      [
        `yta=${polygon([
          [
            [17, 59],
            [18, 59],
            [18, 60],
            [17, 60],
            [17, 59],
          ],
        ])}`,
        400,
        'högst 25 km²',
      ],
      [
        `yta=${polygon([
          [
            [59, 17],
            [59.01, 17],
            [59.01, 17.01],
            [59, 17],
          ],
        ])}`,
        400,
        'ligger i Sverige',
      ],
      ['objekt=finnsinte/1', 404, 'ingen öppen datamängd'],
      ['objekt=detaljplaner/hej', 404, 'finns inte i detaljplaner'],
      ['objekt=befolkningsprognos/1', 404, 'ingen geometri'],
      [`punkt=${point}&inom=-1`, 400, 'heltal från 0'],
      [`punkt=${point}&hej=1`, 400, 'ingen parameter här'],
    ];
    for (const [query, status, words] of told) {
      const { status: got, detail } = await refused(query);
      expect(`${got} ${detail}`, query).toMatch(new RegExp(`^${status} .*${words.replaceAll(/[.,()]/g, '.')}`));
    }
  });

  it('has a lasting address that answers the same after the data have changed', async () => {
    const query = `punkt=${point}&inom=0`;
    const before = await ask(query);
    const href = before.links.find(({ rel }) => rel === 'permalink')?.href ?? '';
    const path = href.slice(href.indexOf('/har?'));
    const { database } = service.service;
    await database.query(
      raw(`update public.detaljplaner set namn = 'Ändrad plan', status = 'upphävd' where objektidentitet = '${plan}'`),
    );
    await database.query(raw(`delete from public.exploateringsomraden where id = '${project}'`));
    await service.heard();
    expect(names((await ask(query)).answers)).toContain('Ändrad plan');
    const lasting = await service.get(`${path}&f=json`);
    expect(lasting.headers.get('Cache-Control')).toContain('immutable');
    const then = hereShape.parse(await lasting.json());
    expect(then.answers).toEqual(before.answers);
    expect(then.state).toMatchObject({ number: before.state.number, day: before.state.day, isPast: true });
    const page = await (await service.get(`${path}&f=html`)).text();
    expect(page).toContain('Kvarteret Ängen');
    expect(page).toContain('Så här var det');
    // The feature that is asked about has gone: 410, and what it was under the lasting address.
    const gone = await service.get(`/har?f=json&objekt=exploateringsomraden/${project}`);
    expect(gone.status).toBe(410);
    const was = await ask(`objekt=exploateringsomraden/${project}&as-of=${before.state.number}`);
    expect(was.answers[0]?.name).toBe('Ängsbacken');
  });
});
