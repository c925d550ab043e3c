import { type Cursor, cursorOver } from './cursor.ts';
import {
  type arithmeticOperators,
  arityOf,
  arrayOperators,
  type Call,
  comparisonOperators,
  type Expression,
  type IntervalEnd,
  type Place,
  spelled,
} from './expression.ts';
import { type Budget, fault, budget as newBudget } from './fault.ts';
import { checkedBbox } from './geometry.ts';
import { dateLiteral, instant, timestampLiteral } from './instant.ts';
import { lex } from './lex.ts';
import { isGeometry, list, readGeometry } from './text-geometry.ts';

/**
 * CQL2 Text (OGC 21-065r2 Annex B) by recursive descent. Parentheses are read once, whatever they turn out to hold;
 * that both sides of an operator are of the right kind is looked at when types are known. Throws a fault.
 */
export function parseText(filter: string): Expression {
  const cursor = cursorOver(lex(filter));
  if (cursor.peek().type === 'end') cursor.unexpected('ett villkor', 'a condition');
  const expression = disjunction({ cursor, budget: newBudget() });
  if (cursor.peek().type !== 'end') cursor.unexpected('AND, OR eller slutet', 'AND, OR or the end');
  return expression;
}

interface Reading {
  cursor: Cursor;
  budget: Budget;
}

/** Words that are never a property without quotes. */
const reserved = ['AND', 'OR', 'NOT', 'LIKE', 'BETWEEN', 'IN', 'IS', 'NULL', 'DIV'];

function call({ budget }: Reading, op: string, args: readonly Expression[], place: Place): Call {
  budget.node(place);
  return { kind: 'call', op, args, place };
}

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
  return cursor.unexpected(
    'en egenskap, ett värde eller ett villkor (en egenskap som heter som ett nyckelord står inom "…")',
    'a property, a value or a condition (a property named as a keyword is written within "…")',
  );
}

function property({ cursor, budget }: Reading): Expression & { kind: 'property' } {
  const { text, offset } = cursor.take();
  budget.node({ offset });
  return { kind: 'property', name: text, place: { offset } };
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

/** Parentheses that are an array also around a single element. */
function array(reading: Reading): Expression {
  const { cursor, budget } = reading;
  const place = { offset: cursor.peek().offset };
  if (cursor.isSymbol('(') && cursor.isSymbol(')', 1)) return parenthesised(reading);
  const items = list(cursor, () => {
    budget.listItem({ offset: cursor.peek().offset });
    return disjunction(reading);
  });
  return { kind: 'array', items, place };
}

/** A name with a parenthesis: an operator of the standard, a literal, or a function. */
function functional(reading: Reading): Expression {
  const { cursor } = reading;
  const { text, offset } = cursor.take();
  const place = { offset };
  switch (text.toUpperCase()) {
    case 'DATE':
      return dateLiteral(instantText(cursor), place);
    case 'TIMESTAMP':
      return timestampLiteral(instantText(cursor), place);
    case 'INTERVAL':
      return interval(reading, place);
    case 'BBOX':
      reading.budget.node(place);
      return {
        kind: 'bbox',
        bbox: checkedBbox(
          list(cursor, () => cursor.signedNumber().value),
          place,
        ),
        place,
      };
  }
  const op = spelled(text);
  const isArrayOperator = arrayOperators.some((one) => one === op);
  const args = cursor.isSymbol(')', 1) ? noArguments(cursor) : list(cursor, () => argument(reading, isArrayOperator));
  const [least, most] = arityOf(op) ?? [0, Number.POSITIVE_INFINITY];
  if (args.length < least || args.length > most) {
    throw fault(place, {
      sv: `${text.toUpperCase()} tar ${least} argument, inte ${args.length}.`,
      en: `${text.toUpperCase()} takes ${least} arguments, not ${args.length}.`,
    });
  }
  return call(reading, op, args, place);
}

function argument(reading: Reading, ofArrayOperator: boolean): Expression {
  return ofArrayOperator && reading.cursor.isSymbol('(') ? array(reading) : disjunction(reading);
}

function noArguments(cursor: Cursor): [] {
  cursor.expectSymbol('(');
  cursor.expectSymbol(')');
  return [];
}

function instantText(cursor: Cursor): string {
  cursor.expectSymbol('(');
  if (cursor.peek().type !== 'text') cursor.unexpected("en text inom '…'", "a text within '…'");
  const { text } = cursor.take();
  cursor.expectSymbol(')');
  return text;
}

function interval(reading: Reading, place: Place): Expression {
  const { cursor } = reading;
  cursor.expectSymbol('(');
  const start = intervalEnd(reading);
  cursor.expectSymbol(',');
  const end = intervalEnd(reading);
  cursor.expectSymbol(')');
  return { kind: 'interval', ends: [start, end], place };
}

function intervalEnd(reading: Reading): IntervalEnd {
  const { cursor } = reading;
  const { type, text, offset } = cursor.peek();
  if (type === 'text') {
    cursor.take();
    return text === '..' ? { kind: 'open', place: { offset } } : instant(text, { offset });
  }
  if (type === 'quoted') return property(reading);
  const end = type === 'name' ? primary(reading) : undefined;
  if (end?.kind === 'property' || end?.kind === 'call' || end?.kind === 'date' || end?.kind === 'timestamp') return end;
  return cursor.unexpected("'2024-05-01', '..' eller en egenskap", "'2024-05-01', '..' or a property");
}
