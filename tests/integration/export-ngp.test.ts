import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { diffWithFile } from '../../server/cli/diff.ts';
import { exportNgp } from '../../server/cli/export-ngp.ts';
import { raw } from '../../server/database/sql.ts';
import { publishFile } from '../../server/publishing/publish.ts';
import { eachDatabase } from '../setup/databases.ts';
import { ngpSchemaErrors } from '../setup/ngp-schema.ts';
import { fixture, sharedData } from '../setup/publishing.ts';
import { startTestService, type TestService } from '../setup/service.ts';

const deliveryShape = z.looseObject({
  'feature:mediatyp': z.literal('application/vnd.lm.detaljplan.v4+json'),
  features: z.array(z.looseObject({ geometry: z.null(), properties: z.looseObject({ objektidentitet: z.string() }) })),
});
const planShape = z.looseObject({
  plangeometri: z.unknown(),
  beslutsinformation: z.unknown(),
  planbeskrivning: z.unknown().optional(),
});
const shared = sharedData();

eachDatabase('plans as a delivery to NGP', (kind) => {
  let service: TestService;
  let told: string[];
  beforeAll(async () => {
    service = await startTestService(kind, {});
  });
  afterAll(() => service?.stop());
  beforeEach(() => run('truncate public.detaljplaner cascade'));

  const run = (text: string) => service.service.database.query(raw(text));
  const load = (file: string, definitions = service.service.published.definitions) =>
    publishFile(service.service.database, definitions, { dataset: 'detaljplaner', file });
  const read = (file: string) => deliveryShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  const objects = (file: string) =>
    new Map(read(file).features.map(({ properties }) => [properties.objektidentitet, properties]));
  /** Exports to a file of that name. Undefined: refused; `told` has why. */
  async function send(name: string, { allow = false, ...parameters }: Record<string, string | boolean> = {}) {
    const file = join(service.place.config.dataDir, name);
    told = [];
    const spy = vi.spyOn(console, 'error').mockImplementation((text: string) => void told.push(text));
    try {
      const asked = z.record(z.string(), z.string()).parse(parameters);
      const options = { dataset: 'detaljplaner', format: 'ngp-v4', file, parameters: asked };
      const isWritten = await exportNgp(service.place.config, options, allow === true, 'sv');
      expect(existsSync(file)).toBe(isWritten);
      return isWritten ? file : undefined;
    } finally {
      spy.mockRestore();
    }
  }
  const content = () =>
    run(`select to_jsonb(p) - 'ngp_objekt' - 'uppdaterad' - 'kalla' as row from public.detaljplaner p
      union all select to_jsonb(b) - 'ngp_objekt' - 'uppdaterad' - 'kalla' from public.planbestammelser b order by 1`);

  const deliveries = [
    fixture('ngp.json'),
    ...(shared
      ? ['SYNTETISK_v4_lagakraft.json', 'SYNTETISK_v4_samrad.json'].map((name) => join(shared, 'detaljplan', name))
      : []),
  ];
  test.each(deliveries)('what came goes out as it came, and is no news: %s', async (delivery) => {
    await load(delivery);
    const file = await send(`ut-${deliveries.indexOf(delivery)}.json`);
    expect(file, told.join('\n')).toBeDefined();
    expect(objects(file ?? '')).toEqual(objects(delivery));
    if (shared) expect(ngpSchemaErrors(shared, read(file ?? ''))).toEqual([]);
    const again = await load(file ?? '');
    expect(again.publication).toBeUndefined();
    for (const one of again.datasets) expect(one).toMatchObject({ inserted: 0, updated: 0, deleted: 0 });
  });

  test('what was edited since stands in its place, once it is another version; nothing else is touched', async () => {
    await load(fixture('ngp.json'));
    const before = objects(fixture('ngp.json'));
    await run(`update public.detaljplaner set namn = 'Nytt namn', datum_laga_kraft = '2026-03-01', genomforandetid_manader = null,
      plankarta_lank = 'https://example.org/ny.pdf', planbeskrivning_lank = null,
      geom = st_multi(st_collect(st_makeenvelope(616000, 6612000, 616100, 6612100, 3006), st_makeenvelope(616200, 6612000, 616300, 6612100, 3006)))`);
    await run(
      `update public.planbestammelser set varden = array['nockhöjd: högst 12,5 meter', 'takvinkel: minst 20 grader'] where varden is not null`,
    );
    await run(`update public.planbestammelser set symbol = 'prickmark' where id like '%2.1'`);
    await run(`update public.planbestammelser set motiv = null, geom = st_makeenvelope(616000, 6612000, 616050, 6612050, 3006)
      where id like 'bbbbbbbb-%1.1'`);
    expect(await send('gammal-version.json')).toBeUndefined();
    expect(told.join('\n')).toMatch(
      /Nytt namn.*versionen är den gamla; sätt objektversion till 3 och sätt version_giltig_fran/,
    );
    expect(told.at(-1)).toMatch(/^Ingen fil är skriven: 1 fel/);
    await run(`update public.detaljplaner set objektversion = 3, version_giltig_fran = '2026-03-02T08:00:00Z'`);
    await run(`update public.planbestammelser set varden = varden || '{låg}' where varden is not null`);
    expect(await send('utan-kolon.json')).toBeUndefined();
    expect(told.join('\n')).toMatch(/varden: .*går inte att uttrycka i NGP.*; skriv vad det är och hur mycket/);
    await run(`update public.planbestammelser set varden = varden[:2] where varden is not null`);
    const file = (await send('ny-version.json')) ?? '';
    expect(told.join('\n')).toMatch(/symbol: "prickmark": NGP har ingen plats för värdet/);
    await run(`update public.planbestammelser set symbol = null where id like '%2.1'`);
    expect(told.join('\n')).toMatch(/geom: geometrin är ritad eller ändrad här/);
    if (shared) expect(ngpSchemaErrors(shared, read(file))).toEqual([]);
    const plan = planShape.parse(objects(file).get('aaaaaaaa-0000-4000-8000-000000000001'));
    const { plangeometri, beslutsinformation, planbeskrivning: _, ...rest } = plan;
    const was = planShape.parse(before.get('aaaaaaaa-0000-4000-8000-000000000001'));
    const { plangeometri: __, beslutsinformation: decisions, planbeskrivning: ___, ...untouched } = was;
    expect(plan).not.toHaveProperty('planbeskrivning');
    expect(rest).toEqual({
      ...untouched,
      namn: 'Nytt namn',
      objektversion: 3,
      versionGiltigFran: '2026-03-02T08:00:00Z',
    });
    const [decision] = z.array(z.looseObject({})).parse(decisions);
    const { genomforandetid: ____, ...kept } = decision ?? {};
    expect(beslutsinformation).toEqual([
      {
        ...kept,
        datumLagakraft: ['2025-12-10', '2026-03-01'],
        beslutshandling: [
          {
            innehall: ['plankarta'],
            dokument: { namn: 'Plankarta', referens: [{ lank: 'https://example.org/ny.pdf' }] },
          },
        ],
      },
    ]);
    // No geometry of several parts in a delivery: two surfaces.
    expect(plangeometri).toMatchObject([
      { geometri: { typ: 'yta', koordinatsystemPlan: 'EPSG:3006', dimension: 2 } },
      { geometri: { typ: 'yta' } },
    ]);
    const height = [...objects(file).values()].find(({ bestammelsevarde }) => bestammelsevarde !== undefined);
    expect(height?.bestammelsevarde).toEqual([
      { datatyp: 'decimaltal', variabelvarde: '12,5', beskrivning: 'nockhöjd', vardetyp: 'max', enhet: 'meter' },
      { datatyp: 'decimaltal', variabelvarde: '20', beskrivning: 'takvinkel', vardetyp: 'min', enhet: 'grader' },
    ]);
    // Read again it says what the tables say.
    const content1 = await content();
    // What of the guide it breaks now is nothing to do with it.
    const withoutRules = service.service.published.definitions.map((one) => ({ ...one, checks: [] }));
    const again = await load(file, withoutRules);
    expect(again.errors).toBe(0);
    expect(await content()).toEqual(content1);
    expect(again.datasets).toMatchObject([
      { inserted: 0, deleted: 0 },
      { inserted: 0, deleted: 0 },
    ]);
    expect((await load((await send('samma-igen.json')) ?? '', withoutRules)).publication).toBeUndefined();
  });

  test('of a plan that was drawn here all that is missing is told, with what to do; filled in it is a delivery', async () => {
    await run(`insert into public.detaljplaner (objektidentitet, namn, status, digitaliseringsniva, geom) values
      ('cccccccc-0000-4000-8000-000000000001', 'Ritad plan', 'samråd', 'komplett', st_multi(st_makeenvelope(616000, 6612000, 616100, 6612100, 3006)))`);
    await run(`insert into public.planbestammelser (objektidentitet, detaljplan, bestammelsetyp, formulering, geom) values
      ('cccccccc-0000-4000-8000-000000000002', 'cccccccc-0000-4000-8000-000000000001', 'användningsbestämmelse', 'Bostäder',
       st_multi(st_collect(st_makeenvelope(616000, 6612000, 616050, 6612100, 3006), st_makeenvelope(616060, 6612000, 616100, 6612100, 3006))))`);
    expect(await send('ritad.json')).toBeUndefined();
    const text = told.join('\n');
    for (const part of [
      'rad 1 "Ritad plan", kommun: följer inte informationsspecifikationen: kommun: ska vara text; fyll i eller rätta kommun',
      'fyll i eller rätta syfte',
      'fyll i eller rätta version_giltig_fran',
      'fyll i eller rätta typ',
      'fyll i eller rätta någon av datum_paborjat, datum_antagande',
      'tabellen har ingen kolumn för kvalitetsbeskrivning.korrigeradeGranser; skriv det i ngp_objekt',
      'rad 2 "Bostäder", katalogreferens: ',
      'geometrin har flera delar, som en NGP-leverans inte får ha; dela den i en rad för varje del',
    ])
      expect(text).toContain(part);
    expect(await send('anda.json', { allow: true })).toBeDefined();
    await run(`update public.detaljplaner set kommun = '0381', syfte = 'Bostäder', typ = 'detaljplan',
      version_giltig_fran = '2026-03-02T08:00:00Z', datum_paborjat = '2026-01-01', diarienummer = 'KS 1', plankarta_lank = 'https://example.org/k.pdf',
      ngp_objekt = '{"kvalitetsbeskrivning": {"korrigeradeGranser": false, "kontrolleratPlaneringsunderlag": true}}'`);
    await run(
      `update public.planbestammelser set katalogreferens = 'f9e056a6-cda8-4b92-a15d-dc70d61dfa36', geom = st_geometryn(geom, 1)`,
    );
    const file = (await send('ifylld.json')) ?? '';
    expect(told.filter((line) => line.startsWith('Fel'))).toEqual([]);
    if (shared) expect(ngpSchemaErrors(shared, read(file))).toEqual([]);
    const plan = objects(file).get('cccccccc-0000-4000-8000-000000000001');
    expect(plan).toMatchObject({
      kvalitetsbeskrivning: { digitaliseringsniva: 'komplett', korrigeradeGranser: false },
      beslutsinformation: [{ datumPaborjat: '2026-01-01', diarienummerKommun: 'KS 1' }],
    });
    // What the look of a provision is follows from its catalogue entry, which NGP has and the drawn row had not.
    expect(told.join('\n')).toMatch(/farg: NGP har ingen plats för värdet|farg/);
    const before = await content();
    await load(file);
    const after = await content();
    expect(JSON.stringify(after).replaceAll(/"(farg|kategori|beteckning|anvandningsform)": ?("[^"]*"|null)/g, '')).toBe(
      JSON.stringify(before).replaceAll(/"(farg|kategori|beteckning|anvandningsform)": ?("[^"]*"|null)/g, ''),
    );
    expect((await load((await send('ifylld-igen.json')) ?? '')).publication).toBeUndefined();
  });

  test('what a delivery would change is told of the dataset that was asked for, and counted of the other', async () => {
    told = [];
    let text = '';
    const quiet = vi.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line));
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    });
    const options = { dataset: 'detaljplaner', file: fixture('ngp.json') };
    const isDone = await diffWithFile(service.place.config, 'now', options, { lang: 'sv', json: false }).finally(() => {
      quiet.mockRestore();
      spy.mockRestore();
    });
    expect([isDone, text]).toEqual([true, '+ aaaaaaaa-0000-4000-8000-000000000001\n1 nya, 0 ändrade, 0 borttagna\n']);
    expect(told.at(-1)).toBe('Filen fyller också planbestammelser: 4 nya, 0 ändrade, 0 borttagna.');
    expect(await run('select 1 from public.detaljplaner')).toEqual([]);
  });

  test('a filter chooses plans, invented ones stay at home, and what was can be sent', async () => {
    await load(fixture('ngp.json'));
    await run(`insert into public.detaljplaner (objektidentitet, namn, status, exempel, geom) values
      ('dddddddd-0000-4000-8000-000000000001', 'Påhittad', 'samråd', true, st_multi(st_makeenvelope(616000, 6612000, 616100, 6612100, 3006)))`);
    const [now] = await run('select number::text as number from allmanning.change_counter');
    await run(`update public.detaljplaner set namn = 'Ändrad' where not exempel`);
    const was = await send('da.json', { 'as-of': String(now?.number) });
    expect(objects(was ?? '')).toEqual(objects(fixture('ngp.json')));
    expect(told).toContain('Exempelraderna (1) är inte med: de är påhittade.');
    const none = await send('ingen.json', { filter: "namn = 'finns inte'" });
    expect(none).toBeUndefined();
    expect(told.join('\n')).toContain('det finns inga planer att leverera');
  });
});
