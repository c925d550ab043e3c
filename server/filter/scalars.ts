import { identifier, raw, type Sql, sql } from '../database/sql.ts';
import type { Field } from '../datasets/definition.ts';
import type { Expression, InstantLiteral, NumberLiteral, Place, TextLiteral } from './expression.ts';
import type { Instant, Operand, Scalar } from './operand.ts';

/** Values as SQL. A column is read as it is where that lets an index on it be used. */

export function instantOperand({ kind, value, place }: InstantLiteral): Instant {
  const written = `${kind.toUpperCase()}('${value}')`;
  const type = kind === 'date' ? raw('::date') : raw('::timestamptz');
  return { type: kind, sql: sql`${value}${type}`, literal: value, constant: true, place, written };
}

export function literalOperand(literal: TextLiteral | NumberLiteral | (Expression & { kind: 'boolean' })): Scalar {
  const { place } = literal;
  const common = { place, constant: true };
  switch (literal.kind) {
    case 'text':
      return {
        ...common,
        type: 'text',
        sql: sql`${literal.value}::text`,
        literal: literal.value,
        written: `'${literal.value}'`,
      };
    case 'number':
      return {
        ...common,
        type: 'number',
        sql: numberSql(literal),
        literal: literal.digits ?? literal.value,
        written: literal.digits ?? String(literal.value),
      };
    case 'boolean':
      return {
        ...common,
        type: 'boolean',
        sql: raw(String(literal.value)),
        literal: literal.value,
        written: String(literal.value).toUpperCase(),
      };
  }
}

/** Whole numbers compare with every kind of number by index, others as decimals. None is out of range. */
function numberSql({ value, digits }: NumberLiteral): Sql {
  if (digits !== undefined) return isBigint(digits) ? sql`${digits}::bigint` : sql`${digits}::numeric`;
  return Number.isSafeInteger(value) ? sql`${String(value)}::bigint` : sql`${String(value)}::numeric`;
}

function isBigint(digits: string): boolean {
  return BigInt.asIntN(64, BigInt(digits)) === BigInt(digits);
}

/** A column of the table or of one that it joins. Texts may be stored as uuid, enum or another kind of text. */
export function columnOperand(field: Field, column: Sql, written: string, place: Place): Operand {
  const common = { place, written };
  switch (field.type) {
    case 'text':
    case 'code':
      return { ...common, type: 'text', sql: sql`${column}::text` };
    case 'integer':
    case 'double':
      return { ...common, type: 'number', sql: column };
    case 'boolean':
      return { ...common, type: 'boolean', sql: column };
    case 'date':
      return { ...common, type: 'date', sql: column };
    case 'timestamptz':
      return { ...common, type: 'timestamp', sql: column };
    case 'list':
      return { ...common, type: 'list', column: sql`${column}::text[]` };
  }
}

/** CASEI and ACCENTI (CQL2 §7.3 and §7.4). */
export function foldedOperand(op: 'casei' | 'accenti', argument: Scalar, place: Place): Scalar {
  const call = sql`allmanning.${identifier(op)}(${argument.sql})`;
  return {
    type: 'text',
    // Asked for once, and not for each row.
    sql: argument.constant ? sql`(select ${call})` : call,
    constant: argument.constant ?? false,
    place,
    written: `${op.toUpperCase()}(${argument.written})`,
  };
}
