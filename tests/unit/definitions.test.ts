import { expect, test } from 'vitest';
import { namesIn } from '../../server/datasets/check-names.ts';
import { tablesOf } from '../../server/datasets/checks.ts';
import { definitionSchema } from '../../server/datasets/definition.ts';
import { draftProblems } from '../../server/datasets/draft-problems.ts';
import { code, integer, list, text } from '../../server/datasets/fields.ts';
import { loadRegistry } from '../../server/datasets/registry.ts';

const { definitions } = loadRegistry('/no/such/folder');

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
