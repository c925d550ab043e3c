import type { Check, RowCondition } from './checks.ts';
import type { Definition, Field } from './definition.ts';

/** The columns that a check names: of its own dataset, and of the one that it reads besides. */
export function namesIn(check: Check): { own: string[]; other: string[] } {
  const own = conditionFields(check.when);
  switch (check.kind) {
    case 'required': {
      const { demands, parent } = check;
      const named = demands.flatMap(({ field, or = [] }) => (field === undefined ? or : [field, ...or]));
      return {
        own: [...own, ...named, ...(parent ? [parent.from] : [])],
        other: parent ? [parent.to, ...conditionFields(parent.when)] : [],
      };
    }
    case 'listed':
    case 'in-order':
    case 'between':
    case 'unique':
      return { own: [...own, ...check.fields], other: [] };
    case 'same-area':
      return { own: [...own, ...check.same], other: [] };
    case 'refers':
      return { own: [...own, check.field], other: [check.to] };
    case 'within':
      return { own: [...own, check.parent.from], other: [check.parent.to, ...conditionFields(check.parent.when)] };
    case 'covered':
    case 'has-parts':
      return { own: [...own, check.parts.to], other: [check.parts.from, ...conditionFields(check.parts.when)] };
    default:
      return { own, other: [] };
  }
}

function conditionFields(when: readonly RowCondition[] = []): string[] {
  return when.map(({ field }) => field);
}

/** Kinds that ask where a row is. */
export const spatialKinds: readonly Check['kind'][] = [
  ...(['valid', 'within', 'covered', 'no-overlap', 'same-area', 'no-slivers', 'near'] as const),
];

/** What is wrong with the checks of a definition, as far as it can tell by itself. */
export function checkProblems({ checks = [], fields, geometry }: Definition): string[] {
  const typeOf = (name: string): Field['type'] | undefined => fields.find((field) => field.name === name)?.type;
  const ids = checks.map(({ id }) => id);
  return checks.flatMap((check, index) => {
    const path = `checks.${check.id}`;
    const problems = namesIn(check)
      .own.filter((name) => typeOf(name) === undefined)
      .map((name) => `${path}: ${name} finns inte bland fields`);
    if (ids.indexOf(check.id) !== index) problems.push(`${path}: id finns två gånger`);
    if (!geometry && spatialKinds.includes(check.kind)) problems.push(`${path}: datamängden har ingen geometri`);
    const undated = (check.when ?? []).filter(
      ({ field, after }) => after && !['date', 'timestamptz'].includes(typeOf(field) ?? ''),
    );
    problems.push(...undated.map(({ field }) => `${path}: ${field} är inget datum`));
    if (check.kind === 'in-order' && new Set(check.fields.map(typeOf)).size > 1)
      problems.push(`${path}: fälten är av olika slag`);
    if (check.kind === 'between' && check.fields.some((name) => !['integer', 'double'].includes(typeOf(name) ?? '')))
      problems.push(`${path}: ett fält är inget tal`);
    if (check.kind === 'listed' && check.fields.some((name) => !fields.find((field) => field.name === name)?.codes))
      problems.push(`${path}: ett fält har inga koder`);
    return problems;
  });
}
