/** Filters that nobody would write, the same ones for the same seed. */

export type Random = () => number;

/** mulberry32: 0 ≤ x < 1. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(random: Random, list: readonly T[]): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('Nothing to pick from');
  return found;
}

const evilTexts = [
  "'; drop table platser; --",
  '" or 1=1',
  '$1',
  '\\',
  '%\\',
  '\\\u0338',
  '%_%',
  '',
  'Åsunda',
  'ÅÄÖåäöéÉß',
  'İıſςΣﬁ',
  '\u0000',
  '\ud800',
  '\u{1f600}',
  'e\u0301\u0301\u0301',
  '2024-02-30',
  '2024-02-29',
  '0000-01-01',
  '9999-12-31T23:59:59.9999999Z',
  'null',
  '{"op":"and"}',
  'a'.repeat(300),
];
const texts = ['Åsunda', 'a', 'torg', '%a%', '_b', '2024-05-01', '2024-05-01T12:00:00Z', ...evilTexts];
const numbers = [
  '0',
  '1',
  '-1',
  '5',
  '2.5',
  '.5',
  '1.',
  '1e3',
  '1E-3',
  '1e308',
  '-1e308',
  '5e-324',
  '1e999',
  '9007199254740993',
  '99999999999999999999999',
  '-0',
  '+7',
  '1e-999',
];
const dates = [
  '2024-05-01',
  '0001-01-01',
  '9999-12-31',
  '2023-02-30',
  '1999-13-01',
  '2024-05-01T12:00:00Z',
  '2024-05-01T23:59:59.123456789Z',
  '..',
  'nu',
];
const textFields = ['namn', 'uid', 'slag', 'ägarnamn'];
const numberFields = ['antal', 'stort', '"mått"', 'decimal', 'id'];
const instantFields = ['dag', 'tid', 'start', 'slut'];

/** A filter in CQL2 Text: mostly well formed and well typed, with hard values. */
export function randomText(random: Random, depth = 3): string {
  const one = <T>(list: readonly T[]) => pick(random, list);
  const quote = (text: string) => `'${text.replaceAll("'", random() < 0.9 ? "''" : "\\'")}'`;
  const anyText = () => quote(one(texts));
  const text = (): string =>
    random() < 0.15 ? `${one(['CASEI', 'accenti'])}(${text()})` : random() < 0.6 ? one(textFields) : anyText();
  const number = (left = 3): string => {
    if (left > 0 && random() < 0.3) {
      const operator = one(['+', '-', '*', '/', '%', ' div ', '^']);
      return `(${number(left - 1)} ${operator} ${number(left - 1)})`;
    }
    return random() < 0.5 ? one(numberFields) : random() < 0.1 ? `-${one(numberFields)}` : one(numbers);
  };
  const literalInstant = () => {
    const value = quote(one(dates));
    return random() < 0.5 ? `DATE(${value})` : random() < 0.5 ? `TIMESTAMP(${value})` : value;
  };
  const instant = (): string => (random() < 0.6 ? one(instantFields) : literalInstant());
  const end = () => (random() < 0.5 ? one(instantFields) : quote(one(dates)));
  const period = () => (random() < 0.6 ? `INTERVAL(${end()}, ${end()})` : instant());
  const array = (): string =>
    random() < 0.5
      ? one(['taggar', 'nummer'])
      : `(${Array.from({ length: Math.floor(random() * 4) }, () => (random() < 0.7 ? anyText() : one(numbers))).join(',')})`;
  const value = (): string =>
    one([text, number, instant, () => one(['aktiv', 'TRUE', 'false']), array, () => randomGeometry(random)])();
  const geometry = () => (random() < 0.5 ? one(['geometry', 'geom']) : randomGeometry(random));
  const comparison = () => one(['=', '<>', '<', '>', '<=', '>=']);
  const not = () => (random() < 0.3 ? 'NOT ' : '');
  const kind = one([text, number, instant]);
  const predicates = [
    () => `${kind()} ${comparison()} ${kind()}`,
    () => `${kind()} ${not()}IN (${[kind(), kind(), kind()].slice(0, 1 + Math.floor(random() * 3)).join(', ')})`,
    () => `${kind()} ${not()}BETWEEN ${kind()} AND ${kind()}`,
    () =>
      `${text()} ${not()}LIKE ${random() < 0.3 ? `casei(${anyText()})` : random() < 0.3 ? `ACCENTI(${anyText()})` : anyText()}`,
    () => `${value()} IS ${not()}NULL`,
    () => `${one(spatial)}(${geometry()}, ${geometry()})`,
    () => `${one(spatial)}(geom, ${randomGeometry(random)})`,
    () => `${one(temporal)}(${period()}, ${period()})`,
    () => `${one(['A_EQUALS', 'a_contains', 'A_CONTAINEDBY', 'A_OVERLAPS'])}(${array()}, ${array()})`,
    () => `aktiv = ${one(['TRUE', 'false', 'aktiv'])}`,
    () => `${value()} ${comparison()} ${value()}`,
    () => 'aktiv',
  ];
  const predicate = () => one(predicates)();
  const nested = (left: number): string => {
    if (left === 0 || random() < 0.3) return predicate();
    if (random() < 0.2) return `NOT (${nested(left - 1)})`;
    return `(${nested(left - 1)}) ${one(['AND', 'or'])} ${nested(left - 1)}`;
  };
  return nested(depth);
}

const spatial = [
  'S_INTERSECTS',
  'S_DISJOINT',
  'S_EQUALS',
  'S_TOUCHES',
  's_crosses',
  'S_WITHIN',
  'S_CONTAINS',
  'S_OVERLAPS',
];
const temporal = [
  ...['AFTER', 'BEFORE', 'CONTAINS', 'DISJOINT', 'DURING', 'EQUALS', 'FINISHEDBY', 'FINISHES', 'INTERSECTS', 'MEETS'],
  ...['METBY', 'OVERLAPPEDBY', 'OVERLAPS', 'STARTEDBY', 'STARTS'],
].map((name) => `T_${name}`);

const axes = [
  ...[0, 1, 15, 17, 59, 60, 90, 180, -180, -90, 0.5, 1e-300, 1e300, 600000, 6600000, 600100, 6600100, -1e9, 59.6, 17.1],
];

function randomGeometry(random: Random): string {
  const near = pick(random, [
    () => [pick(random, axes), pick(random, axes)],
    () => [600000 + Math.floor(random() * 5) * 100, 6600000 + Math.floor(random() * 5) * 100],
    () => [17 + random() / 10, 59.5 + random() / 10],
    () => [59.5 + random() / 10, 17 + random() / 10],
  ]);
  const point = () => near().join(' ');
  const points = (least: number) => Array.from({ length: least + Math.floor(random() * 3) }, point);
  const ring = () => {
    const open = points(3);
    return `(${[...open, random() < 0.95 ? open[0] : point()].join(', ')})`;
  };
  const polygon = () => `(${random() < 0.8 ? ring() : `${ring()}, ${ring()}`})`;
  const line = () => `(${points(2).join(',')})`;
  const simple = [
    () => `POINT(${point()})`,
    () => `LINESTRING${line()}`,
    () => `POLYGON${polygon()}`,
    () => `MULTIPOINT(${points(1).join(', ')})`,
    () => `MULTILINESTRING(${line()}, ${line()})`,
    () => `MULTIPOLYGON(${polygon()}, ${polygon()})`,
  ];
  const one = () => pick(random, simple)();
  return pick(random, [
    one,
    one,
    () => `GEOMETRYCOLLECTION(${one()}, ${one()}${random() < 0.5 ? `, ${one()}` : ''})`,
    () => {
      const [x1 = 0, y1 = 0] = near();
      const [x2 = 0, y2 = 0] = near();
      return random() < 0.8
        ? `BBOX(${Math.min(x1, x2)}, ${Math.min(y1, y2)}, ${Math.max(x1, x2)}, ${Math.max(y1, y2)})`
        : `BBOX(${x1}, ${y1}, ${x2}, ${y2})`;
    },
  ])();
}

const scraps = [
  ...[
    "'",
    '"',
    '(',
    ')',
    ',',
    '\\',
    ' AND ',
    ' OR ',
    'NOT ',
    ' div ',
    '^',
    '%',
    '<>',
    '..',
    '\0',
    '\ud800',
    '\u{10ffff}',
    '1e9',
  ],
  ...[
    'null',
    '{',
    '}',
    '[',
    ']',
    ':',
    '"op":',
    ' IS NULL',
    "DATE('",
    'POINT Z',
    'casei(',
    '--',
    '/*',
    ';',
    '$1',
    '\n',
    '\u0085',
    '٣',
  ],
];

/** The same filter with a few characters lost, added, doubled or moved. */
export function mutated(random: Random, filter: string): string {
  let text = filter;
  for (let count = 1 + Math.floor(random() * 4); count > 0; count -= 1) {
    const at = Math.floor(random() * (text.length + 1));
    const to = at + Math.floor(random() * 8);
    text = pick(random, [
      () => text.slice(0, at) + text.slice(to),
      () => text.slice(0, at) + pick(random, scraps) + text.slice(at),
      () => text.slice(0, to) + text.slice(at),
      () => text.slice(0, at) + text.slice(to) + text.slice(at, to),
    ])();
  }
  return text;
}

export function randomCharacters(random: Random): string {
  const length = Math.floor(random() * 60);
  const character = pick(random, [
    () => Math.floor(random() * 128),
    () => Math.floor(random() * 0x10000),
    () => Math.floor(random() * 0x110000),
  ]);
  return Array.from({ length }, () => (random() < 0.2 ? pick(random, scraps) : String.fromCodePoint(character()))).join(
    '',
  );
}

/** The same JSON with some value in it replaced by another, or by a part of itself. */
export function mutatedJson(random: Random, json: string): string {
  const parts: unknown[] = [];
  const collect = (value: unknown): unknown => {
    parts.push(value);
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    return value;
  };
  const tree = collect(JSON.parse(json));
  const target = pick(random, parts);
  const others = [
    null,
    0,
    -1e308,
    '',
    '..',
    'geom',
    true,
    [],
    {},
    { op: 'not' },
    { property: 'antal' },
    { date: '2024-02-30' },
    { bbox: [1, 2, 3, 4] },
    ...evilTexts,
  ];
  const other = random() < 0.5 ? pick(random, parts) : pick(random, others);
  const copy = (value: unknown): unknown => {
    if (value === target) return other;
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copy(part)]));
  };
  return JSON.stringify(copy(tree));
}
