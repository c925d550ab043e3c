import { join, literal as quoted, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { arrayRelation } from './arrays.ts';
import { between, compare, isIn, isNull, like } from './comparison.ts';
import type { Call, Expression, IntervalEnd, Property } from './expression.ts';
import { fault, shown } from './fault.ts';
import { booleanOf, numberOf, type Operand, textOperand, wrongType } from './operand.ts';
import {
  arithmeticOperators,
  arrayOperators,
  comparisonOperators,
  spatialOperators,
  temporalOperators,
} from './operators.ts';
import { type Queryable, queryableOf } from './queryables.ts';
import { columnOperand, foldedOperand, instantOperand, literalOperand } from './scalars.ts';
import { type FilterCrs, wktOf } from './shape.ts';
import { spatialRelation } from './spatial.ts';
import { interval, temporalRelation } from './temporal.ts';

/** What a filter is about. */
export interface Scope {
  readonly definition: Definition;
  readonly queryables: readonly Queryable[];
  readonly crs: FilterCrs;
}

/**
 * The filter as a condition over `fromTables` of its dataset. Types are resolved on the way; throws a fault where they do
 * not fit. What comes out cannot fail when it is run.
 */
export function compileFilter(expression: Expression, scope: Scope): Sql {
  const whole = compile(expression, scope);
  return booleanOf(whole, { sv: 'ett filter', en: 'a filter' });
}

function compile(expression: Expression, scope: Scope): Operand {
  const { place } = expression;
  switch (expression.kind) {
    case 'text':
    case 'number':
    case 'boolean':
      return literalOperand(expression);
    case 'date':
    case 'timestamp':
      return instantOperand(expression);
    case 'property':
      return property(expression, scope);
    case 'interval':
      return interval(intervalEnd(expression.ends[0], scope), intervalEnd(expression.ends[1], scope), { place });
    case 'geometry':
      return { type: 'geometry', wkt: wktOf(expression, scope.crs), written: expression.geometry.type, place };
    case 'bbox':
      return { type: 'geometry', wkt: wktOf(expression, scope.crs), written: 'BBOX', place };
    case 'array':
      return { type: 'list', items: expression.items.map((item) => compile(item, scope)), written: '(…)', place };
    case 'call':
      return compileCall(expression, scope);
  }
}

function property(expression: Property, { definition, queryables }: Scope): Operand {
  const queryable = queryableOf(queryables, definition, expression);
  const { name, place } = expression;
  if ('field' in queryable) return columnOperand(queryable.field, queryable.expression, name, place);
  const column = { sql: queryable.expression, srid: queryable.geometry.srid };
  return { type: 'geometry', column, written: name, place };
}

function intervalEnd(end: IntervalEnd, scope: Scope): Operand | undefined {
  return end.kind === 'open' ? undefined : compile(end, scope);
}

function compileCall(call: Call, scope: Scope): Operand {
  const { op, args, place } = call;
  const at = (index: number): Operand => {
    const argument = args[index];
    if (!argument) throw new Error(`${op} lacks operand ${index}, which its reader checks`);
    return compile(argument, scope);
  };
  if (op === 'casei' || op === 'accenti') return foldedOperand(op, textOperand(at(0), op.toUpperCase()), place);
  if (isOneOf(arithmeticOperators, op)) {
    const [left, right] = [at(0), at(1)];
    const [a, b] = [numberOf(left, op), numberOf(right, op)];
    const result = sql`allmanning.calculated(${quoted(op)}, ${a}::double precision, ${b}::double precision)`;
    return { type: 'number', sql: result, written: `${left.written} ${op} ${right.written}`, place };
  }
  const condition = compileCondition(call, at, scope);
  if (condition) return { type: 'boolean', sql: condition, written: `${op.toUpperCase()} …`, place };
  throw fault(place, {
    sv: `det finns ingen funktion ${shown(op)} här, bara standardens egna operatorer: LIKE, CASEI, S_INTERSECTS, T_AFTER …`,
    en: `there is no function ${shown(op)} here, only the standard's own operators: LIKE, CASEI, S_INTERSECTS, T_AFTER …`,
  });
}

/** What answers true or false; undefined: no operator of the standard. */
function compileCondition(call: Call, at: (index: number) => Operand, scope: Scope): Sql | undefined {
  const { op, args, place } = call;
  if (isOneOf(comparisonOperators, op)) return sql`(${compare(op, at(0), at(1), place)})`;
  if (isOneOf(spatialOperators, op)) return spatialRelation(op, at(0), at(1), scope.crs);
  if (isOneOf(temporalOperators, op)) return sql`(${temporalRelation(op, at(0), at(1))})`;
  if (isOneOf(arrayOperators, op)) return sql`(${arrayRelation(op, at(0), at(1))})`;
  switch (op) {
    case 'and':
    case 'or': {
      const parts = args.map((_, index) => booleanOf(at(index), op.toUpperCase()));
      return sql`(${join(parts, ` ${op} `)})`;
    }
    case 'not':
      return sql`(not ${booleanOf(at(0), 'NOT')})`;
    case 'isNull':
      return sql`(${isNull(at(0))})`;
    case 'between':
      return between([at(0), at(1), at(2)], place);
    case 'in': {
      const items = at(1);
      if (items.type !== 'list' || !items.items) {
        throw wrongType(items, 'IN', { sv: "en lista, som ('a', 'b')", en: "an array, as ('a', 'b')" });
      }
      return sql`(${isIn(at(0), items.items, place)})`;
    }
    case 'like':
      return sql`(${like(at(0), at(1), patternOf(args[1]))})`;
  }
  return undefined;
}

/** The text of a pattern literal, also within CASEI and ACCENTI (CQL2 BNF, rule patternExpression). */
function patternOf(expression: Expression | undefined): string | undefined {
  if (expression?.kind === 'text') return expression.value;
  if (expression?.kind !== 'call' || (expression.op !== 'casei' && expression.op !== 'accenti')) return undefined;
  return patternOf(expression.args[0]);
}

function isOneOf<T extends string>(list: readonly T[], text: string): text is T {
  return list.some((one) => one === text);
}
