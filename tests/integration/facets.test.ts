import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { facets as facetsShape } from '../../server/ogc-api/documents.ts';
import { eachDatabase } from '../setup/databases.ts';
import { pick, seeded } from '../setup/random-filters.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { pageShape, problemShape } from '../setup/shapes.ts';

type Facet = z.infer<typeof facetsShape>['facets'][number];
type Properties = Record<string, unknown>;

/** A condition, and the fields that it mentions. */
type Part = readonly [condition: string, ...fields: string[]];

const parts: Record<string, readonly Part[]> = {
  detaljplaner: [
    ["status = 'laga kraft'", 'status'],
    ["status IN ('samråd', 'granskning', 'laga kraft')", 'status'],
    ["(status = 'samråd' OR status = 'antagen')", 'status'],
    ["datum_laga_kraft >= DATE('2001-01-01')", 'datum_laga_kraft'],
    ["T_BEFORE(datum_laga_kraft, DATE('2015-01-01'))", 'datum_laga_kraft'],
    ["T_AFTER(version_giltig_fran, DATE('1990-06-01'))", 'version_giltig_fran'],
    ["CASEI(namn) LIKE CASEI('%e%')", 'namn'],
    ['genomforandetid_manader BETWEEN 60 AND 120', 'genomforandetid_manader'],
    ["(typ = 'detaljplan' OR genomforandetid_manader > 60)", 'typ', 'genomforandetid_manader'],
    ['instans IS NOT NULL', 'instans'],
    ["NOT (NOT typ = 'detaljplan')", 'typ'],
  ],
  exploateringsomraden: [
    ["A_CONTAINS(exploatorer, ('Mönsterhem AB'))", 'exploatorer'],
    ['bostader_totalt >= 50', 'bostader_totalt'],
    ['bostader_totalt < 400', 'bostader_totalt'],
    ["NOT skede = 'klar'", 'skede'],
    ['exempel = true', 'exempel'],
    ['(bostader_totalt > 100 OR byggstart_ar IS NULL)', 'bostader_totalt', 'byggstart_ar'],
  ],
};

/** What a facet must tell of some features, counted one by one. */
function counted(facet: Facet, features: readonly Properties[]) {
  const values = features.map((properties) => properties[facet.property]);
  const has = (value: unknown) =>
    value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
  const known = values.filter(has);
  const whole = { numberMatched: features.length, missing: values.length - known.length };
  const sorted = known.map((value) => (facet.kind === 'days' ? String(value).slice(0, 10) : value));
  const inOrder = [...sorted].sort((a, b) => Number(a) - Number(b) || (String(a) < String(b) ? -1 : 1));
  switch (facet.kind) {
    case 'values':
      return {
        ...whole,
        values: facet.values.map(({ value }) => known.filter((one) => [one].flat().includes(value)).length),
      };
    case 'numbers':
      return {
        ...whole,
        least: inOrder[0],
        most: inOrder.at(-1),
        bars: facet.bars.map(({ from, to }) => sorted.filter((one) => from <= Number(one) && Number(one) < to).length),
      };
    case 'days':
      return {
        ...whole,
        least: inOrder[0],
        most: inOrder.at(-1),
        bars: facet.bars.map(({ from, to }) => sorted.filter((one) => from <= String(one) && String(one) < to).length),
      };
    case 'text':
      return whole;
  }
}

function told(facet: Facet) {
  const { numberMatched, missing } = facet;
  const whole = { numberMatched, missing };
  if (facet.kind === 'text') return whole;
  if (facet.kind === 'values') return { ...whole, values: facet.values.map(({ count }) => count) };
  return { ...whole, least: facet.least, most: facet.most, bars: facet.bars.map(({ count }) => count) };
}

eachDatabase('facets', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind);
  });
  afterAll(() => service?.stop());

  /** On a busy machine the server counts longer than it lets anybody wait: asked again, as a client does. */
  const patiently = async (path: string): Promise<Response> => {
    const answer = await service.get(path);
    if (answer.status !== 503) return answer;
    expect(answer.headers.get('Retry-After')).toMatch(/^[0-9]+$/);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return patiently(path);
  };
  const facets = async (id: string, query: Record<string, string>) => {
    const path = `/geodata/v1/collections/${id}/facets?${new URLSearchParams({ f: 'json', ...query })}`;
    return facetsShape.parse(await (await patiently(path)).json());
  };
  const features = async (id: string, query: Record<string, string>) => {
    const address = `/geodata/v1/collections/${id}/items?${new URLSearchParams({ f: 'json', limit: '10000', ...query })}`;
    return (await service.json(address, pageShape)).features.map(({ properties }) => properties);
  };
  const joined = (chosen: readonly Part[]): Record<string, string> =>
    chosen.length > 0 ? { filter: chosen.map(([condition]) => condition).join(' AND ') } : {};

  test.each(Object.keys(parts))(
    'the counts of each field of %s are exact under every filter but its own',
    async (id) => {
      const random = seeded(8);
      const all = parts[id] ?? [];
      const kept = new Map<string, Properties[]>();
      const under = async (query: Record<string, string>) => {
        const key = JSON.stringify(query);
        const found = kept.get(key) ?? (await features(id, query));
        kept.set(key, found);
        return found;
      };
      const asked = [
        [],
        ...all.map((one) => [one]),
        ...Array.from({ length: 6 }, () => all.filter(() => random() < 0.3)),
      ];
      for (const chosen of asked) {
        const bbox: Record<string, string> = random() < 0.4 ? { bbox: '17.05,59.6,17.12,59.66' } : {};
        const answer = await facets(id, { ...joined(chosen), ...bbox });
        expect(answer.numberMatched).toBe((await under({ ...joined(chosen), ...bbox })).length);
        for (const facet of answer.facets) {
          const others = chosen.filter(([, ...fields]) => fields.length > 1 || fields[0] !== facet.property);
          const right = counted(facet, await under({ ...joined(others), ...bbox }));
          expect(told(facet), `${facet.property} under ${JSON.stringify([chosen, bbox])}`).toEqual(right);
        }
      }
      expect(kept.size).toBeGreaterThan(all.length);
    },
  );

  test('the same filter has the same counts, however it is nested', async () => {
    const plain = "status = 'laga kraft' AND typ = 'detaljplan'";
    const told = (filter: string) => facets('detaljplaner', { facets: 'status,typ', filter });
    for (const filter of [`NOT (NOT (${plain}))`, `((${plain}))`, plain])
      expect((await told(filter)).facets, filter).toEqual((await told(`${plain} AND ${plain}`)).facets);
  });

  test('a code list is whole, in its order, and says what nobody has', async () => {
    const {
      facets: [status],
    } = await facets('detaljplaner', { facets: 'status', filter: "namn = 'finns inte'", lang: 'en' });
    expect(status).toMatchObject({ title: 'Plan status', kind: 'values', numberMatched: 0, missing: 0, others: 0 });
    if (status?.kind !== 'values') throw new Error('status has values');
    expect(status.values.length).toBeGreaterThan(5);
    expect(new Set(status.values.map(({ count }) => count))).toEqual(new Set([0]));
    expect(status.values.find(({ value }) => value === 'laga kraft')?.title).not.toBe('laga kraft');
  });

  test('bars reach from the least to the most and are the same under every filter', async () => {
    const one = await facets('exploateringsomraden', {});
    const other = await facets('exploateringsomraden', { filter: 'bostader_totalt > 100 AND byggstart_ar > 2027' });
    const edges = (answer: typeof one) =>
      answer.facets.map((facet) => ('bars' in facet ? facet.bars.map(({ from, to }) => [from, to]) : []));
    expect(edges(other)).toEqual(edges(one));
    const measured = one.facets.flatMap((facet) => (facet.kind === 'numbers' && facet.bars.length > 0 ? [facet] : []));
    expect(measured.length).toBeGreaterThan(3);
    for (const { property, type, bars, least = 0, most = 0, numberMatched, missing, others } of measured) {
      expect([property, (bars[0]?.from ?? 1) <= least, most < (bars.at(-1)?.to ?? 0)]).toEqual([property, true, true]);
      expect(bars.length, property).toBeLessThanOrEqual(30);
      expect(bars.reduce((sum, { count }) => sum + count, missing + others)).toBe(numberMatched);
      if (type === 'integer')
        expect(bars.every(({ from, to }) => Number.isInteger(from) && Number.isInteger(to))).toBe(true);
    }
  });

  test('the filter is that of items: CQL2 as JSON, a field’s own parameter, a time, coordinates of another system', async () => {
    const random = seeded(3);
    const value = pick(random, ['laga kraft', 'samråd']);
    const asJson = JSON.stringify({ op: '=', args: [{ property: 'status' }, value] });
    const place =
      'S_INTERSECTS(geometry, POLYGON((6609000 612000, 6609000 622000, 6616000 622000, 6616000 612000, 6609000 612000)))';
    const queries: Record<string, string>[] = [
      { filter: asJson, 'filter-lang': 'cql2-json' },
      { status: value },
      { datetime: '2010-01-01/..' },
      { filter: place, 'filter-crs': 'http://www.opengis.net/def/crs/EPSG/0/3006' },
    ];
    for (const query of queries) {
      const matched = (await features('detaljplaner', query)).length;
      expect(matched).toBeGreaterThan(0);
      const answer = await facets('detaljplaner', { ...query, facets: 'status,typ' });
      expect(answer.numberMatched, JSON.stringify(query)).toBe(matched);
      const [status, typ] = answer.facets;
      expect(typ?.numberMatched).toBe(matched);
      const isOwn = 'status' in query || query.filter === asJson;
      expect(status?.numberMatched).toBe(isOwn ? (await features('detaljplaner', {})).length : matched);
    }
  });

  test('a year of a forecast is a facet when somebody asks for it, and protected numbers are those that items tell', async () => {
    const name = 'folkmangd_2030';
    const {
      facets: [total],
    } = await facets('prognosomraden', { facets: name });
    if (total?.kind !== 'numbers') throw new Error('a total is a number');
    expect(told(total)).toEqual(counted(total, await features('prognosomraden', {})));
    const filter = "ar = 2030 AND kon = 'kvinna' AND variabel = 'folkmangd'";
    const answer = await facets('befolkningsprognos', { facets: 'varde,alder', filter });
    const rows = await features('befolkningsprognos', { filter });
    expect(rows.length).toBeGreaterThan(0);
    for (const facet of answer.facets) expect(told(facet)).toEqual(counted(facet, rows));
  });

  test('a change is counted, and what cannot be asked is refused', async () => {
    const count = async () => (await facets('tatorter', { facets: 'namn' })).numberMatched;
    const before = await count();
    await service.service.database.query({
      parts: [
        "insert into public.tatorter (kod, namn, geom) values ('X1', 'Nyort', st_multi(st_makeenvelope(617000, 6613000, 617050, 6613050, 3006)))",
      ],
      values: [],
    });
    expect(await count()).toBe(before + 1);
    const refused = async (query: string) => {
      const answer = await service.get(`/geodata/v1/collections/detaljplaner/facets?${query}`);
      expect(answer.status, query).toBe(400);
      return problemShape.parse(await answer.json()).detail ?? '';
    };
    expect(await refused('facets=finnsinte')).toContain('facets');
    expect(await refused('sortby=namn')).toContain('sortby');
    expect(await refused('filter=finnsinte%3D1')).toContain('finnsinte');
    expect((await service.get('/geodata/v1/collections/finnsinte/facets')).status).toBe(404);
  });

  test('a page tells the same, with a way to the features of each value', async () => {
    const page = await (
      await patiently('/geodata/v1/collections/detaljplaner/facets?facets=status,datum_laga_kraft&f=html&lang=sv')
    ).text();
    expect(page).toContain('Planstatus');
    expect(page).toMatch(/href="[^"]*items\?[^"]*status[^"]*samr/);
  });
});
