import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { raw } from '../../server/database/sql.ts';
import { eachDatabase } from '../setup/databases.ts';
import { extentOfPath, type ReadPdf, readPdf } from '../setup/pdf.ts';
import { startTestService, type TestService } from '../setup/service.ts';

/** A square of 100 m, what is public and what is not, and one far from it. Its plan applies; another has ended. */
const rows = raw(`
  insert into public.exploateringsomraden (id, namn, skede, synlighet, geom) values
    ('00000000-0000-4000-8000-000000000001', 'Ångbåtskajen', 'planering', 'publik', st_multi(st_makeenvelope(617000, 6613000, 617100, 6613100, 3006))),
    ('00000000-0000-4000-8000-000000000002', 'Hemligt', 'byggnation', 'intern', st_multi(st_makeenvelope(617000, 6613000, 617100, 6613100, 3006))),
    ('00000000-0000-4000-8000-000000000003', 'Borta', 'klar', 'publik', st_multi(st_makeenvelope(627000, 6613000, 627100, 6613100, 3006)))`);

/** The middle of the square. */
const here = 'mitt=617050,6613050&crs=3006';
const projects = `/utskrift?lager=exploateringsomraden&${here}`;

async function pdf(service: TestService, path: string): Promise<ReadPdf> {
  const answer = await service.get(path);
  expect(answer.status, path).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe('application/pdf');
  return readPdf(await answer.arrayBuffer());
}

function squares({ pages }: ReadPdf, side: number, within = 0.2): number {
  const close = (length: number) => Math.abs(length - side) <= within;
  return (pages[0]?.paths ?? []).map(extentOfPath).filter(([width, height]) => close(width) && close(height)).length;
}

function told({ pages }: ReadPdf): string {
  return tight(pages.map(({ text }) => text).join(''));
}

/** Without spaces: other programs see them where letters have been moved apart or together. */
function tight(text: string): string {
  return text.replaceAll(/\s/g, '');
}

eachDatabase('a sheet of paper', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, { EXAMPLE_SCALE: '0', PUBLIC_URL: 'https://karta.example.se' });
    await service.service.database.query(rows);
    await service.heard();
  });
  afterAll(() => service?.stop());

  it('is to scale: 100 m measure 100 mm at 1:1000, 50 at 1:2000, on any paper', async () => {
    expect(squares(await pdf(service, `${projects}&skala=1000&papper=A3`), 100)).toBeGreaterThan(0);
    expect(squares(await pdf(service, `${projects}&skala=1000&papper=A4&riktning=staende`), 100)).toBeGreaterThan(0);
    const half = await pdf(service, `${projects}&skala=2000&papper=A0&tecken=2`);
    expect(squares(half, 50)).toBeGreaterThan(0);
    expect(half.pages[0]?.width).toBeCloseTo(1189, 0);
    expect(half.pages[0]?.height).toBeCloseTo(841, 0);
  });

  it('is of lines and letters only, in the language and with the title that it says', async () => {
    const read = await pdf(service, `${projects}&titel=${encodeURIComponent('Kvarteret Ängen, åtgärder')}`);
    expect(read.info).toMatchObject({ Title: 'Kvarteret Ängen, åtgärder', Language: 'sv', Author: 'Enköpings kommun' });
    expect(read.viewer).toMatchObject({ PrintScaling: 'None' });
    expect(read.pages[0]?.images).toBe(0);
    expect(told(read)).toContain(tight('Kvarteret Ängen, åtgärder'));
  });

  it('tells scale, system, corners, date, data, owner, licence and that it is no basis for decisions', async () => {
    const text = told(await pdf(service, `${projects}&skala=1000`));
    expect(text).toMatch(/Skala1:1000/);
    expect(text).toContain(tight('SWEREF 99 TM (EPSG:3006)'));
    expect(text).toContain(tight('1,8° från rutnätets'));
    expect(text).toMatch(/Sydvästrahörnet:N6612955,E616945/);
    expect(text).toMatch(/Utskriven\d{1,2}[a-z]+\d{4}/);
    expect(text).toMatch(/Exploateringsområden\(version\d+,ändrad\d{1,2}[a-z]+\d{4}\)/);
    expect(text).toContain(tight('Informationsägare: Mark och exploatering, Enköpings kommun. Licens: CC0 1.0'));
    expect(text).toContain(tight('Kartan är ingen grund för beslut'));
    expect(text).toContain(tight('karta.example.se'));
    expect(text).not.toContain(tight('Exempeldata'));
    expect(text).not.toContain(tight('Hemligt'));
    const english = told(await pdf(service, `${projects}&skala=1000&lang=en`));
    expect(english).toContain(tight('The map is no basis for decisions'));
    expect(english).toMatch(/Scale1:1,000/);
  });

  it('has a legend of what is in the frame, and of nothing else', async () => {
    const codes = service.service.published.dataset('exploateringsomraden').fields.find(({ name }) => name === 'skede');
    const title = (value: string) => codes?.codes?.find((code) => code.value === value)?.title.sv ?? '';
    const text = told(await pdf(service, projects));
    expect(text).toContain(tight('Teckenförklaring'));
    expect(text).toContain(tight(title('planering')));
    for (const away of ['byggnation', 'klar']) expect(text).not.toContain(tight(title(away)));
    const nothing = told(await pdf(service, '/utskrift?lager=exploateringsomraden&mitt=640000,6613000&crs=3006'));
    expect(nothing).not.toContain(tight('Teckenförklaring'));
  });

  it('has a grid when asked, instead of corners', async () => {
    const read = await pdf(service, `${projects}&skala=1000&rutnat=ja`);
    expect(told(read)).toContain(tight('Rutnät: 50 m'));
    expect(told(read)).not.toContain(tight('Sydvästra hörnet'));
    // A line through the middle of the map: 10 mm of margin and half of its 211.
    const upright = (read.pages[0]?.paths ?? []).filter((path) => {
      const [width, height] = extentOfPath(path);
      return width < 0.01 && Math.abs(height - 190) < 0.1;
    });
    expect(upright.map(([x = 0]) => Math.round(x * 10) / 10)).toContain(115.5);
  });

  it('can be in SWEREF 99 16 30, where the square is turned and as large', async () => {
    const read = await pdf(
      service,
      `/utskrift?lager=exploateringsomraden&mitt=17.0765,59.639&crs=EPSG:3010&skala=1000&papper=A3`,
    );
    expect(told(read)).toContain(tight('SWEREF 99 16 30 (EPSG:3010)'));
    expect(told(read)).toContain(tight('0,5° från rutnätets'));
    const turned = 100 * (Math.cos((1.29 * Math.PI) / 180) + Math.sin((1.29 * Math.PI) / 180));
    expect(squares(read, turned)).toBeGreaterThan(0);
  });

  it('goes on over further pages when much is written', async () => {
    const text = 'Åtgärden gäller bryggan. '.repeat(80).trim();
    const read = await pdf(service, `${projects}&text=${encodeURIComponent(text)}`);
    expect(read.pages).toHaveLength(2);
    expect(told(read)).toContain(tight('Fortsätter på sida 2'));
    const found = told(read).match(/Åtgärden/g);
    expect(found).toHaveLength(80);
  });

  it('is a PNG that knows its size on paper', async () => {
    const answer = await service.get(`${projects}&f=png`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('Content-Type')).toBe('image/png');
    const { width, height } = PNG.sync.read(bytes);
    expect([width, height]).toEqual([3508, 2480]);
    const density = bytes.indexOf('pHYs');
    expect(bytes.readUInt32BE(density + 4)).toBe(Math.round(300 / 0.0254));
    const small = PNG.sync.read(Buffer.from(await (await service.get(`${projects}&f=png&dpi=60`)).arrayBuffer()));
    expect([small.width, small.height]).toEqual([702, 496]);
  });
});

const detailShape = z.object({ detail: z.string() });

describe('what cannot be printed', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService('embedded');
  });
  afterAll(() => service?.stop());

  test.each([
    ['skala=49', 'skala'],
    ['skala=500001', 'skala'],
    ['skala=NaN', 'skala'],
    ['skala=1e3.5', 'skala'],
    ['papper=A5', 'papper'],
    ['riktning=snett', 'riktning'],
    ['mitt=0,0', 'mitt'],
    ['mitt=17', 'mitt'],
    ['mitt=17.078,59.636,1', 'mitt'],
    ['mitt=-1e308,1e308', 'mitt'],
    ['mitt=Infinity,59', 'mitt'],
    ['mitt=617050,0', 'mitt'],
    ['crs=EPSG:4326', 'crs'],
    ['crs=', 'crs'],
    ['f=svg', 'f'],
    ['f=png&dpi=10000', 'dpi'],
    ['f=png&papper=A0&dpi=300', 'dpi'],
    ['f=png&sida=9', 'sida'],
    ['f=png&sida=0', 'sida'],
    ['titel=långt', 'titel'],
    ['titel=rad%0Arad', 'titel'],
    ['text=långt', 'text'],
    ['text=a%00b', 'text'],
    ['text=%1B[31m', 'text'],
    ['text=%E2%80%AEbaklänges', 'text'],
    ['rutnat=kanske', 'rutnat'],
    ['tecken=100', 'tecken'],
    ['tema=rosa', 'tema'],
    ['ar=tio', 'ar'],
    ['matt=finns-inte', 'matt'],
    ['papper=A4&papper=A3', 'papper'],
  ])('%s', async (asked, name) => {
    const query = asked.replace('långt', 'a'.repeat(10_000));
    const answer = await service.get(`/utskrift?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
    const { detail } = detailShape.parse(await answer.json());
    expect(detail).toContain(name);
    expect(detail.length).toBeLessThan(500);
    const english = detailShape.parse(await (await service.get(`/utskrift?${query}&lang=en`)).json());
    expect(english.detail).not.toBe(detail);
  });

  test.each([
    ['lager=finns_inte', 404],
    ['valt=exploateringsomraden/finns-inte', 404],
    ['okand=1', 400],
    [`urval.exploateringsomraden=${encodeURIComponent("namn = 'x' AND")}`, 400],
    ['text=🌲', 431],
  ])('%s is %i', async (asked, status) => {
    const query = asked.replace('🌲', '%F0%9F%8C%B2'.repeat(2000));
    expect((await service.get(`/utskrift?${query}`)).status).toBe(status);
  });

  it('draws circles in the legend as large as on the map, on a large sheet too', async () => {
    // So near that no circle is smaller than it may be: far out they give each other room.
    const query = 'lager=befolkningsprognos&matt=antal&skala=10000&riktning=staende';
    const [small, large, grown] = await Promise.all(
      ['papper=A4', 'papper=A2', 'papper=A4&tecken=2'].map(async (paper) => {
        const { pages } = await readPdf(await (await service.get(`/utskrift?${query}&${paper}`)).arrayBuffer());
        // The legend's largest: a circle below the map, or on the next page.
        const below = pages.flatMap(({ paths, height }, page) =>
          paths.filter(([, y = 0]) => page > 0 || y < height * 0.3).map(extentOfPath),
        );
        return Math.max(
          ...below.flatMap(([width, height]) => (width < 60 && Math.abs(width - height) < 0.01 ? [width] : [])),
        );
      }),
    );
    expect(large).toBeCloseTo(small ?? 0, 1);
    expect(grown).toBeCloseTo(2 * (small ?? 0), 1);
  });

  test.each(['%F0%9F%8C%B2', '%E4%B8%AD%E6%96%87', '<script>', '%25%25', '()\\', '%EF%BF%BD'])(
    'letters of all kinds are letters: %s',
    async (text) => {
      const answer = await service.get(`/utskrift?titel=${text}&text=${text}&skala=500000`);
      expect(answer.status).toBe(200);
      const read = await readPdf(await answer.arrayBuffer());
      expect(read.info.Title).toBe(decodeURIComponent(text));
    },
  );
});
