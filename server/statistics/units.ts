import { identifier, raw, type Sql, sql } from '../database/sql.ts';
import { conditionsOn } from '../datasets/as-of.ts';
import type { Definition } from '../datasets/definition.ts';
import type { Asked } from './asked.ts';
import type { Assumed } from './assumed.ts';
import { single } from './choice.ts';
import type { People } from './table.ts';

type Rule = NonNullable<Definition['protect']>[string];

/**
 * People are counted by units (an area in a year, of a version, a scenario …), each with its ages and sexes. What may differ
 * among those asked for has an alias of its own; the rest is the one value that it has.
 */
export interface Units {
  /** Columns of a unit that may differ. */
  columns: readonly { alias: Sql; expression: Sql }[];
  /** What a dimension or column of a unit is, by its name. */
  of(name: string): Sql;
  /** How the value is protected. Undefined: it is not. */
  rule: Rule | undefined;
  /** "These are no people": they are told as they are. */
  isExempt: Sql;
}

export function unitsOf({ table, fixed, by }: Asked, people: People, assumed: Assumed): Units {
  const { definition, dimensions, statistics } = table;
  const rule = definition.protect?.[statistics.value];
  const chosenValue = (name: string) => assumed.get(name) ?? single(fixed.get(name));
  const names = new Set([
    ...dimensions.map(({ field }) => field.name),
    ...(rule?.same ?? []),
    ...(rule?.cohort ? [rule.cohort.time] : []),
  ]);
  for (const name of [people.age, people.sex]) names.delete(name);
  const { baseYear, version } = people;
  const isAskedFor = by.some(({ of }) => typeof of !== 'string' && of.field.name === baseYear);
  // It follows from the version.
  if (baseYear !== undefined && version !== undefined && chosenValue(version) !== undefined && !isAskedFor)
    names.delete(baseYear);
  const known = new Map<string, Sql>();
  const columns: { alias: Sql; expression: Sql }[] = [];
  const add = (expression: Sql): Sql => {
    const alias = raw(`u${columns.length}`);
    columns.push({ alias, expression });
    return alias;
  };
  for (const name of names) {
    const value = chosenValue(name);
    const isWhole = definition.fields.find((field) => field.name === name)?.type === 'integer';
    // As it stands in the index, whose order is then that of the units.
    if (value === undefined) known.set(name, add(sql`t.${identifier(name)}`));
    else known.set(name, isWhole ? raw(String(Number(value))) : sql`${String(value)}::text`);
  }
  const exempt = rule?.except ?? [];
  const isSettled = exempt.every(({ field }) => chosenValue(field) !== undefined);
  const isExempt = isSettled
    ? raw(
        String(
          exempt.length > 0 &&
            exempt.every(({ field, in: values }) => values.map(String).includes(String(chosenValue(field)))),
        ),
      )
    : add(conditionsOn(exempt));
  return { columns, of: (name) => known.get(name) ?? raw('null'), rule, isExempt };
}
