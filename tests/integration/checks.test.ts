import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { check as checkCommand } from '../../server/cli/check.ts';
import { raw } from '../../server/database/sql.ts';
import { checkPublished } from '../../server/quality/published.ts';
import { eachDatabase } from '../setup/databases.ts';
import { fixture, type ImportPlace, openImportPlace } from '../setup/publishing.ts';
import { startTestService, type TestService } from '../setup/service.ts';

/** Metres from a point in the municipality. */
const box = (west: number, south: number, east: number, north: number) =>
  `st_makeenvelope(${620000 + west}, ${6613000 + south}, ${620000 + east}, ${6613000 + north}, 3006)`;
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const hundred = box(0, 0, 100, 100);

/** A plan in force that lacks nothing, with these columns otherwise. */
function plan(number: number, geometry: string, other: Record<string, string> = {}): string {
  const columns = {
    objektidentitet: `'${id(number)}'`,
    kommun: "'0381'",
    beteckning: `'DPL ${number}'`,
    namn: `'Plan ${number}'`,
    status: "'laga kraft'",
    typ: "'detaljplan'",
    datum_paborjat: "'2020-01-01'",
    datum_antagande: "'2021-01-01'",
    datum_laga_kraft: "'2021-02-01'",
    genomforandetid_manader: '60',
    genomforandetid_startar: "'2021-02-01'",
    beslutstyp: "'antagande av ny detaljplan'",
    diarienummer: "'KS2020/1'",
    digitaliseringsniva: "'komplett'",
    plankarta_lank: "'https://example.org/karta.pdf'",
    planbeskrivning_lank: "'https://example.org/beskrivning.pdf'",
    geom: `st_multi(${geometry})`,
    ...other,
  };
  return `insert into public.detaljplaner (${Object.keys(columns)}) values (${Object.values(columns)})`;
}

function provision(number: number, of: number, geometry: string, other: Record<string, string> = {}): string {
  const columns = {
    objektidentitet: `'${id(1000 + number)}'`,
    detaljplan: `'${id(of)}'`,
    bestammelsetyp: "'användningsbestämmelse'",
    formulering: `'Bostäder ${number}'`,
    geom: geometry,
    ...other,
  };
  return `insert into public.planbestammelser (${Object.keys(columns)}) values (${Object.values(columns)})`;
}

/** A plan of 100 × 100 m and what lies on all of it. */
const whole = (number: number, geometry = hundred, other: Record<string, string> = {}) => [
  plan(number, geometry, other),
  provision(number, number, geometry),
];

interface Case {
  what: string;
  rows: string[];
  /** Dataset and check of each fault, with its severity where that is an error. */
  breaks: string[];
  dataset?: string;
}

const land = `insert into public.kommungrans (kommunkod, namn, geom) values ('0381', 'Enköping', st_multi(${box(0, 0, 1000, 1000)}))`;
const withObject = (object: object) => ({ ngp_objekt: `'${JSON.stringify(object)}'` });
const delivered = { kvalitetsbeskrivning: {} };

const cases: Case[] = [
  { what: 'a plan that lacks nothing', rows: whole(1), breaks: [] },
  {
    what: 'two in force that overlap by 5.1 m²',
    rows: [...whole(1), ...whole(2, box(100 - 0.51, 0, 200, 10))],
    breaks: ['overlap-in-force DP-0001 error'],
  },
  {
    what: 'two in force that overlap by 4.9 m²',
    rows: [...whole(1), ...whole(2, box(100 - 0.49, 0, 200, 10))],
    breaks: ['overlap-in-force DP-0001'],
  },
  {
    what: 'two in force that overlap by 9 m², 9 cm wide',
    rows: [...whole(1), ...whole(2, box(100 - 0.09, 0, 200, 100))],
    breaks: ['overlap-in-force DP-0001'],
  },
  {
    what: 'two in force that share a boundary, 5 mm out',
    rows: [...whole(1), ...whole(2, box(100 - 0.005, 0, 200, 100))],
    breaks: [],
  },
  {
    what: 'a proposal on a plan in force',
    rows: [...whole(1), ...whole(2, box(50, 0, 150, 100), { status: "'samråd'" })],
    breaks: [],
  },
  {
    what: 'a surface that crosses itself, over another',
    rows: [
      ...whole(1),
      plan(
        2,
        `st_geomfromtext('POLYGON((620090 6613000, 620120 6613030, 620120 6613000, 620090 6613030, 620090 6613000))', 3006)`,
      ),
    ],
    breaks: ['overlap-in-force DP-0001 error', 'in-force-provisions DP-0005', 'geometry-invalid error'],
  },
  {
    what: 'provisions that leave 11 cm',
    rows: [plan(1, hundred), provision(1, 1, box(0, 0, 99.89, 100))],
    breaks: ['covered DP-0003', 'land-use'],
  },
  {
    what: 'provisions that leave 9 cm',
    rows: [plan(1, hundred), provision(1, 1, box(0, 0, 99.91, 100))],
    breaks: [],
  },
  {
    what: 'a plan without land use on half, where a rule of the whole plan covers it',
    rows: [
      plan(1, hundred),
      provision(1, 1, box(0, 0, 50, 100)),
      provision(2, 1, hundred, { bestammelsetyp: "'administrativ bestämmelse'" }),
    ],
    breaks: ['land-use'],
  },
  {
    what: 'a line does not cover',
    rows: [plan(1, hundred), provision(1, 1, `st_boundary(${hundred})`)],
    breaks: [],
  },
  { what: 'in force without provisions', rows: [plan(1, hundred)], breaks: ['in-force-provisions DP-0005'] },
  { what: 'begun without provisions', rows: [plan(1, hundred, { status: "'påbörjad'" })], breaks: [] },
  {
    what: 'in force without facts about its decision',
    rows: whole(1, hundred, {
      beteckning: 'null',
      diarienummer: "' '",
      plankarta_lank: 'null',
      planbeskrivning_lank: 'null',
      genomforandetid_manader: 'null',
    }),
    breaks: [
      'in-force DP-0005 beteckning',
      'in-force DP-0005 diarienummer',
      'in-force DP-0005 planbeskrivning_lank',
      'in-force-map DP-0014 plankarta_lank',
      'in-force-period DP-0017 genomforandetid_manader',
    ],
  },
  {
    what: 'in force, with the facts in the object as delivered only',
    rows: whole(1, hundred, {
      diarienummer: 'null',
      diarienummer_fullmaktige: "'KF2020/1'",
      plankarta_lank: 'null',
      planbeskrivning_lank: 'null',
      ...withObject({
        planbeskrivning: {},
        beslutsinformation: [{ beslutshandling: [{ innehall: ['övrigt'] }, { innehall: ['övrigt', 'plankarta'] }] }],
      }),
    }),
    breaks: [],
  },
  {
    what: 'history in a delivery, and several parts in one geometry',
    rows: whole(
      1,
      hundred,
      withObject({ versionGiltigTill: '2026-01-01T00:00:00Z', plangeometri: [{ geometri: { typ: 'multiyta' } }] }),
    ),
    breaks: ['multi-geometry DP-0004', 'history BAS-005'],
  },
  {
    what: 'dates out of order',
    rows: whole(1, hundred, { datum_antagande: "'2021-02-02'", genomforandetid_startar: "'2021-02-02'" }),
    breaks: ['dates error datum_laga_kraft'],
  },
  {
    what: 'dates of one day',
    rows: whole(1, hundred, { datum_paborjat: "'2021-02-01'", datum_antagande: "'2021-02-01'" }),
    breaks: [],
  },
  {
    what: 'an implementation period from before the adoption',
    rows: whole(1, hundred, { genomforandetid_startar: "'2020-12-31'" }),
    breaks: ['period-dates error genomforandetid_startar'],
  },
  {
    what: 'a number that two plans have',
    rows: [...whole(1), ...whole(2, box(100, 0, 200, 100), { beteckning: "'DPL 1'" })],
    breaks: ['number-twice beteckning'],
  },
  {
    what: 'a number that a plan of another municipality has',
    rows: [...whole(1), ...whole(2, box(100, 0, 200, 100), { beteckning: "'DPL 1'", kommun: "'0382'" })],
    breaks: [],
  },
  {
    what: 'the same area twice, 9 cm out',
    rows: [...whole(1, hundred, { status: "'samråd'" }), ...whole(2, box(0, 0, 100.09, 100), { status: "'samråd'" })],
    breaks: ['twice'],
  },
  {
    what: 'the same area twice, 11 cm out',
    rows: [...whole(1, hundred, { status: "'samråd'" }), ...whole(2, box(0, 0, 100.11, 100), { status: "'samråd'" })],
    breaks: [],
  },
  {
    what: 'a part of 9 cm and 0.9 m²',
    rows: whole(1, `st_union(${hundred}, ${box(110, 0, 110.09, 10)})`),
    breaks: ['sliver'],
  },
  { what: 'a part of 20 cm and 2 m²', rows: whole(1, `st_union(${hundred}, ${box(110, 0, 110.21, 10)})`), breaks: [] },
  { what: 'a plan 99 m out', rows: [land, ...whole(1, box(950, 0, 1099, 100))], breaks: [] },
  { what: 'a plan 101 m out', rows: [land, ...whole(1, box(950, 0, 1101, 100))], breaks: ['municipality'] },
  {
    what: 'a real plan, where only the example municipality is known',
    rows: [
      land.replace('geom) values', 'exempel, geom) values').replace("'Enköping',", "'Exempel', true,"),
      ...whole(1, box(5000, 0, 5100, 100)),
    ],
    breaks: [],
  },
  {
    what: 'a code of nobody’s',
    rows: whole(1, hundred, { status: "'Laga Kraft'", namn: "' '" }),
    breaks: ['value-missing error namn', 'value-code error status'],
  },
  {
    what: 'a provision 11 cm outside its plan',
    dataset: 'planbestammelser',
    rows: [plan(1, hundred), provision(1, 1, box(0, 0, 100.11, 100))],
    breaks: ['within-plan DP-0002'],
  },
  {
    what: 'provisions 9 cm outside their plan: a surface, a line, a point',
    dataset: 'planbestammelser',
    rows: [
      plan(1, hundred),
      provision(1, 1, box(0, 0, 100.09, 100)),
      provision(2, 1, 'st_setsrid(st_makeline(st_point(620000, 6613050), st_point(620100.09, 6613050)), 3006)'),
      provision(3, 1, 'st_setsrid(st_point(620100.09, 6613050), 3006)'),
    ],
    breaks: [],
  },
  {
    what: 'a line and a point outside their plan, which another plan has',
    dataset: 'planbestammelser',
    rows: [
      plan(1, hundred),
      plan(2, box(100, 0, 200, 100)),
      provision(2, 1, 'st_setsrid(st_makeline(st_point(620000, 6613050), st_point(620100.2, 6613050)), 3006)'),
      provision(3, 1, 'st_setsrid(st_point(620100.2, 6613050), 3006)'),
    ],
    breaks: ['within-plan DP-0002', 'within-plan DP-0002'],
  },
  {
    what: 'a provision without reason, of a plan begun in 2022 and in force',
    dataset: 'planbestammelser',
    rows: whole(1, hundred, { datum_paborjat: "'2022-01-01'" }),
    breaks: ['in-force-reason DP-0011/0012 motiv'],
  },
  {
    what: 'a provision without reason, of a plan begun in 2021',
    dataset: 'planbestammelser',
    rows: whole(1, hundred, { datum_paborjat: "'2021-12-31'" }),
    breaks: [],
  },
  {
    what: 'a delivered provision without quality and with several parts, its plan in force',
    dataset: 'planbestammelser',
    rows: [
      plan(1, hundred),
      provision(
        1,
        1,
        hundred,
        withObject({ bestammelsegeometri: [{ geometri: { typ: 'yta' } }, { geometri: { typ: 'multilinje' } }] }),
      ),
      provision(2, 1, box(0, 0, 10, 10), withObject(delivered)),
    ],
    breaks: ['multi-geometry DP-0018', 'in-force-quality DP-0005'],
  },
  {
    what: 'a provision that stands there twice, and two on one surface',
    dataset: 'planbestammelser',
    rows: [
      plan(1, hundred),
      provision(1, 1, hundred),
      provision(2, 1, hundred),
      provision(3, 1, hundred, { formulering: "'Bostäder 1'" }),
    ],
    breaks: ['twice'],
  },
];

eachDatabase('checks', (kind) => {
  let place: ImportPlace;
  beforeAll(async () => {
    place = await openImportPlace(kind);
  });
  afterAll(() => place?.remove());
  beforeEach(() => place.database.query(raw('truncate public.detaljplaner, public.kommungrans cascade')));

  const found = async (dataset: string, isDelivery = false) => {
    const definition = place.definitions.find((one) => one.id === dataset);
    if (!definition) throw new Error(dataset);
    const options = { publicOnly: false, isDelivery, most: 100 };
    const told = await checkPublished(place.database, definition, place.definitions, options);
    return told.flatMap(({ faults }) => faults);
  };

  test.each(cases)('$what', async ({ rows, breaks, dataset = 'detaljplaner' }) => {
    for (const row of rows) await place.database.query(raw(row));
    const faults = await found(dataset);
    expect(
      faults
        .map(({ check, rule, severity, field }) =>
          [check, rule, severity === 'error' ? severity : '', field === 'geom' ? '' : field].filter(Boolean).join(' '),
        )
        .sort(),
    ).toEqual(breaks.toSorted());
  });

  describe('in an import', () => {
    const folder = mkdtempSync(join(tmpdir(), 'allmanning-checks-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const file = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    /** A file made by hand: plans with a place and nothing else that a decision says. */
    const byHand = (...plans: { number: number; west: number; namn?: string }[]) =>
      file(
        'planer.geojson',
        JSON.stringify({
          type: 'FeatureCollection',
          features: plans.map(({ number, west, namn = `Plan ${number}` }) => ({
            type: 'Feature',
            properties: { objektidentitet: id(number), namn, status: 'laga kraft' },
            geometry: { type: 'Polygon', coordinates: [square(west)] },
          })),
        }),
      );
    const square = (west: number) =>
      [
        [0, 0],
        [100, 0],
        [100, 100],
        [0, 100],
        [0, 0],
      ].map(([x = 0, y = 0]) => [620000 + west + x, 6613000 + y]);
    const importByHand = (path: string, options = {}) =>
      place.import('detaljplaner', path, { crs: 'EPSG:3006', ...options });
    const names = async () => {
      const rows = await place.database.query<{ namn: string }>(raw('select namn from public.detaljplaner order by 1'));
      return rows.map(({ namn }) => namn);
    };

    test('a delivery is refused for what it lacks, with rule, row and place; by hand the same is told', async () => {
      const text = readFileSync(fixture('ngp.json'), 'utf8');
      const report = await place.import('detaljplaner', file('lucka.json', text.replaceAll('171200', '171210')));
      expect(report).toMatchObject({ refused: false, errors: 0 });
      const gap = text.replace(/"plangeometri"[\s\S]*?geometrimetadata/, (plan) =>
        plan.replaceAll('171200', '171200.5'),
      );
      const refused = await place.import('detaljplaner', file('lucka.json', gap));
      expect(refused).toMatchObject({ refused: true, errors: 1 });
      expect(refused.findings.find(({ severity }) => severity === 'error')).toMatchObject({
        ...{ rule: 'DP-0003', code: 'covered', dataset: 'detaljplaner', row: 1, name: 'Påhittad plan' },
        at: [expect.closeTo(610000, -6), expect.closeTo(6610000, -6)],
      });
      // Without its provisions, the plan being as it was: what went leaves no row to look at.
      const json: unknown = JSON.parse(text.replaceAll('171200', '171210'));
      const { features, ...rest } = z.looseObject({ features: z.array(z.unknown()) }).parse(json);
      const bare = file('utan.json', JSON.stringify({ ...rest, features: features.slice(0, 1) }));
      expect(await place.import('detaljplaner', bare, { allowDeletes: true })).toMatchObject({
        ...{ refused: true, errors: 1, findings: [{ rule: 'DP-0005', code: 'in-force-provisions', row: 1 }] },
      });
      const told = await importByHand(byHand({ number: 1, west: 0 }));
      expect(told).toMatchObject({ refused: false, errors: 0 });
      expect(told.findings.map(({ rule, severity }) => `${rule} ${severity}`)).toContain('DP-0005 warning');
      expect(await names()).toEqual(['Plan 1', 'Påhittad plan']);
    });

    test('two plans in force at one place are refused, tried or not', async () => {
      await importByHand(byHand({ number: 1, west: 0 }));
      for (const dryRun of [true, false]) {
        const report = await importByHand(byHand({ number: 2, west: 50 }), { dryRun });
        const error = report.findings.find(({ severity }) => severity === 'error');
        expect(error).toMatchObject({ rule: 'DP-0001', row: 1, name: 'Plan 2' });
        expect(error?.reason.sv).toBe('överlappar "Plan 1" med 5 000 m²');
        expect(error?.at?.map(Math.round)).toEqual([620075, 6613050]);
      }
      expect(await names()).toEqual(['Plan 1']);
    });

    test('what was wrong before a file refuses it only when it makes it worse', async () => {
      for (const row of [...whole(1), ...whole(2, box(50, 0, 150, 100))]) await place.database.query(raw(row));
      const elsewhere = await importByHand(byHand({ number: 3, west: 500 }));
      expect(elsewhere.findings.map(({ code }) => code)).not.toContain('overlap-in-force');
      const renamed = await importByHand(byHand({ number: 2, west: 50, namn: 'Nytt namn' }));
      expect(renamed).toMatchObject({ refused: false, errors: 0, datasets: [{ updated: 1 }] });
      expect(renamed.findings.find(({ rule }) => rule === 'DP-0001')).toMatchObject({
        ...{ severity: 'warning', reason: { sv: expect.stringContaining('fanns redan') } },
      });
      const worse = await importByHand(byHand({ number: 2, west: 40 }));
      expect(worse).toMatchObject({ refused: true, errors: 1 });
      expect(worse.findings.find(({ severity }) => severity === 'error')).toMatchObject({ rule: 'DP-0001', row: 1 });
      expect(await names()).toEqual(['Nytt namn', 'Plan 1', 'Plan 3']);
    });
  });
});

const qualityShape = z.object({
  checks: z.array(z.object({ check: z.string(), severity: z.string().optional(), findings: z.number() })),
  numberMatched: z.number(),
  numberReturned: z.number(),
  findings: z.array(
    z.looseObject({
      check: z.string(),
      severity: z.string(),
      featureId: z.string(),
      reason: z.string(),
      field: z.string().optional(),
    }),
  ),
  links: z.array(z.looseObject({ rel: z.string(), href: z.string() })),
});

eachDatabase('quality', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, {});
    // An internal project, a public one whose agreement nobody may see, and one that is told.
    await service.service.database.query(
      raw(`insert into public.exploateringsomraden (id, namn, skede, synlighet, avtalstyp, byggstart_ar, inflyttning_fran_ar, detaljplaner, geom)
        select x.id::uuid, x.namn, x.skede, x.synlighet, x.avtal, x.byggstart, 2030, array['${id(9)}'], st_multi(${hundred})
        from (values ('${id(1)}', 'Hemligt', 'klart', 'intern', 'påhittat', 2031), ('${id(2)}', 'Öppet', 'klar', 'publik', 'påhittat', 2029),
          ('${id(3)}', 'Öppet också', 'klart', 'publik', null, 2031)) x (id, namn, skede, synlighet, avtal, byggstart)`),
    );
    for (const row of [...whole(1), ...whole(2, box(50, 0, 150, 100))]) await service.service.database.query(raw(row));
    await service.heard();
  });
  afterAll(() => service?.stop());

  const path = (dataset: string) => `/geodata/v1/collections/${dataset}/quality`;
  const told = ({ findings }: z.infer<typeof qualityShape>) =>
    findings.map(({ check, featureId, field }) => `${featureId.at(-1)} ${check} ${field}`);

  test('tells what of the public rows and fields is not right, and not how much else there is', async () => {
    const answer = await service.json(path('exploateringsomraden'), qualityShape);
    expect(told(answer)).toEqual([
      '3 years inflyttning_fran_ar',
      '3 value-code skede',
      '2 plans detaljplaner',
      '3 plans detaljplaner',
    ]);
    expect(answer).toMatchObject({ numberMatched: 4, numberReturned: 4 });
    const counts = Object.fromEntries(answer.checks.map(({ check, findings }) => [check, findings]));
    expect(counts).toEqual({ plans: 2, years: 1, 'value-missing': 0, 'value-code': 1, 'geometry-invalid': 0 });
    const text = await (await service.get(path('exploateringsomraden'))).text();
    expect(text).not.toMatch(/Hemligt|påhittat|avtal/);
    // What lies in the object as delivered is never told.
    const plans = await service.json(path('detaljplaner'), qualityShape);
    expect(plans.checks.map(({ check }) => check)).not.toContain('multi-geometry');
    expect(told(plans)).toEqual(['1 overlap-in-force geom']);
    expect(plans.findings).toMatchObject([
      { rule: 'DP-0001', severity: 'error', name: 'Plan 1', other: { name: 'Plan 2' }, at: [620075, 6613050] },
    ]);
  });

  test('has pages, an ETag, both languages, and a page to read', async () => {
    const first = await service.json(`${path('exploateringsomraden')}?limit=3&lang=en`, qualityShape);
    const next = first.links.find(({ rel }) => rel === 'next')?.href.replace(service.url, '') ?? '';
    const second = await service.json(`${next}&lang=en`, qualityShape);
    expect([...told(first), ...told(second)]).toHaveLength(4);
    expect(first.findings[1]?.reason).toBe('the value is not in the list');
    expect(second.links.map(({ rel }) => rel)).not.toContain('next');
    const answer = await service.get(path('detaljplaner'));
    const etag = answer.headers.get('ETag') ?? '';
    const known = { headers: { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' } };
    expect((await service.get(path('detaljplaner'), known)).status).toBe(304);
    const page = await (await service.get(`${path('detaljplaner')}?f=html`)).text();
    expect(page).toContain('överlappar &quot;Plan 2&quot;');
    expect(page).toContain('DP-0001');
    expect((await service.get(`${path('detaljplaner')}?limit=0`)).status).toBe(400);
    expect((await service.get(path('finns_inte'))).status).toBe(404);
  });

  test('follows an edit by hand, in the other dataset too', async () => {
    await service.service.database.query(
      raw(`update public.planbestammelser set geom = ${box(0, 0, 50, 100)} where detaljplan = '${id(1)}'`),
    );
    await service.heard();
    expect(told(await service.json(path('detaljplaner'), qualityShape))).toContain('1 covered geom');
  });

  test('the command tells all of it, and its status says whether something is wrong', async () => {
    const said = async (dataset: string, options = {}) => {
      const print = vi.spyOn(console, 'log').mockImplementation(() => {});
      try {
        const isRight = await checkCommand(service.place.config, dataset, {
          lang: 'sv',
          json: false,
          delivery: false,
          ...options,
        });
        return { isRight, text: print.mock.calls.join('\n') };
      } finally {
        print.mockRestore();
      }
    };
    const projects = await said('exploateringsomraden');
    expect(projects.isRight).toBe(false);
    expect(projects.text).toContain(
      '"Hemligt" (00000000-0000-4000-8000-000000000001), avtalstyp: "påhittat": värdet finns inte i listan',
    );
    const asJson = await said('planbestammelser', { json: true });
    expect(asJson.isRight).toBe(true);
    const shape = z.object({ dataset: z.string(), checks: z.array(z.looseObject({ count: z.number() })) });
    expect(shape.parse(JSON.parse(asJson.text)).checks.length).toBeGreaterThan(5);
    await service.service.database.query(
      raw(`update public.planbestammelser set geom = ${box(0, 0, 120, 100)} where detaljplan = '${id(1)}'`),
    );
    expect((await said('planbestammelser')).isRight).toBe(true);
    expect((await said('planbestammelser', { delivery: true })).isRight).toBe(false);
    expect((await said('kommungrans')).text).toContain('Allt stämmer');
  });
});

eachDatabase('the example town', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind);
  });
  afterAll(() => service?.stop());

  test('breaks no rule', async () => {
    const { database, published } = service.service;
    const [plans] = await database.query(raw('select count(*) as n from public.planbestammelser'));
    expect(plans?.n).toBeGreaterThan(1000);
    const options = { publicOnly: false, isDelivery: true, most: 5 };
    for (const definition of published.definitions) {
      const told = await checkPublished(database, definition, published.definitions, options);
      expect(told.flatMap(({ faults }) => faults)).toEqual([]);
      expect(told.length).toBeGreaterThan(0);
    }
  });
});
