import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Adopted, type AdoptResult, adoptFile, adoptTable } from '../../server/adopting/adopt.ts';
import { raw } from '../../server/database/sql.ts';
import { definitionSchema } from '../../server/datasets/definition.ts';
import { draftProblems } from '../../server/datasets/draft-problems.ts';
import { eachDatabase } from '../setup/databases.ts';
import { fixture, type ImportPlace, openImportPlace } from '../setup/publishing.ts';

function adopted(result: AdoptResult): Adopted {
  if ('refused' in result) throw new Error(result.refused.reason.sv);
  return result.adopted;
}

/** What the owner would write into the draft. */
function filledIn(json: string): unknown {
  return { ...JSON.parse(json), title: { sv: 'Titel', en: 'Title' }, informationsagare: 'kommun', licence: 'CC0-1.0' };
}

eachDatabase('adopt', (kind) => {
  let place: ImportPlace;
  const rows = (text: string) => place.database.query(raw(text));
  beforeAll(async () => {
    place = await openImportPlace(kind);
    await rows(`create table public.brunnar (
        nr integer primary key, namn text, "Djup m" numeric(6, 2), borrad date, kemi jsonb, geom geometry(PointZ, 3010));
      comment on column public.brunnar."Djup m" is 'Djup i meter';
      insert into public.brunnar values (1, 'Ettan', 12.5, '2019-05-06', '{}', 'SRID=3010;POINT Z (171000 6613000 5)');
      create view public.brunnsvy as select nr, namn, geom from public.brunnar;
      create table public.utan_nyckel (namn text);
      insert into public.utan_nyckel values ('a'), ('a'), (null);
      create table public."Stor Bokstav" (id integer primary key)`);
  });
  afterAll(() => place?.remove());

  test('a table becomes a draft that is whole when its owner is named', async () => {
    const before = await rows('select *, st_asewkt(geom) as text from public.brunnar');
    const { id, json, problems, notes } = adopted(await adoptTable(place.database, 'public.brunnar', {}));
    expect(id).toBe('brunnar');
    expect(problems).toEqual(['title.sv', 'informationsagare', 'licence']);
    const definition = definitionSchema.parse(filledIn(json));
    expect(draftProblems(filledIn(json))).toEqual([]);
    expect(definition).toMatchObject({
      table: 'public.brunnar',
      key: 'nr',
      geometry: { column: 'geom', type: 'Point', srid: 3010 },
      map: { popup: { title: ['namn'] } },
    });
    expect(definition.fields.map(({ name, type, public: open }) => [name, type, open])).toEqual([
      ['nr', 'integer', false],
      ['namn', 'text', false],
      ['Djup m', 'double', false],
      ['borrad', 'date', false],
    ]);
    expect(definition.fields[2]?.title.sv).toBe('Djup i meter');
    expect(notes.map(({ sv }) => sv).join('\n')).toContain('kemi (jsonb)');
    expect(await rows('select *, st_asewkt(geom) as text from public.brunnar')).toEqual(before);
  });

  test('named columns are public, and nothing else', async () => {
    const { json } = adopted(await adoptTable(place.database, 'brunnar', { public: ['namn'] }));
    const open = definitionSchema.parse(filledIn(json)).fields.filter((field) => field.public);
    expect(open.map(({ name }) => name)).toEqual(['namn']);
  });

  test('a view needs a key and has no triggers', async () => {
    expect(await adoptTable(place.database, 'public.brunnsvy', {})).toMatchObject({ refused: { code: 'key-unknown' } });
    const { json } = adopted(await adoptTable(place.database, 'public.brunnsvy', { key: 'nr' }));
    expect(definitionSchema.parse(filledIn(json))).toMatchObject({ key: 'nr', triggers: false });
  });

  test.each([
    ['public.finns_inte', {}, 'table-missing'],
    ['public.utan_nyckel', {}, 'key-unknown'],
    ['public.utan_nyckel', { key: 'namn' }, 'key-not-unique'],
    ['public.brunnar', { key: 'finns_inte' }, 'column-unknown'],
    ['public.brunnar', { public: ['finns_inte'] }, 'column-unknown'],
    ['public.brunnar', { taken: ['brunnar'] }, 'id-taken'],
    ['public.Stor Bokstav', {}, 'id-unusable'],
  ])('%s with %o is refused: %s', async (name, options, code) => {
    expect(await adoptTable(place.database, name, options)).toMatchObject({ refused: { code } });
  });

  test.each(['brunnar.csv', 'brunnar.xlsx'])('%s becomes a table of points with types from the data', async (file) => {
    const id = `fran_${file.replace('.', '_')}`;
    const options = { id, crs: 'EPSG:3006', public: 'all' } as const;
    const { json } = adopted(await adoptFile(place.database, fixture(file), options));
    const definition = definitionSchema.parse(filledIn(json));
    expect(definition).toMatchObject({ id, table: `public.${id}`, geometry: { type: 'Point', srid: 3006 } });
    expect(definition.fields.map(({ name, type, title }) => [name, type, title.sv])).toEqual([
      ['nr', 'text', 'Nr'],
      ['agare', 'text', 'Ägare'],
      ['djup_m', 'double', 'Djup (m)'],
      ['borrad', 'date', 'Borrad'],
    ]);
    expect(await rows(`select nr, djup_m, borrad, st_astext(geom) as geom from public.${id} order by nr`)).toEqual([
      { nr: '0012', djup_m: 12.5, borrad: '2019-05-06', geom: 'POINT(617000.5 6613000.25)' },
      { nr: '0013', djup_m: 30, borrad: '2021-01-31', geom: 'POINT(617100 6613100)' },
    ]);
  });

  test('a file keeps its own coordinates and its own key; the same name is not taken twice', async () => {
    const { json } = adopted(await adoptFile(place.database, fixture('tatorter_3010.geojson'), {}));
    expect(definitionSchema.parse(filledIn(json))).toMatchObject({
      id: 'tatorter_3010',
      key: 'kod',
      geometry: { type: 'MultiPolygon', srid: 3010 },
    });
    expect(await rows('select st_srid(geom) as srid, st_xmin(geom) as east from public.tatorter_3010')).toEqual([
      { srid: 3010, east: 171234.111 },
    ]);
    const again = await adoptFile(place.database, fixture('tatorter_3010.geojson'), {});
    expect(again).toMatchObject({ refused: { code: 'table-taken' } });
  });

  test('a made key is the same each time the same file is loaded', async () => {
    const keys = async (id: string) => {
      adopted(await adoptFile(place.database, fixture('projekt.json'), { id }));
      return rows(`select id from public.${id} order by namn`);
    };
    expect(await keys('projekt_a')).toEqual(await keys('projekt_b'));
  });

  test.each(['avklippt.gpkg', 'ngp.json', 'utan_crs.geojson'])('%s leaves no table behind', async (file) => {
    const result = await adoptFile(place.database, fixture(file), { id: 'trasig' });
    expect(result).toHaveProperty('refused');
    expect(
      await rows(String.raw`select relname from pg_class where relname = 'trasig' or relname like 'import\_%'`),
    ).toEqual([]);
  });
});
