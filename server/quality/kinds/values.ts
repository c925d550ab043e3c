import { identifier, join, raw, type Sql, sql, table } from '../../database/sql.ts';
import type { CheckOf, Demand } from '../../datasets/checks.ts';
import type { Definition } from '../../datasets/definition.ts';
import { type Asked, columnsOf, conditions, isIn, isSubject, keyOf, nameOf, own } from '../asked.ts';
import { needed, rowOfParent } from './parent.ts';

/** Rules within a row. */

export function required(asked: Asked<CheckOf<'required'>>): Sql {
  const { definition, check } = asked;
  const { parent } = check;
  const demands = check.demands.map((demand, index) => sql`(${index + 1}::int, ${isMissing(definition, demand)})`);
  const inScope = parent
    ? sql`(${isIn(asked, definition.table, raw('t'))} or ${isIn(asked, parent.table, raw('p'))})`
    : isIn(asked, definition.table, raw('t'));
  const joined = parent ? rowOfParent(asked, parent) : raw('');
  return sql`select ${columnsOf({ key: keyOf(definition, raw('t')), name: nameOf(asked, raw('t')), part: raw('d.part') })}
    from ${own(asked)} t ${joined} cross join lateral (values ${join(demands)}) d (part, missing)
    where d.missing and ${isSubject(asked, raw('t'))} and ${conditions(parent?.when, raw('p'))} and ${inScope}`;
}

/** A text of spaces, or an empty list, says nothing. */
function isBlank(name: string): Sql {
  return sql`coalesce(btrim(t.${identifier(name)}::text), '') in ('', '{}')`;
}

function isMissing(definition: Definition, { field, or = [], path }: Demand): Sql {
  const delivered = rawObject(definition);
  const blank = [field, ...or].flatMap((name) => (name === undefined ? [] : [isBlank(name)]));
  const without = path && delivered ? [sql`not jsonb_path_exists(${delivered}, ${path}::jsonpath)`] : [];
  if (blank.length === 0) return without[0] ? sql`coalesce(${without[0]}, false)` : raw('false');
  const last = without[0] ? [sql`coalesce(${without[0]}, true)`] : [];
  return join([...blank, ...last], ' and ');
}

function rawObject(definition: Definition): Sql | undefined {
  const column = definition.import?.raw;
  return column === undefined ? undefined : sql`t.${identifier(column)}::jsonb`;
}

export function absent(asked: Asked<CheckOf<'absent'>>): Sql {
  const { definition, check } = asked;
  const delivered = rawObject(definition);
  const isThere = delivered ? sql`jsonb_path_exists(${delivered}, ${check.path}::jsonpath)` : raw('false');
  return sql`select ${columnsOf({ key: keyOf(definition, raw('t')), name: nameOf(asked, raw('t')) })}
    from ${own(asked)} t
    where ${isThere} and ${isSubject(asked, raw('t'))} and ${isIn(asked, definition.table, raw('t'))}`;
}

export function inOrder(asked: Asked<CheckOf<'in-order'>>): Sql {
  const { definition, check } = asked;
  const pairs = check.fields.flatMap((field, index) =>
    check.fields.slice(0, index).map((before) => {
      const [earlier, later] = [sql`t.${identifier(before)}`, sql`t.${identifier(field)}`];
      return sql`(${index + 1}::int, ${earlier} > ${later}, ${later}::text || ' < ' || ${earlier}::text)`;
    }),
  );
  return sql`select ${columnsOf({
    key: keyOf(definition, raw('t')),
    name: nameOf(asked, raw('t')),
    part: raw('d.part'),
    value: raw('d.value'),
  })}
    from ${own(asked)} t cross join lateral (
      select part, min(value) as value from (values ${join(pairs)}) pairs (part, wrong, value) where wrong group by part) d
    where ${isSubject(asked, raw('t'))} and ${isIn(asked, definition.table, raw('t'))}`;
}

export function between(asked: Asked<CheckOf<'between'>>): Sql {
  const { definition, check } = asked;
  const row = raw('t');
  const wrong = check.fields.map((name, index) => {
    const value = sql`t.${identifier(name)}`;
    const tooLarge = check.most === undefined ? raw('false') : sql`${value} > ${check.most}::float8`;
    return sql`(${index + 1}::int, ${value}::text, ${value} < ${check.least}::float8 or ${tooLarge})`;
  });
  return sql`select ${columnsOf({ key: keyOf(definition, row), name: nameOf(asked, row), part: raw('d.part'), value: raw('d.value') })}
    from ${own(asked)} t cross join lateral (values ${join(wrong)}) d (part, value, wrong)
    where d.wrong and ${isSubject(asked, row)} and ${isIn(asked, definition.table, row)}`;
}

export function refers(asked: Asked<CheckOf<'refers'>>): Sql {
  const { definition, check } = asked;
  needed(asked, check.table);
  const column = sql`t.${identifier(check.field)}`;
  const isList = definition.fields.find(({ name }) => name === check.field)?.type === 'list';
  const values = isList ? sql`unnest(${column})` : sql`(values (${column}))`;
  return sql`select ${columnsOf({
    key: keyOf(definition, raw('t')),
    name: nameOf(asked, raw('t')),
    value: raw('v.value::text'),
  })}
    from ${own(asked)} t cross join lateral ${values} v (value)
    where v.value is not null and ${isSubject(asked, raw('t'))} and ${isIn(asked, definition.table, raw('t'))}
      and not exists (select from ${table(check.table)} p where p.${identifier(check.to)}::text = v.value::text)`;
}

export function listed(asked: Asked<CheckOf<'listed'>>): Sql {
  const { definition, check } = asked;
  const row = raw('t');
  const wrong = check.fields.map((name, index) => {
    const codes = definition.fields.find((field) => field.name === name)?.codes?.map(({ value }) => value) ?? [];
    const value = sql`t.${identifier(name)}::text`;
    return sql`(${index + 1}::int, ${value}, ${value} <> all (${codes}::text[]))`;
  });
  return sql`select ${columnsOf({ key: keyOf(definition, row), name: nameOf(asked, row), part: raw('d.part'), value: raw('d.value') })}
    from ${own(asked)} t cross join lateral (values ${join(wrong)}) d (part, value, wrong)
    where d.wrong and ${isSubject(asked, row)} and ${isIn(asked, definition.table, row)}`;
}
