import { type Cursor, cursorOver } from './cursor.ts';
import type { Expression, Place, Property } from './expression.ts';
import { budget, fault } from './fault.ts';
import { lex } from './lex.ts';
import { type arithmeticOperators, comparisonOperators } from './operators.ts';
import { array, call, functional, type Reading } from './text-functional.ts';
import { isGeometry, readGeometry } from './text-geometry.ts';

/**
 * CQL2 Text (OGC 21-065r2 Annex B) by recursive descent. Parentheses are read once, whatever they turn out to hold;
 * that both sides of an operator are of the right kind is looked at when types are known. Throws a fault.
 */
export function parseText(filter: string): Expression {
  const cursor = cursorOver(lex(filter));
  if (cursor.peek().type === 'end') cursor.unexpected('ett villkor', 'a condition');
  const reading: Reading = { cursor, budget: budget(), expression: () => disjunction(reading) };
  const expression = disjunction(reading);
  if (cursor.peek().type !== 'end') cursor.unexpected('AND, OR eller slutet', 'AND, OR or the end');
  return expression;
}

/** Words that are never a property without quotes. */
const reserved = ['AND', 'OR', 'NOT', 'LIKE', 'BETWEEN', 'IN', 'IS', 'NULL', 'DIV'];

function disjunction(reading: Reading): Expression {
  return chain(reading, 'OR', () => chain(reading, 'AND', () => negation(reading)));
}

function chain(reading: Reading, word: string, part: () => Expression): Expression {
  const args = [part()];
  const { offset } = reading.cursor.peek();
  while (reading.cursor.acceptKeyword(word)) args.push(part());
  const [only] = args;
  return only && args.length === 1 ? only : call(reading, word.toLowerCase(), args, { offset });
}

function negation(reading: Reading): Expression {
  const not = reading.cursor.acceptKeyword('NOT');
  if (!not) return predicate(reading);
  return reading.budget.nested(not, () => call(reading, 'not', [negation(reading)], not));
}

function predicate(reading: Reading): Expression {
  const { cursor } = reading;
  const left = sum(reading);
  const place = { offset: cursor.peek().offset };
  const comparison = comparisonOperators.find((operator) => cursor.isSymbol(operator));
  if (comparison) {
    cursor.take();
    return call(reading, comparison, [left, sum(reading)], place);
  }
  if (cursor.acceptKeyword('IS')) {
    const not = cursor.acceptKeyword('NOT');
    if (!cursor.acceptKeyword('NULL')) cursor.unexpected('NULL', 'NULL');
    const isNull = call(reading, 'isNull', [left], place);
    return not ? call(reading, 'not', [isNull], place) : isNull;
  }
  const not = cursor.acceptKeyword('NOT');
  const positive = tested(reading, left, place);
  if (positive) return not ? call(reading, 'not', [positive], place) : positive;
  return not ? cursor.unexpected('LIKE, BETWEEN eller IN', 'LIKE, BETWEEN or IN') : left;
}

function tested(reading: Reading, left: Expression, place: Place): Expression | undefined {
  const { cursor } = reading;
  if (cursor.acceptKeyword('LIKE')) return call(reading, 'like', [left, sum(reading)], place);
  if (cursor.acceptKeyword('BETWEEN')) {
    const low = sum(reading);
    if (!cursor.acceptKeyword('AND')) cursor.unexpected('AND', 'AND');
    return call(reading, 'between', [left, low, sum(reading)], place);
  }
  if (cursor.acceptKeyword('IN')) return call(reading, 'in', [left, array(reading)], place);
  return undefined;
}

function sum(reading: Reading): Expression {
  return leftToRight(reading, ['+', '-'], () => leftToRight(reading, ['*', '/', '%', 'div'], () => power(reading)));
}

type Arithmetic = (typeof arithmeticOperators)[number];

function leftToRight(reading: Reading, operators: readonly Arithmetic[], part: () => Expression): Expression {
  const { cursor } = reading;
  let left = part();
  for (;;) {
    const found = operators.find((one) => (one === 'div' ? cursor.isKeyword('DIV') : cursor.isSymbol(one)));
    if (!found) return left;
    const place = { offset: cursor.take().offset };
    left = call(reading, found, [left, part()], place);
  }
}

function power(reading: Reading): Expression {
  const base = factor(reading);
  const place = reading.cursor.acceptSymbol('^');
  if (!place) return base;
  const result = call(reading, '^', [base, factor(reading)], { offset: place.offset });
  if (reading.cursor.isSymbol('^')) {
    throw fault(
      { offset: reading.cursor.peek().offset },
      {
        sv: 'flera ^ i rad: sätt ut parenteser, (a ^ b) ^ c.',
        en: 'several ^ in a row: add parentheses, (a ^ b) ^ c.',
      },
    );
  }
  return result;
}

/** A sign before a number belongs to the number, and any other minus is "-1 times" (as in the standard's example 85). */
function factor(reading: Reading): Expression {
  const { cursor } = reading;
  if (cursor.isSignedNumber()) return { kind: 'number', ...cursor.signedNumber() };
  const minus = cursor.acceptSymbol('-');
  if (!minus) return primary(reading);
  const place = { offset: minus.offset };
  return call(reading, '*', [{ kind: 'number', value: -1, place }, primary(reading)], place);
}

function primary(reading: Reading): Expression {
  const { cursor, budget } = reading;
  const token = cursor.peek();
  const place = { offset: token.offset };
  if (token.type === 'text') return { kind: 'text', value: cursor.take().text, place };
  if (token.type === 'quoted') return property(reading);
  if (cursor.isSymbol('(')) return budget.nested(place, () => parenthesised(reading));
  if (token.type !== 'name') return operandExpected(cursor);
  if (isGeometry(cursor)) {
    budget.node(place);
    return { kind: 'geometry', geometry: readGeometry(cursor, budget), place };
  }
  if (cursor.isSymbol('(', 1) && !reserved.includes(token.text.toUpperCase())) {
    return budget.nested(place, () => functional(reading));
  }
  if (cursor.isKeyword('TRUE') || cursor.isKeyword('FALSE')) {
    return { kind: 'boolean', value: cursor.take().text.toUpperCase() === 'TRUE', place };
  }
  return reserved.includes(token.text.toUpperCase()) ? operandExpected(cursor) : property(reading);
}

function operandExpected(cursor: Cursor): never {
  const isReserved = cursor.peek().type === 'name';
  const [sv, en] = isReserved
    ? [
        ' (en egenskap som heter som ett nyckelord står inom "…")',
        ' (a property named as a keyword is written within "…")',
      ]
    : ['', ''];
  return cursor.unexpected(`en egenskap, ett värde eller ett villkor${sv}`, `a property, a value or a condition${en}`);
}

function property({ cursor, budget }: Reading): Property {
  const { type, text, offset } = cursor.take();
  budget.node({ offset });
  return { kind: 'property', name: text, place: { offset }, quoted: type === 'quoted' };
}

/** An expression in parentheses, or an array: none or several elements. */
function parenthesised(reading: Reading): Expression {
  const { cursor, budget } = reading;
  const place = { offset: cursor.expectSymbol('(').offset };
  if (cursor.acceptSymbol(')')) return { kind: 'array', items: [], place };
  const items = [disjunction(reading)];
  while (cursor.acceptSymbol(',')) {
    budget.listItem({ offset: cursor.peek().offset });
    items.push(disjunction(reading));
  }
  cursor.expectSymbol(')');
  const [only] = items;
  return only && items.length === 1 ? only : { kind: 'array', items, place };
}
