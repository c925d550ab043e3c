/** A filter word by word. Each takes the next word if it is such a one, and tells whether or what it was. */
export interface Tokens {
  keyword(word: string): boolean;
  symbol(sign: string): boolean;
  /** A function and its parenthesis. */
  call(name: string): boolean;
  name(): string | undefined;
  text(): string | undefined;
  number(): number | undefined;
  /** `('a', 'b')` */
  texts(): string[] | undefined;
  /** A polygon or several, in well-known text, as it was written. */
  polygon(): string | undefined;
  /** The function that was called last, as it was asked for. */
  before(): string | undefined;
  isEnd(): boolean;
}

const word =
  /\s*(?:('(?:[^']|'')*')|("(?:[^"]|"")+")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|(>=|<=|<>|[=<>(),]))/uy;

interface Token {
  kind: 'text' | 'quoted' | 'number' | 'name' | 'symbol';
  text: string;
  /** Where it ends in the filter. */
  end: number;
}

/** Undefined: it holds something that none of our filters has. */
export function tokensOf(filter: string): Tokens | undefined {
  const found: Token[] = [];
  const trimmed = filter.trimEnd();
  word.lastIndex = 0;
  while (word.lastIndex < trimmed.length) {
    const [, text, quoted, number, name, symbol] = word.exec(trimmed) ?? [];
    const end = word.lastIndex;
    if (text !== undefined) found.push({ kind: 'text', text: text.slice(1, -1).replaceAll("''", "'"), end });
    else if (quoted !== undefined) found.push({ kind: 'quoted', text: quoted.slice(1, -1).replaceAll('""', '"'), end });
    else if (number !== undefined) found.push({ kind: 'number', text: number, end });
    else if (name !== undefined) found.push({ kind: 'name', text: name, end });
    else if (symbol !== undefined) found.push({ kind: 'symbol', text: symbol, end });
    else return undefined;
  }
  return reading(found, trimmed);
}

function reading(tokens: readonly Token[], filter: string): Tokens {
  let at = 0;
  let called: string | undefined;
  const is = (kind: Token['kind'], text: string, place = at) =>
    tokens[place]?.kind === kind && tokens[place].text.toUpperCase() === text.toUpperCase();
  const take = (...kinds: Token['kind'][]) => {
    const token = tokens[at];
    if (!token || !kinds.includes(token.kind)) return undefined;
    at += 1;
    return token.text;
  };
  const takeIf = (yes: boolean, count = 1) => {
    if (yes) at += count;
    return yes;
  };
  const symbol = (sign: string) => takeIf(is('symbol', sign));
  const text = () => take('text');
  return {
    keyword: (one) => takeIf(is('name', one)),
    symbol,
    call(name) {
      const yes = takeIf(is('name', name) && is('symbol', '(', at + 1), 2);
      if (yes) called = name;
      return yes;
    },
    name: () => take('name', 'quoted'),
    text,
    number() {
      const found = take('number');
      return found === undefined ? undefined : Number(found);
    },
    texts() {
      if (!symbol('(')) return undefined;
      const values: string[] = [];
      do {
        const value = text();
        if (value === undefined) return undefined;
        values.push(value);
      } while (symbol(','));
      return symbol(')') ? values : undefined;
    },
    polygon() {
      const from = tokens[at - 1]?.end ?? 0;
      if (!takeIf(is('name', 'POLYGON') || is('name', 'MULTIPOLYGON'))) return undefined;
      let depth = 0;
      do {
        if (is('symbol', '(')) depth += 1;
        else if (is('symbol', ')')) depth -= 1;
        else if (!is('symbol', ',') && tokens[at]?.kind !== 'number') return undefined;
        at += 1;
      } while (depth > 0);
      return filter.slice(from, tokens[at - 1]?.end).trim();
    },
    before: () => called,
    isEnd: () => at === tokens.length,
  };
}
