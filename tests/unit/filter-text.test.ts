import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../server/filter/canonical.ts';
import { parseFilter } from '../../server/filter/index.ts';
import { parseJson } from '../../server/filter/json.ts';
import { parseText } from '../../server/filter/text.ts';
import { crs84, places, sweref } from '../setup/filtering.ts';

/** The meaning of a filter in text, as CQL2 JSON; `"a"` stands for a property. */
function meaning(text: string): unknown {
  return JSON.parse(canonicalJson(parseText(text)), (_, value) =>
    typeof value === 'object' && value !== null && 'property' in value ? `"${value.property}"` : value,
  );
}

const op = (name: string, ...args: unknown[]) => ({ op: name, args });
const a = '"a"';

describe('CQL2 Text', () => {
  test('what binds closest', () => {
    const more = (value: unknown) => op('>', value, 0);
    expect({
      or: meaning('a AND b OR NOT c AND d'),
      not: meaning('NOT a = 1 AND b'),
      sum: meaning('1 - a - 2 * a / 3 > 0'),
      power: meaning('a * a ^ 2 > 0'),
      minus: meaning('-a ^ 2 > 0'),
      sign: meaning('a-1 - -1 + +2 > 0'),
      parentheses: meaning('((1 - (a - 2))) div 3 > ((0))'),
      between: meaning('a BETWEEN 1 AND 2 AND b'),
    }).toEqual({
      or: op('or', op('and', a, '"b"'), op('and', op('not', '"c"'), '"d"')),
      not: op('and', op('not', op('=', a, 1)), '"b"'),
      sum: more(op('-', op('-', 1, a), op('/', op('*', 2, a), 3))),
      power: more(op('*', a, op('^', a, 2))),
      minus: more(op('^', op('*', -1, a), 2)),
      sign: more(op('+', op('-', op('-', a, 1), -1), 2)),
      parentheses: more(op('div', op('-', 1, op('-', a, 2)), 3)),
      between: op('and', op('between', a, 1, 2), '"b"'),
    });
  });

  test('NOT within a predicate', () => {
    expect(meaning("a NOT LIKE 'x' or a not between 1 and 2 OR a Not In (1) or a IS NOT NULL")).toEqual(
      op(
        'or',
        op('not', op('like', a, 'x')),
        op('not', op('between', a, 1, 2)),
        op('not', op('in', a, [1])),
        op('not', op('isNull', a)),
      ),
    );
  });

  test('quotes and escapes', () => {
    const text = (written: string) => meaning(`a = '${written}'`);
    expect(
      [`O''Hara`, String.raw`O\'Hara`, String.raw`a\nb\tc`, String.raw`5\%\_`, String.raw`\\`, '"', ''].map(text),
    ).toEqual(["O'Hara", "O'Hara", 'a\nb\tc', String.raw`5\%\_`, '\\', '"', ''].map((value) => op('=', a, value)));
  });

  test('names: letters of any kind, colons and periods; anything within quotes', () => {
    expect(meaning('mått = eo:cloud.cover')).toEqual(op('=', '"mått"', '"eo:cloud.cover"'));
    expect(meaning('"två ord" = "a""b"')).toEqual(op('=', '"två ord"', '"a"b"'));
    expect(meaning('date = "and" AND point > interval')).toEqual(
      op('and', op('=', '"date"', '"and"'), op('>', '"point"', '"interval"')),
    );
  });

  test('numbers', () => {
    expect(meaning('a IN (1, 1., .5, 1e3, 1E-3, -1.50, +2, -0)')).toEqual(
      op('in', a, [1, 1, 0.5, 1000, 0.001, -1.5, 2, 0]),
    );
  });

  test('arrays of none, one and several elements', () => {
    expect(meaning("A_EQUALS(a, ()) OR A_EQUALS(a, ('x')) OR a_equals((1, (2 + a)), a)")).toEqual(
      op('or', op('a_equals', a, []), op('a_equals', a, ['x']), op('a_equals', [1, op('+', 2, a)], a)),
    );
  });

  test('points of a multipoint with and without parentheses, heights with and without Z', () => {
    const points = {
      type: 'MultiPoint',
      coordinates: [
        [7, 50],
        [10, 51],
      ],
    };
    expect(meaning('S_WITHIN(a, MULTIPOINT(7 50, 10 51))')).toEqual(op('s_within', a, points));
    expect(meaning('S_WITHIN(a, multipoint((7 50), (10 51)))')).toEqual(op('s_within', a, points));
    const high = { type: 'Point', coordinates: [1, 2, 3] };
    expect(meaning('S_WITHIN(POINT Z (1 2 3), POINT(1 2 3))')).toEqual(op('s_within', high, high));
  });

  test('many parentheses are read once', () => {
    const deep = `${'('.repeat(60)}a > 1${')'.repeat(60)}`;
    expect(meaning(Array.from({ length: 50 }, () => deep).join(' AND '))).toMatchObject({ op: 'and' });
  });
});

describe('canonical text', () => {
  const same = (...texts: string[]) =>
    expect(new Set(texts.map((text) => canonicalJson(parseText(text)))).size).toBe(1);

  test('is the same for what is the same at a glance', () => {
    same('a AND (b AND c)', '(a and b) AND c', '((a)) AND NOT NOT b AND c');
    same("a > 1.0 AND b = 'x'", `"a">1 and b='x'`, "a > 10e-1 AND (b) = 'x'");
    same("a = TIMESTAMP('2024-05-01T12:00:00.500000Z')", "a = timestamp('2024-05-01T12:00:00.5Z')");
    same('S_INTERSECTS(a, POINT(1.0 -0.0))', 's_intersects(a,POINT(1 0))');
  });

  test('says the coordinate system where coordinates are', () => {
    const canonical = (text: string, crs = crs84) => parseFilter(text, 'cql2-text', places, crs).canonical;
    const near = 'S_INTERSECTS(geometry, POINT(17 59))';
    const texts = [crs84, { ...crs84, flipped: true }, sweref].map((crs) => canonical(`aktiv OR ${near}`, crs));
    expect(new Set(texts).size).toBe(3);
    expect(canonical('antal > 5', sweref)).toBe('{"op":">","args":[{"property":"antal"},5]}');
  });

  test('is the same from JSON', () => {
    const text =
      "CASEI(namn) LIKE casei('Å%') AND T_DURING(INTERVAL(start, '..'), INTERVAL('2024-01-01', '2024-12-31'))";
    const json = canonicalJson(parseText(text));
    expect(JSON.parse(json)).toEqual(
      op(
        'and',
        op('like', op('casei', { property: 'namn' }), op('casei', 'Å%')),
        op('t_during', { interval: [{ property: 'start' }, '..'] }, { interval: ['2024-01-01', '2024-12-31'] }),
      ),
    );
    expect(canonicalJson(parseJson(JSON.stringify(JSON.parse(json), null, 2)))).toBe(json);
  });
});
