import { describe, expect, test } from 'vitest';
import type { Field } from '../../server/datasets/definition.ts';
import { convertValue, fitsColumn, fold } from '../../server/publishing/checking/values.ts';

function field(type: Field['type'], more: Partial<Field> = {}): Field {
  return { name: 'f', type, title: { sv: 'F', en: 'F' }, public: true, ...more };
}

function value(type: Field['type'], raw: unknown, more: Partial<Field> = {}): unknown {
  const converted = convertValue(field(type, more), raw);
  return 'value' in converted ? converted.value : converted.problem.code;
}

describe('a cell becomes a value', () => {
  test.each<[Field['type'], unknown, unknown]>([
    ['text', '  Åsunda ', 'Åsunda'],
    ['text', 381, '381'],
    ['text', ['a', 'b'], 'a, b'],
    ['text', '   ', null],
    ['text', { a: 1 }, '{"a":1}'],
    ['text', 'a\0b', 'value-characters'],
    ['integer', '1 234', 1234],
    ['integer', '1\u00a0234', 1234],
    ['integer', '12,0', 12],
    ['integer', '−5', -5],
    ['integer', '12,5', 'value-type'],
    ['integer', 'många', 'value-type'],
    ['integer', '12345678901234567890', 'value-range'],
    ['integer', '-9 007 199 254 740 993', '-9007199254740993'],
    ['integer', '1e30', 'value-range'],
    ['double', '0,1234567890123456', '0.1234567890123456'],
    ['double', '1 234,5', 1234.5],
    ['double', '1.234,5', 1234.5],
    ['double', '3.25', 3.25],
    ['double', '2e3', 2000],
    ['double', 'NaN', 'value-type'],
    ['boolean', 'Ja', true],
    ['boolean', 0, false],
    ['boolean', 'kanske', 'value-type'],
    ['date', '2024-02-29', '2024-02-29'],
    ['date', '2023-02-29', 'value-type'],
    ['date', '20240506', '2024-05-06'],
    ['date', '2024/5/6', '2024-05-06'],
    ['date', '2024-05-06T23:30:00Z', '2024-05-06'],
    ['date', '6/5 2024', 'value-type'],
    ['timestamptz', '2024-05-06T10:00:00+02:00', '2024-05-06 10:00:00 +02:00'],
    ['timestamptz', '2024-05-06 10:00', '2024-05-06 10:00:00 Europe/Stockholm'],
    ['timestamptz', '2024-05-06', '2024-05-06 00:00:00 Europe/Stockholm'],
    ['timestamptz', '2024-05-06T25:00', 'value-type'],
    ['list', 'Romberga 1:1; Romberga 1:2', ['Romberga 1:1', 'Romberga 1:2']],
    ['list', '["a","b"]', ['a', 'b']],
    ['list', ['a', null, ''], ['a']],
    ['list', [{ a: 1 }], 'value-type'],
  ])('%s %j → %j', (type, raw, expected) => {
    expect(value(type, raw)).toEqual(expected);
  });

  test('a code by its value, whatever the case, or by its title in either language', () => {
    const codes = [
      { value: 'idé', title: { sv: 'Idéskede', en: 'Idea' } },
      { value: 'klar', title: { sv: 'Klart', en: 'Finished' } },
    ];
    expect(['idé', 'IDE', 'Idéskede', 'finished'].map((raw) => value('code', raw, { codes }))).toEqual([
      'idé',
      'idé',
      'idé',
      'klar',
    ]);
    expect(convertValue(field('code', { codes }), 'okänd')).toMatchObject({
      problem: { code: 'value-code', remedy: { sv: 'ska vara något av: idé, klar' } },
    });
  });
});

test('the column itself may be narrower than the field', () => {
  expect(fitsColumn({ value: 'X' }, 'uuid')).toMatchObject({ problem: { code: 'value-type' } });
  expect(fitsColumn({ value: 'F9E056A6-CDA8-4B92-A15D-DC70D61DFA36' }, 'uuid')).toEqual({
    value: 'f9e056a6-cda8-4b92-a15d-dc70d61dfa36',
  });
  expect(fitsColumn({ value: 40_000 }, 'smallint')).toMatchObject({ problem: { code: 'value-range' } });
  expect(fitsColumn({ value: 'abcd' }, 'character varying(3)')).toMatchObject({ problem: { code: 'value-length' } });
  expect(fitsColumn({ value: 'åäö' }, 'character varying(3)')).toEqual({ value: 'åäö' });
});

test('names are compared without case, accents, spaces and underscores', () => {
  expect(fold('Områdes_Kod')).toBe(fold('omradeskod'));
  expect(fold('KOM-KOD')).toBe(fold('kom kod'));
});
