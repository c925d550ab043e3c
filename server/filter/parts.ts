import type { Expression, IntervalEnd } from './expression.ts';

/** What holds when all of these hold: the parts of AND, however they are nested. The same for what is canonically the same. */
export function conjuncts(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'call') return [expression];
  const [first] = expression.args;
  if (expression.op === 'and') return expression.args.flatMap(conjuncts);
  if (expression.op === 'not' && first?.kind === 'call' && first.op === 'not') return first.args.flatMap(conjuncts);
  return [expression];
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
