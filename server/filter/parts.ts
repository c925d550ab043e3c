import type { Expression, IntervalEnd } from './expression.ts';

/** What holds when all of these hold: the parts of AND, however they are nested. */
export function conjuncts(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'call' || expression.op !== 'and') return [expression];
  return expression.args.flatMap(conjuncts);
}

/** The names of the properties that a filter mentions, each once. */
export function propertiesOf(expression: Expression): readonly string[] {
  return [...new Set(mentioned(expression))];
}

function mentioned(expression: Expression | IntervalEnd): string[] {
  switch (expression.kind) {
    case 'property':
      return [expression.name];
    case 'call':
      return expression.args.flatMap(mentioned);
    case 'array':
      return expression.items.flatMap(mentioned);
    case 'interval':
      return expression.ends.flatMap(mentioned);
    default:
      return [];
  }
}
