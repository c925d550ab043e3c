import { raw, type Sql, sql } from '../database/sql.ts';
import type { spatialOperators } from './expression.ts';
import { type Operand, type Shape, wrongType } from './operand.ts';
import type { FilterCrs } from './shape.ts';

/**
 * CQL2 §7.5. The literal is moved to the system of the table, so that an index on the table's own column can be used, and
 * made once, not for each row. Two literals are compared where they are.
 */
export function spatialRelation(
  op: (typeof spatialOperators)[number],
  first: Operand,
  second: Operand,
  crs: FilterCrs,
): Sql {
  const [left, right] = [shape(first, op), shape(second, op)];
  const target = left.column?.srid ?? right.column?.srid ?? crs.srid;
  const a = geometrySql(left, crs, target);
  const b = geometrySql(right, crs, target);
  const related = sql`allmanning.spatially_related(${raw(`'${op}'`)}, ${a}, ${b})`;
  return op === 's_disjoint' ? related : sql`(${a} && ${b} and ${related})`;
}

function shape(operand: Operand, op: string): Shape {
  if (operand.type === 'geometry') return operand;
  throw wrongType(operand, op.toUpperCase(), { sv: 'geometrier', en: 'geometries' });
}

function geometrySql({ column, wkt = '' }: Shape, crs: FilterCrs, target: number): Sql {
  if (column) return column.sql;
  return sql`(select allmanning.filter_geometry(${wkt}, ${raw(String(crs.srid))}, ${raw(String(target))}))`;
}
