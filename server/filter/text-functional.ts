import type { Cursor } from './cursor.ts';
import type { Call, Expression, IntervalEnd, Place } from './expression.ts';
import type { Budget } from './fault.ts';
import { checkedBbox } from './geometry.ts';
import { dateLiteral, instant, timestampLiteral } from './instant.ts';
import { arrayOperators, checkArity, spelled } from './operators.ts';

/** CQL2 Text under reading. */
export interface Reading {
  readonly cursor: Cursor;
  readonly budget: Budget;
  /** Reads a whole expression. */
  expression(): Expression;
}

export function call({ budget }: Reading, op: string, args: readonly Expression[], place: Place): Call {
  budget.node(place);
  return { kind: 'call', op, args, place };
}

/** A name with a parenthesis: an operator of the standard, a literal, or a function. */
export function functional(reading: Reading): Expression {
  const { cursor, budget } = reading;
  const { text, offset } = cursor.take();
  const place = { offset };
  switch (text.toUpperCase()) {
    case 'DATE':
      return dateLiteral(instantText(cursor), place);
    case 'TIMESTAMP':
      return timestampLiteral(instantText(cursor), place);
    case 'INTERVAL':
      return interval(reading, place);
    case 'BBOX': {
      budget.node(place);
      const numbers = list(cursor, () => cursor.signedNumber().value);
      return { kind: 'bbox', bbox: checkedBbox(numbers, place), place };
    }
  }
  const op = spelled(text);
  const isArrayOperator = arrayOperators.some((one) => one === op);
  const argument = () => (isArrayOperator && cursor.isSymbol('(') ? array(reading) : reading.expression());
  const args = list(cursor, argument, { mayBeEmpty: true });
  checkArity(op, args.length, place);
  return call(reading, op, args, place);
}

/** Parentheses that are an array also around a single element. */
export function array(reading: Reading): Expression {
  const { cursor, budget } = reading;
  const place = { offset: cursor.peek().offset };
  const item = () => {
    budget.listItem({ offset: cursor.peek().offset });
    return reading.expression();
  };
  return { kind: 'array', items: list(cursor, item, { mayBeEmpty: true }), place };
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

function intervalEnd({ cursor, expression }: Reading): IntervalEnd {
  const { type, text, offset } = cursor.peek();
  if (type === 'text') {
    cursor.take();
    return text === '..' ? { kind: 'open', place: { offset } } : instant(text, { offset });
  }
  const end = type === 'name' || type === 'quoted' ? expression() : undefined;
  if (end?.kind === 'property' || end?.kind === 'call' || end?.kind === 'date' || end?.kind === 'timestamp') return end;
  return cursor.unexpected("'2024-05-01', '..' eller en egenskap", "'2024-05-01', '..' or a property");
}

function instantText(cursor: Cursor): string {
  cursor.expectSymbol('(');
  if (cursor.peek().type !== 'text') cursor.unexpected("en text inom '…'", "a text within '…'");
  const { text } = cursor.take();
  cursor.expectSymbol(')');
  return text;
}

/** `( item, item … )`. */
export function list<T>(cursor: Cursor, item: () => T, { mayBeEmpty = false } = {}): T[] {
  cursor.expectSymbol('(');
  if (mayBeEmpty && cursor.acceptSymbol(')')) return [];
  const items = [item()];
  while (cursor.acceptSymbol(',')) items.push(item());
  cursor.expectSymbol(')');
  return items;
}
