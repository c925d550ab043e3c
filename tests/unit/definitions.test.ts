import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { namesIn } from '../../server/datasets/check-names.ts';
import { tablesOf } from '../../server/datasets/checks.ts';
import { type Definition, definitionSchema } from '../../server/datasets/definition.ts';
import { draftProblems } from '../../server/datasets/draft-problems.ts';
import { code, integer, list, text } from '../../server/datasets/fields.ts';
import { loadRegistry } from '../../server/datasets/registry.ts';

const { definitions } = loadRegistry('/no/such/folder');

function definitionOf(id: string): Definition {
  const found = definitions.find((definition) => definition.id === id);
  if (!found) throw new Error(`no definition ${id}`);
  return found;
}

test('a line in a definition is the data that an operator would write', () => {
  expect(text('lank', 'Länk', 'Link')).toStrictEqual({
    name: 'lank',
    type: 'text',
    title: { sv: 'Länk', en: 'Link' },
    public: true,
  });
  const unit = { sv: 'månader', en: 'months' };
  expect(integer('tid', 'Tid', 'Time', { public: false, tile: 12, unit, aliases: ['period'] })).toStrictEqual({
    name: 'tid',
    type: 'integer',
    title: { sv: 'Tid', en: 'Time' },
    public: false,
    tile: { minzoom: 12 },
    unit,
    aliases: ['period'],
  });
  const kinds = [
    ['a', 'A-läge', 'A spot'],
    ['b', 'B-läge', 'B spot', 'näst bäst', 'second best'],
  ] as const;
  expect(code('typ', 'Typ', 'Kind', kinds, { required: true })).toStrictEqual({
    name: 'typ',
    type: 'code',
    title: { sv: 'Typ', en: 'Kind' },
    public: true,
    required: true,
    codes: [
      { value: 'a', title: { sv: 'A-läge', en: 'A spot' } },
      {
        value: 'b',
        title: { sv: 'B-läge', en: 'B spot' },
        description: { sv: 'näst bäst', en: 'second best' },
      },
    ],
  });
});

test('what does not exist, or does not fit the type, does not compile', () => {
  // @ts-expect-error no such key
  text('namn', 'Namn', 'Name', { serchable: true });
  // @ts-expect-error a text has no unit
  text('namn', 'Namn', 'Name', { unit: { sv: 'år', en: 'years' } });
  // @ts-expect-error a number is no link
  integer('ar', 'År', 'Year', { format: 'link' });
  // @ts-expect-error a list has no format
  list('agare', 'Ägare', 'Owners', { format: 'multiline' });
  // @ts-expect-error a meaning has both languages
  code('typ', 'Typ', 'Kind', [['a', 'A-läge', 'A spot', 'bäst']]);
});

test.each(definitions.map((definition) => [definition.id, definition] as const))(
  '%s is plain data, whole, and speaks only of fields that it has',
  (_, definition) => {
    expect(definitionSchema.parse(JSON.parse(JSON.stringify(definition)))).toStrictEqual(definition);
    expect(draftProblems(definition)).toEqual([]);
    for (const check of definition.checks ?? []) {
      for (const table of tablesOf(check)) {
        const other = definitions.find((one) => one.table === table);
        expect(other?.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(namesIn(check).other));
      }
    }
  },
);

test('the rules of a table speak only of fields that it has', () => {
  const { import: imported, ...forecast } = definitionOf('befolkningsprognos');
  const rules = { value: 'varde', complete: { within: ['scenario'], over: ['ar', 'manad'] } };
  expect(draftProblems({ ...forecast, import: { ...imported, table: rules } })).toEqual([
    'import.table: manad finns inte bland fields',
  ]);
});

test('a rule that protects numbers is refused where they would get out in another way', () => {
  const rule = { below: 5, method: 'round', same: ['omradeskod'] };
  const forecast = definitionOf('befolkningsprognos');
  const problems = (changes: object) => draftProblems({ ...forecast, ...changes }).join('\n');
  expect(problems({ protect: { kon: rule } })).toMatch(/kon är inget talfält/);
  expect(problems({ protect: { finnsinte: rule } })).toMatch(/finnsinte är inget talfält/);
  expect(problems({ publicRows: [{ field: 'varde', in: [3] }] })).toMatch(/varde kan inte också vara .*villkor/);
  expect(problems({ protect: { alder: rule } })).toMatch(/alder kan inte också vara .*dimension/);
  expect(problems({ import: { key: 'content' } })).toMatch(/röjer varde/);
  expect(problems({ import: { keyFrom: ['varde'] } })).toMatch(/varde kan inte också vara nyckel/);
  expect(problems({ protect: { varde: { ...rule, same: ['varde'] } } })).toMatch(/same eller except för sig själv/);
  expect(problems({ protect: { varde: { ...rule, below: 1 } } })).toMatch(/protect\.varde\.below/);
});

test('numbers that one definition protects are refused in another one that does not protect them in the same way', () => {
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-'));
  const forecast = definitionOf('befolkningsprognos');
  const { protect, ...open } = forecast;
  const areas = definitionOf('tatorter');
  const totals = { table: 'public.prognos_arssummor', on: { omradeskod: 'kod' }, along: 'ar', value: 'varde' };
  const measures = [{ name: 'antal', title: { sv: 'Antal', en: 'Number' }, unit: { sv: 'st', en: 'pcs' } }];
  const files = {
    lika: { ...forecast, id: 'lika' },
    oppen: { ...open, id: 'oppen' },
    annan: { ...forecast, id: 'annan', protect: { varde: { ...protect?.varde, below: 3 } } },
    utan: { ...open, id: 'utan', import: undefined, fields: open.fields.filter(({ name }) => name !== 'varde') },
    summor: { ...areas, id: 'summor', series: [{ ...totals, measures }] },
  };
  for (const [id, json] of Object.entries(files)) writeFileSync(join(folder, `${id}.json`), JSON.stringify(json));
  const { definitions: published, unpublished } = loadRegistry(folder);
  rmSync(folder, { recursive: true });
  expect(published.map(({ id }) => id).filter((id) => id in files)).toEqual(['lika', 'utan']);
  expect(unpublished.map(({ file, problems }) => [basename(file), problems])).toEqual([
    ['annan.json', [expect.stringMatching(/befolkningsprognos\.varde visas också av befolkningsprognos/)]],
    ['oppen.json', expect.arrayContaining([expect.stringMatching(/\.varde visas också av befolkningsprognos/)])],
    ['summor.json', [expect.stringMatching(/prognos_arssummor\.varde visas också av prognosomraden/)]],
  ]);
});

test('a check that cannot be asked is told with the draft', () => {
  const [plans] = definitions;
  const title = { sv: 'Regel', en: 'Rule' };
  const checks = [
    { id: 'a', kind: 'unique', fields: ['finns_inte'], severity: 'error', title },
    { id: 'a', kind: 'in-order', fields: ['datum_antagande', 'namn'], severity: 'error', title },
    {
      id: 'b',
      kind: 'listed',
      fields: ['namn'],
      severity: 'error',
      title,
      when: [{ field: 'namn', after: '2021-12-31' }],
    },
    { id: 'c', kind: 'no-overlap', area: 1, severity: 'error', title },
  ];
  expect(draftProblems({ ...plans, checks, geometry: null })).toEqual([
    'checks.a: finns_inte finns inte bland fields',
    'checks.a: id finns två gånger',
    'checks.a: fälten är av olika slag',
    'checks.b: namn är inget datum',
    'checks.b: ett fält har inga koder',
    'checks.c: datamängden har ingen geometri',
  ]);
});
