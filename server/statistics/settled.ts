import { identifier, type Sql, sql } from '../database/sql.ts';
import { publicCondition } from '../datasets/select.ts';
import type { Asked } from './asked.ts';
import type { Assumed } from './assumed.ts';
import { isChosen } from './choice.ts';

/** One row of the answer: `k0`, `k1` … as asked for, `value`, and `mixed`: what must not be added up but was. */
export interface Line {
  [column: string]: unknown;
  value: number | null;
  mixed: number | null;
}

/** A statement and the dimensions that `mixed` tells of, in order. */
export interface Statement {
  query: Sql;
  apart: readonly string[];
}

/** Public rows, with the values that are asked for or assumed. `but`: whatever these dimensions are. */
export function settled({ table, fixed }: Asked, assumed: Assumed, but: readonly string[] = []): Sql[] {
  return [
    publicCondition(table.definition),
    ...[...fixed].flatMap(([name, choice]) =>
      but.includes(name) ? [] : [isChosen(sql`t.${identifier(name)}`, choice)],
    ),
    ...[...assumed].map(([name, value]) => sql`t.${identifier(name)} = ${value}`),
  ];
}
