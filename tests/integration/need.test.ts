import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { needDocumentSchema } from '../../server/forecast/need-shape.ts';
import { publishFile } from '../../server/publishing/publish.ts';
import { eachDatabase } from '../setup/databases.ts';
import { readPdf } from '../setup/pdf.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { problemShape } from '../setup/shapes.ts';
import { readWorkbook } from '../setup/workbook.ts';

/**
 * Two areas beside each other, one preschool in each that everybody may know of, one that nobody may, one that ends, and two
 * projects. The people of an age group are so many that rounding (multiples of 5, mostly within 5) shows in no sentence.
 */
const square = (east: number) => `st_multi(st_makeenvelope(${east}, 6613000, ${east + 1000}, 6614000, 3006))`;
const rows = raw(`
  insert into public.prognosomraden (kod, namn, indelning, utgava, visas, geom) values
    ('A', 'Alby', 'regso', '2025', true, ${square(617000)}), ('B', 'Byn', 'regso', '2025', true, ${square(618000)}),
    ('X', 'Annan utgåva', 'regso', '2018', false, ${square(617000)});
  insert into public.befolkningsprognos (omradeskod, indelning, utgava, prognosversion, basar, ar, alder, kon, scenario, variabel, varde)
    select area, 'regso', '2025', version, 2025, year, age, sex, scenario, 'folkmangd', 20 * (year - 2024)
    from unnest(array['A', 'B']) area, unnest(array['p2024', 'p2025']) version, generate_series(2025, 2027) year,
      generate_series(0, 9) age, unnest(array['kvinna', 'man']) sex, unnest(array['huvud', 'alternativ']) scenario
    where version = 'p2025' or year < 2027;
  insert into public.exploateringsomraden (namn, skede, beteckning, synlighet, forskola_avdelningar, inflyttning_fran_ar, geom) values
    ('Ängsbacken', 'planering', 'EXP-1', 'publik', 4, 2027, ${square(618000)}),
    ('Klart sedan länge', 'klar', 'EXP-2', 'publik', 40, 2020, ${square(618000)}),
    ('Hemligheten', 'planering', 'EXP-3', 'intern', 50, 2026, ${square(618000)}),
    ('Ekhagen', 'byggnation', 'EXP-4', 'publik', 2, 2026, ${square(617000)})`);

const premises = `namn;typ;platser_forskola;platser_f3;fran_ar;till_ar;agande;projekt;synlighet;E;N
Albys förskola;förskola;150;;;;eget;;publik;617500;6613500
Paviljongen;Förskola;100;;;2025;hyrt;;publik;617600;6613500
Ekhagens förskola;forskola;54;;2026;;eget;EXP-4;publik;617700;6613500
Byns förskola;forskola;120;;;;eget;;publik;618500;6613500
Det skyddade boendet;annat;900;;;;eget;;intern;618600;6613500
Långt borta;forskola;700;;;;eget;;publik;640000;6613500
`;
const rates = `tjanst;slag;alder_fran;alder_till;tal;galler_fran;underlag
förskola;Platser per invånare;1;5;0,8;2020;Nämndens beslut
förskola;Platser per enhet i projekt;;;18;2020;Nämndens beslut
`;

eachDatabase('the need of places', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-'));
  let service: TestService;
  const read = (query = '') => service.json(`/behov?f=json${query}`, needDocumentSchema);
  const put = async (dataset: string, content: string) => {
    const file = join(folder, `${dataset}.csv`);
    writeFileSync(file, content);
    const { database, published } = service.service;
    return publishFile(database, published.definitions, { dataset, file, crs: 'EPSG:3006' });
  };
  beforeAll(async () => {
    service = await startTestService(kind, { EXAMPLE_SCALE: '0' });
    await service.service.database.query(rows);
    expect((await put('lokaler', premises)).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect((await put('behovstal', rates)).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    await service.heard();
  }, 200_000);
  afterAll(async () => {
    await service?.stop();
    rmSync(folder, { recursive: true });
  });

  it('is people times rate against what is open, area by area, with all that it is reckoned from', async () => {
    const answer = await read();
    expect(answer.assumed).toMatchObject({ prognosversion: 'p2025', scenario: 'huvud', utgava: '2025' });
    expect(answer.years).toEqual([2025, 2026, 2027]);
    const people = (area: string) => answer.people.find((row) => row.area === area)?.people ?? [];
    // 5 ages, 2 sexes, 20 of each more every year: 200, 400 and 600, rounded where they leave.
    for (const area of ['A', 'B'])
      for (const [index, true_] of [200, 400, 600].entries()) {
        expect(Math.abs((people(area)[index] ?? 0) - true_)).toBeLessThan(30);
        expect((people(area)[index] ?? 1) % 5).toBe(0);
      }
    const [list] = answer.results;
    expect(list?.grouping).toBe('areas');
    const of = (id: string) => list?.catchments.find((one) => one.id === id);
    expect(of('A')?.need).toEqual(people('A').map((count) => Math.round((count ?? 0) * 0.8)));
    // What is leased ends with 2025, and the project's own preschool stands for what the project says: 54, not 2 × 18.
    expect(of('A')?.capacity).toEqual([250, 204, 204]);
    // 120, and from 2027 four groups of 18; what is finished is premises or nothing, what is internal nothing.
    expect(of('B')?.capacity).toEqual([120, 120, 192]);
    expect(of('A')?.short?.year).toBe(2026);
    expect(of('B')?.text).toMatch(/^Byn saknar \d+ platser i förskola redan 2025\.$/);
    expect(list?.catchments.map(({ id }) => id)).toEqual(['B', 'A']);
  });

  it('tells and counts nothing that is not public', async () => {
    const texts = await Promise.all(
      ['f=json', 'f=html&omrade=B', 'f=csv', 'f=json&upptagning=kommun'].map(async (query) =>
        (await service.get(`/behov?${query}`)).text(),
      ),
    );
    for (const text of texts) expect(text).not.toMatch(/skyddade|Hemligheten|EXP-3/);
    const whole = await read('&upptagning=kommun');
    // Nor is what lies in no area.
    expect(whole.results[0]?.catchments[0]?.capacity).toEqual([370, 324, 396]);
    expect(whole.notices.join(' ')).toContain('Bara lokaler som är publika räknas');
    await service.service.database.query(
      raw(`update public.lokaler set synlighet = 'intern' where namn = 'Byns förskola'`),
    );
    await service.heard();
    const after = await read();
    expect(after.results[0]?.catchments.find(({ id }) => id === 'B')?.capacity).toEqual([0, 0, 72]);
    expect(JSON.stringify(after)).not.toContain('Byns förskola');
    await service.service.database.query(
      raw(`update public.lokaler set synlighet = 'publik' where namn = 'Byns förskola'`),
    );
    await service.heard();
  });

  it('may be asked for another version, other rates, groups and without projects', async () => {
    const older = await read('&version=p2024');
    expect(older.years).toEqual([2025, 2026]);
    const [rate] = older.rates;
    const tried = await read(`&prov=${rate?.id}=0.4&projekt=utan&grupper=Norr:A,B`);
    expect(tried.rates[0]).toMatchObject({ value: 0.4, official: 0.8 });
    expect(tried.notices.join(' ')).toContain('Det här är ett prov');
    const [norr] = tried.results[0]?.catchments ?? [];
    expect(norr).toMatchObject({ id: 'grupp-1', name: 'Norr', areas: ['A', 'B'], capacity: [370, 324, 324] });
    const total = tried.people.reduce((sum, { people }) => sum + (people[0] ?? 0), 0);
    expect(norr?.need[0]).toBe(Math.round(total * 0.4));
    for (const query of ['tjanst=x', 'prov=x=0.5', 'prov=1', 'grupper=A', 'omrade=Z', 'version=p1', 'okand=1']) {
      const response = await service.get(`/behov?f=json&${query}`);
      expect([query, response.status]).toEqual([query, 400]);
      expect(problemShape.parse(await response.json()).detail).toContain(query.split('=')[0]);
    }
  });

  it('is a page that needs no scripts, in both languages, with what each number is made of', async () => {
    const page = await (
      await service.get('/behov?tjanst=forskola&omrade=A', { headers: { Accept: 'text/html' } })
    ).text();
    expect(page).toContain('<h1>Räcker platserna?</h1>');
    expect(page).toMatch(/\d+ personer 1–5 år × 0,8 = /);
    expect(page).toContain('Paviljongen');
    expect(page).toContain('Nämndens beslut');
    const english = await (await service.get('/behov?f=html&lang=en')).text();
    expect(english).toMatch(/Byn lacks \d+ places in preschool as early as 2025\./);
  });

  it('is a workbook whose formulas give what the answer says, and another year when a rate is changed', async () => {
    const answer = await read();
    const bytes = await (await service.get('/behov?f=xlsx')).arrayBuffer();
    const book = readWorkbook(Buffer.from(bytes));
    expect(book.names).toEqual(['Läs först', 'Behov', 'Personer', 'Behovstal', 'Platser']);
    const [b, a] = answer.results[0]?.catchments ?? [];
    for (const [index, one] of [b, a].entries()) {
      const row = 2 + 3 * index;
      for (const [year, column] of ['E', 'F', 'G'].entries()) {
        expect(book.value('Behov', `${column}${row}`)).toBe(one?.need[year]);
        expect(book.value('Behov', `${column}${row + 1}`)).toBe(one?.capacity[year]);
        expect(book.value('Behov', `${column}${row + 2}`)).toBe(one?.balance[year]);
        for (const line of [row, row + 1, row + 2])
          expect(book.told('Behov', `${column}${line}`)).toBe(book.value('Behov', `${column}${line}`));
      }
      expect(book.value('Behov', `D${row + 2}`)).toBe(one?.short?.year);
    }
    // 0.5 instead of 0.8: about 200 in 2026, where there are 204 places, and 300 in 2027.
    book.set('Behovstal', 'D2', 0.3);
    expect(book.value('Behov', 'D7')).toBe('räcker till 2027');
    book.set('Platser', 'F2', 0);
    expect(book.value('Behov', 'E3')).not.toBe(b?.capacity[0]);
  });

  it('is a sheet for the committee: when places run out, year by year, and why', async () => {
    const response = await service.get('/behov?f=pdf&tjanst=forskola');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const { pages } = await readPdf(await response.arrayBuffer());
    const text = pages.map((page) => page.text).join(' ');
    expect(text).toContain('Förskola: när platserna tar slut');
    expect(text).toContain('Alby: Förskola');
    expect(text).toContain('Ekhagens förskola');
    expect(text).toContain('Nämndens beslut');
    expect(text).not.toMatch(/skyddade|Hemligheten/);
  });

  it('refuses premises that end before they open or have no places, and rates beyond one', async () => {
    const bad = await put(
      'lokaler',
      'namn;typ;platser_forskola;fran_ar;till_ar;E;N\nBakvänd;forskola;0;2030;2029;617500;6613500\n',
    );
    const told = bad.findings.filter(({ severity }) => severity === 'error').map(({ field }) => field);
    expect(told).toEqual(expect.arrayContaining(['till_ar', 'platser_forskola']));
    const rate = await put('behovstal', 'tjanst;slag;alder_fran;tal;galler_fran\nforskola;andel;1;86;2020\n');
    expect(rate.findings.filter(({ severity }) => severity === 'error').map(({ field }) => field)).toEqual(['tal']);
  });
});
