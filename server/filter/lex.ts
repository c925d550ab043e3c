import { bounds, fault, refuseUnstorable, shown } from './fault.ts';

/** A piece of CQL2 Text. `name` is an identifier or keyword without quotes, `quoted` one within them. */
export interface Token {
  readonly type: 'name' | 'quoted' | 'text' | 'number' | 'symbol' | 'end';
  /** What it says: a text without its quotes and escapes, otherwise as written. */
  readonly text: string;
  readonly offset: number;
}

// CQL2 BNF, rules whitespace, identifierStart and identifierPart.
const space = /[\s\u0085]+/uy;
const start =
  ':_A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1ffe\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\\u{10000}-\\u{effff}';
const name = new RegExp(`[${start}][${start}.0-9\u0300-\u036f\u203f\u2040]*`, 'uy');
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const symbol = /<>|<=|>=|[(),=<>+\-*/%^]/y;
/** `''` is a quote, a backslash takes the next character with it. */
const text = /'((?:[^'\\]|''|\\[\s\S])*)'/y;
const quoted = /"((?:[^"]|"")+)"/y;

/** Requirement /req/cql2-text/escaping. Any other backslash is itself, as LIKE wants it before % and _. */
const escapes = new Map(Object.entries({ a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' }));

function unescaped(written: string): string {
  return written.replaceAll(/''|\\([\s\S])/g, (whole, after: string | undefined) => {
    if (after === undefined || after === "'" || after === '\\') return after ?? "'";
    return escapes.get(after) ?? whole;
  });
}

/** The tokens of a filter in CQL2 Text, an `end` last. Throws a fault where there is something that is no token. */
export function lex(filter: string): Token[] {
  if (filter.length > bounds.textLength) {
    throw fault(
      { offset: bounds.textLength },
      {
        sv: `filtret är längre än ${bounds.textLength} tecken.`,
        en: `the filter is longer than ${bounds.textLength} characters.`,
      },
    );
  }
  const tokens: Token[] = [];
  let offset = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    return pattern.exec(filter);
  };
  for (;;) {
    offset += match(space)?.[0].length ?? 0;
    if (offset >= filter.length) return [...tokens, { type: 'end', text: '', offset: filter.length }];
    const [found, token] = next(match, offset) ?? refuse(filter, offset);
    if (token.type === 'text' || token.type === 'quoted') refuseUnstorable(token.text, { offset });
    tokens.push(token);
    offset += found;
  }
}

function next(match: (pattern: RegExp) => RegExpExecArray | null, offset: number): [number, Token] | undefined {
  const plain = (type: Token['type'], pattern: RegExp): [number, Token] | undefined => {
    const found = match(pattern)?.[0];
    return found === undefined ? undefined : [found.length, { type, text: found, offset }];
  };
  const delimited = (type: Token['type'], pattern: RegExp, read: (inner: string) => string) => {
    const found = match(pattern);
    const token: Token = { type, text: read(found?.[1] ?? ''), offset };
    return found ? ([found[0].length, token] satisfies [number, Token]) : undefined;
  };
  return (
    plain('name', name) ??
    plain('number', number) ??
    plain('symbol', symbol) ??
    delimited('text', text, unescaped) ??
    delimited('quoted', quoted, (inner) => inner.replaceAll('""', '"'))
  );
}

function refuse(filter: string, offset: number): never {
  const character = shown(String.fromCodePoint(filter.codePointAt(offset) ?? 0));
  if (character === "'") {
    throw fault({ offset }, { sv: "texten saknar sitt avslutande '.", en: "the text lacks its closing '." });
  }
  if (character === '"') {
    throw fault({ offset }, { sv: 'namnet saknar sitt avslutande ".', en: 'the name lacks its closing ".' });
  }
  if (character === '!')
    throw fault({ offset }, { sv: 'skriv <> för "inte lika med".', en: 'write <> for "not equal".' });
  throw fault(
    { offset },
    {
      sv: `tecknet ${character} betyder ingenting här. Texter står inom '…', namn med ovanliga tecken inom "…".`,
      en: `the character ${character} means nothing here. Texts are within '…', names with unusual characters within "…".`,
    },
  );
}
