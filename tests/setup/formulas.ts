/** Formulas of a workbook, reckoned by another program than the one that wrote them: as much of Excel as we write. */

export type Value = number | string | boolean | null;
/** A value, or a range of them. */
type Result = Value | Value[];
class FormulaError extends Error {}

export interface Sheets {
  cell(sheet: string, name: string): Value;
}

type Token = { kind: 'number' | 'text' | 'cell' | 'name' | 'sign'; text: string };

const tokens =
  /\s*(?:(\d+(?:\.\d+)?)|"((?:[^"]|"")*)"|((?:'[^']+'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)|([A-Z]+)(?=\(|\b)|(<=|>=|<>|[-+*/&()=<>,]))/y;

function tokenise(formula: string): Token[] {
  const found: Token[] = [];
  tokens.lastIndex = 0;
  while (tokens.lastIndex < formula.length) {
    const at = tokens.lastIndex;
    const match = tokens.exec(formula);
    if (!match) throw new Error(`not understood: ${formula.slice(at)}`);
    const [, number, text, cell, name, sign] = match;
    if (number !== undefined) found.push({ kind: 'number', text: number });
    else if (text !== undefined) found.push({ kind: 'text', text: text.replaceAll('""', '"') });
    else if (cell !== undefined) found.push({ kind: 'cell', text: cell.replaceAll('$', '') });
    else if (name !== undefined) found.push({ kind: 'name', text: name });
    else found.push({ kind: 'sign', text: sign ?? '' });
  }
  return found;
}

/** What a formula (without the sign =) gives on a sheet. */
export function reckonFormula(formula: string, sheet: string, sheets: Sheets): Value {
  const all = tokenise(formula);
  let at = 0;
  const next = (text?: string): boolean => {
    if (text !== undefined && all[at]?.text !== text) return false;
    at += 1;
    return true;
  };
  const binary = (
    signs: readonly string[],
    below: () => Result,
    reckon: (sign: string, a: Value, b: Value) => Value,
  ) => {
    let left = below();
    for (let sign = all[at]; sign?.kind === 'sign' && signs.includes(sign.text); sign = all[at]) {
      at += 1;
      const [text, right] = [sign.text, one(below())];
      left = Array.isArray(left) ? left.map((value) => reckon(text, value, right)) : reckon(text, left, right);
    }
    return left;
  };
  const compared = (): Result => binary(['=', '<>', '<', '>', '<=', '>='], joined, (sign, a, b) => compare(sign, a, b));
  const joined = (): Result => binary(['&'], added, (_, a, b) => `${a ?? ''}${b ?? ''}`);
  const added = (): Result =>
    binary(['+', '-'], multiplied, (sign, a, b) => (sign === '+' ? number(a) + number(b) : number(a) - number(b)));
  const multiplied = (): Result =>
    binary(['*', '/'], single, (sign, a, b) => (sign === '*' ? number(a) * number(b) : number(a) / number(b)));
  const single = (): Result => {
    const token = all[at];
    if (!token) throw new Error(`ends too early: ${formula}`);
    at += 1;
    if (token.kind === 'number') return Number(token.text);
    if (token.kind === 'text') return token.text;
    if (token.kind === 'cell') return range(token.text, sheet, sheets);
    if (token.text === '(') {
      const inner = compared();
      next(')');
      return inner;
    }
    if (token.kind === 'name' && token.text === 'TRUE') return true;
    if (token.kind === 'name' && next('(')) return called(token.text);
    throw new Error(`not understood: ${token.text} in ${formula}`);
  };
  const called = (name: string): Result => {
    const given: (() => Result)[] = [];
    while (!next(')')) {
      try {
        const value = compared();
        given.push(() => value);
      } catch (error) {
        if (!(error instanceof FormulaError)) throw error;
        given.push(() => {
          throw error;
        });
      }
      next(',');
    }
    return call(name, given);
  };
  return one(compared());
}

function call(name: string, given: readonly (() => Result)[]): Result {
  const values = (index: number): Value[] => [given[index]?.() ?? null].flat();
  const value = (index: number): Value => one(given[index]?.() ?? null);
  switch (name) {
    case 'ROUND': {
      const [of, digits] = [number(value(0)), 10 ** number(value(1))];
      return (Math.sign(of) * Math.round(Math.abs(of) * digits)) / digits;
    }
    case 'SUM':
      return given.flatMap((_, index) => values(index)).reduce<number>((sum, one) => sum + number(one), 0);
    case 'IF':
      return value(0) ? value(1) : value(2);
    case 'IFERROR':
      try {
        return value(0);
      } catch (error) {
        if (error instanceof FormulaError) return value(1);
        throw error;
      }
    case 'INDEX': {
      const place = number(value(1));
      return place === 0 ? values(0) : (values(0)[place - 1] ?? null);
    }
    case 'MATCH': {
      const place = values(1).indexOf(value(0));
      if (place < 0) throw new FormulaError('#N/A');
      return place + 1;
    }
    case 'SUMIFS':
      return values(0).reduce<number>((sum, one, row) => {
        for (let index = 1; index < given.length; index += 2) {
          if (!meets(values(index)[row] ?? null, value(index + 1))) return sum;
        }
        return sum + number(one);
      }, 0);
    default:
      throw new Error(`unknown function ${name}`);
  }
}

/** A condition as SUMIFS has it: `<=2030`, or the value itself. Empty cells meet no comparison. */
function meets(value: Value, condition: Value): boolean {
  const [, sign, text] = /^(<=|>=)(.*)$/.exec(String(condition)) ?? [];
  if (sign === undefined) return value === condition;
  return typeof value === 'number' && (sign === '<=' ? value <= Number(text) : value >= Number(text));
}

function compare(sign: string, a: Value, b: Value): boolean {
  const [left, right] = typeof b === 'string' ? [a ?? '', b] : [number(a), number(b)];
  switch (sign) {
    case '=':
      return left === right;
    case '<>':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    default:
      return left >= right;
  }
}

function range(text: string, sheet: string, sheets: Sheets): Result {
  const [, other, from = '', to] = /^(?:'([^']+)'!)?([A-Z]+\d+)(?::([A-Z]+\d+))?$/.exec(text) ?? [];
  const name = other ?? sheet;
  if (to === undefined) return sheets.cell(name, from);
  const [[left, top], [right, bottom]] = [place(from), place(to)];
  const found: Value[] = [];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) found.push(sheets.cell(name, `${letters(column)}${row}`));
  return found;
}

function place(name: string): [number, number] {
  const [, text = '', row] = /^([A-Z]+)(\d+)$/.exec(name) ?? [];
  return [[...text].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0), Number(row)];
}

export function letters(column: number): string {
  const rest = (column - 1) % 26;
  const before = column > 26 ? letters((column - 1 - rest) / 26) : '';
  return before + String.fromCharCode(65 + rest);
}

function one(value: Result): Value {
  return Array.isArray(value) ? (value[0] ?? null) : value;
}

function number(value: Value): number {
  if (typeof value === 'string') throw new FormulaError('#VALUE!');
  return Number(value ?? 0);
}
