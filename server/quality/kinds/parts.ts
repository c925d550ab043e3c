import { identifier, raw, type Sql, sql, table } from '../../database/sql.ts';
import type { CheckOf, Parts } from '../../datasets/checks.ts';
import { difference, union } from '../../datasets/overlay.ts';
import {
  type Asked,
  columnsOf,
  conditions,
  goTogether,
  isIn,
  isRange,
  isSubject,
  keyOf,
  nameOf,
  own,
} from '../asked.ts';
import { placeOf, sound, surfaces } from '../geometry.ts';
import { lostParts } from '../lost-parts.ts';
import { needed, rowOfParent } from './parent.ts';

/** Rules between a whole and its parts: rows of another dataset that point at it. */

/** The wholes that a change may have broken: changed themselves, or with a part that came, changed or went. */
function wholes(asked: Asked<CheckOf<'covered' | 'has-parts'>>): Sql {
  const { definition, check, scope } = asked;
  const { parts } = check;
  const mine = isIn(asked, definition.table, raw('t'));
  const inScope = isRange(scope)
    ? mine
    : sql`(${mine}
        or t.${identifier(parts.to)}::text in (
          select w.${identifier(parts.from)}::text from ${table(parts.table)} w where ${isIn(asked, parts.table, raw('w'))})
        or ${lostParts(asked, parts)})`;
  return sql`select t.* from ${own(asked)} t where ${isSubject(asked, raw('t'))} and ${inScope}`;
}

function isPartOf(asked: Asked, { table: name, from, to, when }: Parts): Sql {
  const together = goTogether(asked.definition, raw('t'), needed(asked, name), raw('p'));
  return sql`p.${identifier(from)}::text = t.${identifier(to)}::text and ${together} and ${conditions(when, raw('p'))}`;
}

export function hasParts(asked: Asked<CheckOf<'has-parts'>>): Sql {
  const { definition, check } = asked;
  const { geometry } = definition;
  const at = geometry ? { at: sql`st_pointonsurface(${placeOf(definition, raw('t'))})` } : {};
  return sql`with wholes as materialized (${wholes(asked)})
    select ${columnsOf({ key: keyOf(definition, raw('t')), name: nameOf(asked, raw('t')), ...at })}
    from wholes t where not exists (select from ${table(check.parts.table)} p where ${isPartOf(asked, check.parts)})`;
}

/** What of a surface is farther from its parts than the tolerance. */
export function covered(asked: Asked<CheckOf<'covered'>>): Sql {
  const { definition, check } = asked;
  const theirs = needed(asked, check.parts.table);
  const key = identifier(definition.key);
  return sql`with wholes as materialized (${wholes(asked)}),
    together as materialized (
      select t.${key} as whole, ${union(surfaces(placeOf(theirs, raw('p'))))} as surface
      from wholes t join ${table(check.parts.table)} p on ${isPartOf(asked, check.parts)}
      group by t.${key}),
    gaps as materialized (
      select t.${key} as whole, g.surface, ${difference(surfaces(placeOf(definition, raw('t'))), raw('g.surface'))} as gap
      from wholes t join together g on g.whole = t.${key} where not st_isempty(g.surface)),
    bare as materialized (
      select whole, ${difference(raw('gap'), sql`st_buffer(surface, ${check.tolerance}::float8)`)} as bare
      from gaps where st_area(gap) > ${leastArea}::float8)
    select ${columnsOf({
      key: keyOf(definition, raw('t')),
      name: nameOf(asked, raw('t')),
      measure: raw('st_area(b.bare)'),
      at: raw('st_pointonsurface(b.bare)'),
    })}
    from wholes t join bare b on b.whole = t.${key} where st_area(b.bare) > ${leastArea}::float8`;
}

/** Square metres: less is rounding. */
const leastArea = 0.0001;

/** What lies outside the row that it points at, by more than the tolerance. */
export function within(asked: Asked<CheckOf<'within'>>): Sql {
  const { definition, check } = asked;
  const { parent, tolerance } = check;
  const theirs = needed(asked, parent.table);
  const place = sound(placeOf(definition, raw('t')));
  const inScope = sql`(${isIn(asked, definition.table, raw('t'))} or ${isIn(asked, parent.table, raw('p'))})`;
  return sql`with outside as materialized (
      select t.*, p.${identifier(theirs.key)} as allmanning_parent
      from ${own(asked)} t ${rowOfParent(asked, parent)}
      where ${isSubject(asked, raw('t'))} and ${conditions(parent.when, raw('p'))} and ${inScope}
        and not st_coveredby(${place}, ${surfaces(placeOf(theirs, raw('p')))})),
    around as materialized (
      select p.${identifier(theirs.key)} as allmanning_parent,
        st_buffer(${surfaces(placeOf(theirs, raw('p')))}, ${tolerance}::float8) as surface
      from ${table(parent.table)} p where p.${identifier(theirs.key)} in (select allmanning_parent from outside))
    select ${columnsOf({
      key: keyOf(definition, raw('t')),
      name: nameOf(asked, raw('t')),
      otherKey: raw('t.allmanning_parent'),
      otherName: nameOf({ ...asked, definition: theirs }, raw('p')),
      measure: raw('st_area(d.outside)'),
      at: raw('st_pointonsurface(d.outside)'),
    })}
    from outside t join around a using (allmanning_parent)
      join ${table(parent.table)} p on p.${identifier(theirs.key)} = t.allmanning_parent
      cross join lateral (select ${difference(place, raw('a.surface'))} as outside offset 0) d
    where not st_isempty(d.outside)`;
}
