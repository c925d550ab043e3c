import { join, raw, type Sql, sql } from '../database/sql.ts';
import type { arrayOperators } from './expression.ts';
import { type List, type Operand, wrongType } from './operand.ts';

/** CQL2 §7.9: arrays as sets, so order and repetition say nothing. */
export function arrayRelation(op: (typeof arrayOperators)[number], first: Operand, second: Operand): Sql {
  const [a, b] = [arraySql(list(first, op), op), arraySql(list(second, op), op)];
  switch (op) {
    case 'a_contains':
      return sql`${a} @> ${b}`;
    case 'a_containedBy':
      return sql`${a} <@ ${b}`;
    case 'a_equals':
      return sql`(${a} @> ${b} and ${a} <@ ${b})`;
    case 'a_overlaps':
      return sql`${a} && ${b}`;
  }
}

function list(operand: Operand, op: string): List {
  if (operand.type === 'list') return operand;
  throw wrongType(operand, op.toUpperCase(), { sv: "listor, som ('a', 'b')", en: "arrays, as ('a', 'b')" });
}

/** Elements are texts in the database; a number is compared as it is written. */
function arraySql({ column, items = [] }: List, op: string): Sql {
  // Two columns may have different collations.
  if (column) return sql`(${column} collate "C")`;
  const elements = items.map((item) => {
    if (item.type === 'text' || item.type === 'number') return item;
    throw wrongType(item, op.toUpperCase(), { sv: 'listor av text eller tal', en: 'arrays of text or numbers' });
  });
  if (elements.every(({ literal }) => literal !== undefined)) {
    return sql`${elements.map(({ literal }) => String(literal))}::text[]`;
  }
  return sql`array[${join(elements.map((element) => sql`${element.sql}::text`))}]${raw('::text[]')}`;
}
