import { describe, expect, test } from 'vitest';
import { definitionSchema } from '../../server/datasets/definition.ts';
import { queryables, supportsArrays } from '../../server/filter/index.ts';
import { complaint, crs84, places } from '../setup/filtering.ts';

const sentences: Record<string, string> = {
  "namm = 'x'":
    'Tecken 1: det finns ingen egenskap "namm" att filtrera på. Menade du namn? De som finns: id, namn, uid, slag, antal, stort, mått, decimal, aktiv, dag, tid, start, slut, taggar, nummer, ägarnamn, geometrityp, geometry, geom.',
  'namn = 5': 'Tecken 6: namn (text) kan inte jämföras med 5 (tal).',
  "aktiv AND taggar = 'a'":
    "Tecken 18: taggar (lista) kan inte jämföras med 'a' (text). Använd A_EQUALS eller A_CONTAINS.",
  'antal + namn > 5': 'Tecken 9: + tar tal, inte namn (text).',
  namn: "Tecken 1: ett filter tar villkor, som namn = 'Åsunda' eller antal > 5, inte namn (text).",
  'antal >': 'Tecken 8: filtret tar slut där en egenskap, ett värde eller ett villkor väntades.',
  'antal > 5)': 'Tecken 10: här väntades AND, OR eller slutet, inte ).',
  "namn = 'Åsunda": "Tecken 8: texten saknar sitt avslutande '.",
  "dag > '2023-02-30'": 'Tecken 7: dagen 2023-02-30 finns inte.',
  'avg(antal) > 5':
    'Tecken 1: det finns ingen funktion avg här, bara standardens egna operatorer: LIKE, CASEI, S_INTERSECTS, T_AFTER …',
  'antal < 1e999': 'Tecken 9: talet 1e999 är för stort: högst omkring 1.8e308.',
  "namn LIKE 'a\\\\'": 'Tecken 11: mönstret slutar med \\, som ska stå före %, _ eller \\.',
  'S_WITHIN(geom, POLYGON((17 59, 18 59, 18 60, 17 61)))':
    'Tecken 24: ringen är inte sluten: den börjar i 17 59 men slutar i 17 61.',
  'S_WITHIN(geom, POLYGON((17 59, 18 59, 18 59, 17 59)))': 'Tecken 24: ringen har ingen yta.',
  'S_WITHIN(geom, POINT(59 117))':
    'Tecken 16: longitud 59, latitud 117 finns inte. Ordningen är longitud, latitud; ett annat koordinatsystem anges med filter-crs.',
  "T_DURING(tid, INTERVAL('2024-01-01', '..'))":
    "Tecken 10: T_DURING jämför två intervall, INTERVAL('2024-01-01', '2024-12-31'). För en tidpunkt: T_INTERSECTS, T_BEFORE eller T_AFTER.",
  'T_AFTER(tid)': 'Tecken 1: T_AFTER tar 2 argument, inte 1.',
};

describe('what is wrong with a filter', () => {
  test.each(Object.entries(sentences))('%s', (filter, sentence) => {
    expect(complaint(filter, { crs: crs84 })).toBe(sentence);
  });

  test('in English too', () => {
    expect(complaint('namn = 5', { words: 'en' })).toBe('Character 6: namn (text) cannot be compared with 5 (number).');
    expect(complaint('namn = "Åsunda"', { words: 'en' })).toMatch(
      /^Character 8: there is no property "Åsunda" to filter by\. Text is written within '…'\. Known: id, namn, /,
    );
  });

  test('in JSON, by its path', () => {
    const json = (value: unknown) => complaint(JSON.stringify(value), { lang: 'cql2-json', crs: crs84 });
    const property = { property: 'namn' };
    expect(json({ op: 'and', args: [true, { op: '=', args: [{ property: 'Namn ' }, 1] }] })).toMatch(
      /^På \/args\/1\/args\/0\/property: det finns ingen egenskap "Namn " att filtrera på\. Menade du namn\?/,
    );
    expect(json({ op: 'and', args: [true] })).toBe('På /args: AND tar minst 2 argument, inte 1.');
    expect(json({ op: '=', args: [property, null] })).toMatch(
      /^På \/args\/1: ska vara ett värde eller ett objekt med op/,
    );
    expect(json({ op: '=', args: [property, '\0'] })).toMatch(
      /^På \/args\/1: texten innehåller ett tecken som inte kan/,
    );
    expect(
      json({ op: 's_within', args: [{ property: 'geom' }, { type: 'Polygon', coordinates: [[[1, 2], [3]]] }] }),
    ).toBe('På /args/1/coordinates/0/1: ska vara en koordinat: [tal, tal].');
    expect(complaint('{"op":"=",', { lang: 'cql2-json' })).toMatch(
      /inte giltig JSON\. Filter i text anges med filter-lang=cql2-text\.$/,
    );
    expect(complaint('{"op":"=","args":[1,1e999]}', { lang: 'cql2-json' })).toMatch(
      /^På \/args\/1: talet är för stort/,
    );
  });

  test('only what is public and said to be filterable is spoken of', () => {
    for (const name of ['hemlig', 'ofiltrerad', 'nyckel']) {
      expect(complaint(`${name} = 'x'`)).toMatch(`det finns ingen egenskap "${name}" att filtrera på`);
    }
    expect(complaint("x = 'x'").match(/hemlig|ofiltrerad|nyckel/)).toBeNull();
  });
});

describe('bounds', () => {
  const times = (count: number, text: string, between: string) =>
    Array.from({ length: count }, () => text).join(between);

  test('each has its sentence, and none costs more than reading up to it', () => {
    const point = '600000 6600000';
    expect({
      depth: complaint(`${'('.repeat(8000)}aktiv`),
      nots: complaint(`${'NOT '.repeat(4000)}aktiv`),
      calls: complaint(`${'CASEI('.repeat(2500)}namn`),
      parts: complaint(times(600, 'aktiv', ' OR ')),
      values: complaint(`antal IN (${times(2001, '1', ',')})`),
      length: complaint('x'.repeat(17_000)),
      json: complaint(`"${'x'.repeat(66_000)}"`, { lang: 'cql2-json' }),
      jsonDepth: complaint(`${'['.repeat(100)}${']'.repeat(100)}`, { lang: 'cql2-json' }),
      coordinates: complaint(
        JSON.stringify({
          op: 's_within',
          args: [{ property: 'geom' }, { type: 'MultiPoint', coordinates: Array(10_001).fill([1, 2]) }],
        }),
        { lang: 'cql2-json' },
      ),
      enough: complaint(`S_WITHIN(geom, MULTIPOINT(${times(1000, point, ',')}))`),
    }).toEqual({
      depth: 'Tecken 65: filtret är nästlat i fler än 64 nivåer.',
      nots: 'Tecken 257: filtret är nästlat i fler än 64 nivåer.',
      calls: 'Tecken 385: filtret är nästlat i fler än 64 nivåer.',
      parts: 'Tecken 4501: filtret har fler än 500 delar. Dela det i flera frågor.',
      values: 'Tecken 4011: fler än 2000 värden i listor. Dela filtret i flera frågor.',
      length: 'Tecken 16385: filtret är längre än 16384 tecken.',
      json: 'Filtret: längre än 65536 tecken.',
      jsonDepth: `På ${'/0'.repeat(64)}: filtret är nästlat i fler än 64 nivåer.`,
      coordinates: 'På /args/1/coordinates/10000: fler än 10000 koordinater. Använd en enklare geometri.',
      enough: 'ingenting är fel',
    });
  });
});

describe('queryables', () => {
  test('the geometry has two names, the key is id', () => {
    const named = queryables(places).map((one) => [one.name, 'field' in one ? one.field.type : one.geometry.type]);
    expect(named).toContainEqual(['id', 'integer']);
    expect(named).toContainEqual(['geometry', 'Geometry']);
    expect(named).toContainEqual(['geom', 'Geometry']);
    expect(named).toContainEqual(['ägarnamn', 'text']);
    expect(supportsArrays(places)).toBe(true);
  });

  test('a field of that name goes before', () => {
    const [first] = places.fields;
    const id = { ...first, name: 'id', type: 'text', filterable: true };
    const definition = definitionSchema.parse({ ...places, fields: [id], geometry: null, joins: [] });
    expect(queryables(definition).map((one) => [one.name, 'field' in one && one.field.type])).toEqual([['id', 'text']]);
    expect(supportsArrays(definition)).toBe(false);
    const secret = definitionSchema.parse({ ...definition, fields: [{ ...id, public: false }] });
    expect(queryables(secret)).toEqual([]);
  });
});
