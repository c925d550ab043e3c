import { expect, test } from 'vitest';
import { loadRegistry } from '../../server/datasets/registry.ts';
import { parseFilter } from '../../server/filter/index.ts';
import { describeDatasets, type FieldDescription } from '../../server/styles/describe.ts';
import { type Condition, writeFilter } from '../../web/filter/conditions.ts';
import { dayIn, numberIn } from '../../web/filter/range-input.ts';
import { readFilter } from '../../web/filter/read.ts';
import { said } from '../../web/filter/sentence.ts';
import { moved } from '../../web/list/keys.ts';
import { crs84 } from '../setup/filtering.ts';
import { pick, type Random, seeded } from '../setup/random-filters.ts';

const { definitions } = loadRegistry('/no/such/folder');
const { datasets } = describeDatasets(definitions, {}, 'sv');
const plans = datasets.find(({ id }) => id === 'detaljplaner');
if (!plans) throw new Error('no plans');

const texts = ["Å'sunda", 'a%b_c\\d', '") OR 1=1 --', 'AND', ' ', 'IN (', '“”'];
const areas = ['POLYGON((17 59, 17.1 59, 17.1 59.1, 17 59))', 'MULTIPOLYGON(((17 59, 17.1 59, 17.1 -59.1, 17 59)))'];
const maybe = <T>(random: Random, value: T) => (random() < 0.5 ? value : undefined);

function someCondition(random: Random, { name: field, type, codes }: FieldDescription): Condition | undefined {
  const words = codes?.map(({ value }) => value) ?? texts;
  const values = words.filter(() => random() < 0.4);
  switch (type) {
    case 'boolean':
      return { kind: 'flag', field, value: random() < 0.5 };
    case 'list':
      return values.length > 0 ? { kind: 'among', field, values } : undefined;
    case 'integer':
    case 'double': {
      const ends = { from: maybe(random, pick(random, [-5, 0, 1e21])), to: maybe(random, pick(random, [1e22, 3e22])) };
      return ends.from === undefined && ends.to === undefined ? undefined : { kind: 'numbers', field, ...ends };
    }
    case 'date':
    case 'timestamptz': {
      const ends = { from: maybe(random, '2020-01-01'), to: maybe(random, '2024-02-29') };
      return ends.from === undefined && ends.to === undefined ? undefined : { kind: 'days', field, ...ends };
    }
    default: {
      if (random() < 0.3) return { kind: 'contains', field, text: pick(random, texts) };
      const missing = random() < 0.3;
      return values.length > 0 || missing ? { kind: 'choice', field, values, missing } : undefined;
    }
  }
}

test('what is chosen becomes a filter that the server takes, and is read back as it was', () => {
  const random = seeded(5);
  let read = 0;
  for (const dataset of datasets) {
    const definition = definitions.find(({ id }) => id === dataset.id);
    if (!definition) throw new Error(dataset.id);
    for (let round = 0; round < 30; round += 1) {
      const area: Condition = { kind: 'area', field: 'geometry', wkt: pick(random, areas) };
      const hasArea = dataset.hasGeometry && random() < 0.3;
      const choices = dataset.fields.flatMap((field) => (random() < 0.2 ? (someCondition(random, field) ?? []) : []));
      const conditions = hasArea ? [area, ...choices] : choices;
      const filter = writeFilter(conditions);
      if (filter === undefined) continue;
      read += 1;
      expect(() => parseFilter(filter, 'cql2-text', definition, crs84), filter).not.toThrow();
      expect(readFilter(filter, dataset.fields), filter).toEqual(conditions);
    }
  }
  expect(read).toBeGreaterThan(100);
});

test('a filter that a person wrote is read where it is as plain, and left alone where it is not', () => {
  const read = (filter: string) => readFilter(filter, plans.fields);
  expect(read("status='samråd'")).toEqual([{ kind: 'choice', field: 'status', values: ['samråd'], missing: false }]);
  expect(read("status = 'samråd' or \"status\" in ('granskning')")).toBeUndefined();
  expect(read("(status = 'samråd' or \"status\" in ('granskning'))")).toEqual([
    { kind: 'choice', field: 'status', values: ['samråd', 'granskning'], missing: false },
  ]);
  expect(
    read("datum_laga_kraft BETWEEN DATE('2020-01-01') AND DATE('2024-12-31') AND genomforandetid_manader >= 60"),
  ).toEqual([
    { kind: 'days', field: 'datum_laga_kraft', from: '2020-01-01', to: '2024-12-31' },
    { kind: 'numbers', field: 'genomforandetid_manader', from: 60 },
  ]);
  for (const foreign of [
    "NOT status = 'samråd'",
    "status = 'samråd' OR typ = 'detaljplan'",
    "(status = 'samråd' OR typ = 'detaljplan')",
    "status = 'samråd' AND status = 'granskning'",
    "namn LIKE 'Å%'",
    "CASEI(namn) LIKE CASEI('Å%')",
    "datum_laga_kraft > DATE('2020-01-01')",
    'S_INTERSECTS(geometry, POINT(17 59))',
    "hemligt = 'x'",
    'status = 5',
    "status = 'samråd' AND",
    '{"op":"=","args":[{"property":"status"},"samråd"]}',
    '',
  ])
    expect(read(foreign), foreign).toBeUndefined();
});

test('it is said as people say it', () => {
  const sentence = (filter: string) =>
    readFilter(filter, plans.fields)
      ?.map((one) => said(one, plans))
      .join(', ');
  expect(sentence("status IN ('samråd', 'granskning') AND datum_laga_kraft >= DATE('2021-01-01')")).toBe(
    'planstatus är samråd eller granskning, laga kraft 2021 eller senare',
  );
  expect(sentence("datum_laga_kraft >= DATE('2020-01-01') AND datum_laga_kraft <= DATE('2024-03-04')")).toBe(
    'laga kraft 2020–4 mars 2024',
  );
  expect(sentence("(status = 'samråd' OR status IS NULL) AND CASEI(namn) LIKE CASEI('%berg%')")).toBe(
    'planstatus är samråd eller saknas, namn innehåller ”berg”',
  );
  expect(sentence('genomforandetid_manader >= 60 AND genomforandetid_manader <= 60')).toBe(
    'genomförandetid 60 månader',
  );
});

test('years, months, days and Swedish numbers are read as ends of a range', () => {
  expect([dayIn('2024', 'from'), dayIn('2024', 'to'), dayIn('2024-02', 'to'), dayIn(' 20240531 ', 'from')]).toEqual([
    ...['2024-01-01', '2024-12-31', '2024-02-29', '2024-05-31'],
  ]);
  for (const wrong of ['24', '2024-13', '2023-02-29', 'igår', '0000'])
    expect(dayIn(wrong, 'to'), wrong).toBeUndefined();
  expect([numberIn('1 234,5'), numberIn('−3'), numberIn('1\u202f000'), numberIn('5 st'), numberIn('')]).toEqual([
    ...[1234.5, -3, 1000, undefined, undefined],
  ]);
});

test('keys move in a list and stop at its ends', () => {
  const size = { rows: 50, columns: 3, pageRows: 20 };
  const go = (key: string, row: number, column = 1) =>
    moved({ key, altKey: false, metaKey: false }, { row, column }, size);
  expect(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map((key) => go(key, 10)?.row)).toEqual([
    ...[11, 9, 30, 0, 0, 49],
  ]);
  expect([go('ArrowDown', 49), go('ArrowRight', 3, 2), go('ArrowLeft', 3, 0)]).toEqual([
    { row: 49, column: 1 },
    { row: 3, column: 2 },
    { row: 3, column: 0 },
  ]);
  expect(go('a', 10)).toBeUndefined();
});
