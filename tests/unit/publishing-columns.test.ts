import { expect, test } from 'vitest';
import { befolkningsprognos } from '../../server/datasets/befolkningsprognos.ts';
import { type DefinitionInput, definitionSchema } from '../../server/datasets/definition.ts';
import { mapColumns } from '../../server/publishing/checking/columns.ts';
import { guessEdition, guessFromColumns } from '../../server/publishing/checking/guesses.ts';
import { lengthened } from '../../server/publishing/checking/wide.ts';
import { findingList } from '../../server/publishing/report.ts';

const words = { sv: 'Ord', en: 'Word' };
const field = (name: string, more: Partial<DefinitionInput['fields'][number]> = {}) =>
  ({ name, type: 'text', title: words, public: true, ...more }) as const;

const definition = definitionSchema.parse({
  id: 'prov',
  title: words,
  description: words,
  informationsagare: 'kommun',
  licence: 'CC0-1.0',
  source: words,
  updateFrequency: 'IRREG',
  table: 'public.prov',
  key: 'id',
  geometry: null,
  exampleColumn: 'exempel',
  fields: [
    field('id', { generated: true }),
    field('kod', { aliases: ['deso_kod', 'kod'] }),
    field('namn', { aliases: ['omradesnamn'] }),
    field('indelning'),
    field('utgava'),
    field('visas'),
    field('exempel'),
  ],
  import: {
    edition: 'utgava',
    shown: 'visas',
    guess: [
      { field: 'indelning', whenColumn: 'desokod', value: 'deso' },
      { field: 'indelning', whenColumn: 'kommun', value: 'kommun' },
    ],
  },
} satisfies DefinitionInput);

function mapped(columns: string[], wanted: Record<string, string> = {}) {
  const findings = findingList();
  const mapping = mapColumns(definition, columns, wanted, findings);
  const fields = Object.fromEntries([...mapping.columns].map(([{ name }, column]) => [name, column]));
  return { fields, ignored: mapping.ignored, codes: findings.findings.map(({ code }) => code) };
}

test('a field’s own name comes first, then its aliases in order; each column fills one field', () => {
  expect(mapped(['Områdesnamn', 'NAMN', 'annat']).fields).toEqual({ namn: 'NAMN' });
  expect(mapped(['Områdesnamn', 'annat'])).toMatchObject({ fields: { namn: 'Områdesnamn' }, ignored: ['annat'] });
});

test('an alias before the own name in the list wins', () => {
  expect(mapped(['kod', 'DeSO kod']).fields).toEqual({ kod: 'DeSO kod' });
});

test('what the database or the importer decides is never read from a file', () => {
  expect(mapped(['id', 'visas', 'exempel'])).toMatchObject({ fields: {}, ignored: ['id', 'visas', 'exempel'] });
});

test('the operator’s word wins, and mistakes in it are told', () => {
  expect(mapped(['namn', 'titel'], { namn: 'Titel' }).fields).toEqual({ namn: 'titel' });
  expect(mapped(['namn'], { id: 'namn', namn: 'saknas' }).codes).toEqual(['option-field', 'option-column']);
});

test('a value follows from which columns there are: the first match, and only where nothing is given', () => {
  const filled = new Set<(typeof definition.fields)[number]>();
  expect(guessFromColumns(definition, ['kommun', 'DESOKOD'], filled).map(({ value }) => value)).toEqual(['deso']);
  const given = new Set(definition.fields.filter(({ name }) => name === 'indelning'));
  expect(guessFromColumns(definition, ['desokod'], given)).toEqual([]);
});

test('the edition: as said, else the column, else the year in the name, else when the file was saved', () => {
  const guess = (columns: string[], name: string, said?: string) => {
    const mapping = mapColumns(definition, columns, {}, findingList());
    return guessEdition(definition, mapping, new Set(), { name, modified: new Date('2021-05-01') }, said)?.value;
  };
  expect(guess(['utgava'], 'deso_2018.shp', '2025')).toBe('2025');
  expect(guess(['utgava'], 'deso_2018.shp')).toBeUndefined();
  expect(guess([], 'deso_2018_0381_epsg3006.shp')).toBe('2018');
  expect(guess([], 'regso_0381_epsg3006.shp')).toBe('2021');
});

test.each([
  ['a year that is none', ['kon', 'alder', '2025', '2026', '20277'], 'wide-column', '20277'],
  ['a year twice', ['kon', 'alder', '2025', '2026', '2025'], 'wide-twice', '2025'],
  ['a year in two words', ['kon', 'alder', '2025', 'År 2025'], 'wide-twice', 'År 2025'],
  ['an age group', ['kon', 'ar', '0', '1 år', '2–5 år'], 'wide-group', '2–5 år'],
])('%s among the columns of a wide table is told', (_, columns, code, value) => {
  const forecast = definitionSchema.parse(befolkningsprognos);
  const source = { columns, isEmpty: false, hasGeometry: false, srid: null, rows: () => [] };
  const findings = findingList();
  lengthened(forecast, source, { map: {}, set: {} }, findings);
  expect(findings.findings).toMatchObject([{ code, value }]);
});

test('a table that has the field or its value as a column is no wide one', () => {
  const forecast = definitionSchema.parse(befolkningsprognos);
  for (const columns of [
    ['ar', '2025', '2026'],
    ['varde', '2025', '2026'],
    ['kod', '2025', 'Anm'],
  ]) {
    const source = { columns, isEmpty: false, hasGeometry: false, srid: null, rows: () => [] };
    expect(lengthened(forecast, source, { map: {}, set: {} }, findingList()).source).toBe(source);
  }
});
