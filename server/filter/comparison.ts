import { join, raw, type Sql, sql } from '../database/sql.ts';
import type { comparisonOperators, Place } from './expression.ts';
import { fault } from './fault.ts';
import { asInstant, isInstant, mismatch, type Operand, type Scalar, textOperand, wrongType } from './operand.ts';
import { instantOperand } from './scalars.ts';
import { compareInstants } from './temporal.ts';

export type Comparison = (typeof comparisonOperators)[number];

/** CQL2 §6.6: two scalars of the same type. Text by code point, FALSE before TRUE, a date with a timestamp by the day. */
export function compare(op: Comparison, left: Operand, right: Operand, place: Place): Sql {
  const [a, b] = alike(left, right, place);
  if (isInstant(a) && isInstant(b)) return compareInstants(a, op, b);
  if (a.type !== 'text') return sql`${a.sql} ${raw(op)} ${b.sql}`;
  // An equality with a literal may use an index, whatever its collation; columns may have different ones.
  const isPlain = (op === '=' || op === '<>') && (a.constant === true) !== (b.constant === true);
  return sql`${isPlain ? a.sql : byCodePoint(a)} ${raw(op)} ${b.sql}`;
}

function byCodePoint(operand: Scalar): Sql {
  return sql`(${operand.sql} collate "C")`;
}

/** The same two operands as scalars that can be compared; else a fault with both types. */
function alike(left: Operand, right: Operand, place: Place): [Scalar, Scalar] {
  const a = isInstant(right) ? asInstant(left, instantOperand) : left;
  const b = isInstant(left) ? asInstant(right, instantOperand) : right;
  for (const [type, operators] of Object.entries(operatorsFor)) {
    if (a.type === type || b.type === type) {
      throw mismatch(place, a, b, { sv: `Använd ${operators}.`, en: `Use ${operators}.` });
    }
  }
  const both = [a, b].filter(isScalar);
  const [first, second] = both;
  if (first && second && (first.type === second.type || both.every(isInstant))) return [first, second];
  throw mismatch(place, a, b);
}

const operatorsFor = {
  geometry: 'S_EQUALS, S_INTERSECTS …',
  list: 'A_EQUALS, A_CONTAINS …',
  interval: 'T_EQUALS, T_INTERSECTS …',
} as const;

function isScalar(operand: Operand): operand is Scalar {
  return !(operand.type in operatorsFor);
}

/** CQL2 §7.2. Also for times and texts, which the standard leaves out. */
export function between([value, low, high]: readonly [Operand, Operand, Operand], place: Place): Sql {
  return sql`(${compare('>=', value, low, place)} and ${compare('<=', value, high, place)})`;
}

/** CQL2 §7.2: equal to one of the items, which may be expressions. No items: false. */
export function isIn(value: Operand, items: readonly Operand[], place: Place): Sql {
  if (items.length === 0) return raw('false');
  const pairs = items.map((item) => alike(value, item, place));
  const [first] = pairs;
  const candidates = pairs.map(([, item]) => item);
  const array = arrayType(candidates);
  if (first && array && pairs.every(([scalar]) => scalar.type === first[1].type)) {
    return sql`${first[0].sql} = any (${candidates.map(({ literal }) => String(literal))}${raw(`::${array}[]`)})`;
  }
  return sql`(${join(
    items.map((item) => compare('=', value, item, place)),
    ' or ',
  )})`;
}

/** The SQL type of an array of these, when they are literals of one kind. */
function arrayType(items: readonly Scalar[]): string | undefined {
  const [first] = items;
  if (!first || items.some(({ type, literal }) => type !== first.type || literal === undefined)) return undefined;
  switch (first.type) {
    case 'text':
      return 'text';
    case 'number':
      return items.every(({ literal }) => Number.isSafeInteger(literal)) ? 'bigint' : 'numeric';
    case 'date':
      return 'date';
    case 'timestamp':
      return 'timestamptz';
    case 'boolean':
      return 'boolean';
  }
}

/** CQL2 §7.2: `%` any number of characters, `_` one, `\` before either of them or itself. `pattern`: as it was written. */
export function like(value: Operand, operand: Operand, pattern: string | undefined): Sql {
  const left = textOperand(value, 'LIKE');
  const right = textOperand(operand, 'LIKE');
  if (pattern === undefined) {
    throw wrongType(right, 'LIKE', { sv: "ett mönster som 'Eke%'", en: "a pattern as 'Eke%'" });
  }
  // Marks go when ACCENTI is applied.
  if (/(?:^|[^\\])(?:\\\\)*\\\p{M}*$/u.test(pattern)) {
    throw fault(right.place, {
      sv: 'mönstret slutar med \\, som ska stå före %, _ eller \\.',
      en: 'the pattern ends with \\, which belongs before %, _ or \\.',
    });
  }
  return sql`${byCodePoint(left)} like ${right.sql}`;
}

/** CQL2 §6.6. */
export function isNull(operand: Operand): Sql {
  if (operand.type === 'interval') return sql`(${isNull(operand.start)} or ${isNull(operand.end)})`;
  if (operand.type === 'geometry') return operand.column ? sql`${operand.column.sql} is null` : raw('false');
  if (operand.type !== 'list') return sql`(${operand.sql}) is null`;
  return operand.column ? sql`${operand.column} is null` : raw('false');
}
