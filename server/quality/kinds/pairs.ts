import { identifier, join, raw, type Sql, sql } from '../../database/sql.ts';
import type { CheckOf } from '../../datasets/checks.ts';
import { intersection } from '../../datasets/overlay.ts';
import { type Asked, columnsOf, goTogether, isIn, isPair, isSubject, keyOf, nameOf, own } from '../asked.ts';
import { placeOf, sound, surfaces, widthOf } from '../geometry.ts';

/** Rules between two rows of one dataset. */

/** A row is told with so many others at most, so that a pile of surfaces is not looked at pair by pair. */
const mostOthers = 25;
/** Metres: a shared boundary drawn twice, in two systems. */
const asGoodAsNothing = 0.01;
/** Metres: narrower is "abnormally narrow", a warning (DP-Krav-0014). */
const narrow = 0.1;

export function noOverlap(asked: Asked<CheckOf<'no-overlap'>>): Sql {
  const { definition, check } = asked;
  const [a, b] = [raw('a'), raw('b')];
  const [mine, theirs] = [placeOf(definition, a), placeOf(definition, b)];
  return sql`select ${columnsOf({
    key: keyOf(definition, a),
    name: nameOf(asked, a),
    otherKey: raw('o.key'),
    otherName: raw('o.name'),
    measure: raw('o.area'),
    slight: sql`o.wide < ${check.area}::float8`,
    at: raw('o.at'),
  })}
    from ${own(asked)} a cross join lateral (
      select ${keyOf(definition, b)} as key, ${nameOf(asked, b)} as name, x.*
      from ${own(asked)} b cross join lateral (
        select sum(area) as area, coalesce(sum(area) filter (where width >= ${narrow}::float8), 0) as wide,
          (array_agg(at order by area desc))[1] as at
        from (
          select st_area(d.geom) as area, ${widthOf(raw('d.geom'))} as width, st_pointonsurface(d.geom) as at
          from st_dump(st_collectionextract(${intersection(surfaces(mine), surfaces(theirs))}, 3)) d) pieces
        where width >= ${asGoodAsNothing}::float8) x
      where ${mine} && ${theirs} and ${isPair(asked, a, b)} and ${isSubject(asked, b)}
        and ${goTogether(definition, a, definition, b)}
        and st_relate(${surfaces(mine)}, ${surfaces(theirs)}, 'T********') and x.area > 0
      limit ${mostOthers}::int) o
    where ${isSubject(asked, a)} and ${isIn(asked, definition.table, a)}`;
}

export function sameArea(asked: Asked<CheckOf<'same-area'>>): Sql {
  const { definition, check } = asked;
  const [a, b] = [raw('a'), raw('b')];
  const [mine, theirs] = [placeOf(definition, a), placeOf(definition, b)];
  const within = sql`${check.tolerance}::float8`;
  const alike = check.same.map((name) => sql`a.${identifier(name)} is not distinct from b.${identifier(name)}`);
  // Each box within the other's, a little wider: the first asks the index.
  return sql`select ${columnsOf({
    key: keyOf(definition, a),
    name: nameOf(asked, a),
    otherKey: raw('o.key'),
    otherName: raw('o.name'),
    at: sql`st_pointonsurface(${mine})`,
  })}
    from ${own(asked)} a cross join lateral (
      select ${keyOf(definition, b)} as key, ${nameOf(asked, b)} as name
      from ${own(asked)} b
      where ${theirs} @ st_expand(${mine}, ${within}) and ${mine} @ st_expand(${theirs}, ${within})
        and ${isPair(asked, a, b)} and ${isSubject(asked, b)} and ${goTogether(definition, a, definition, b)}
        and ${join([raw('true'), ...alike], ' and ')}
        and st_hausdorffdistance(${sound(mine)}, ${sound(theirs)}) <= ${within}
      limit 1) o
    where ${isSubject(asked, a)} and ${isIn(asked, definition.table, a)}`;
}

export function unique(asked: Asked<CheckOf<'unique'>>): Sql {
  const { definition, check } = asked;
  const row = raw('t');
  const fields = check.fields.map((name) => sql`t.${identifier(name)}`);
  const example = definition.exampleColumn ? [sql`t.${identifier(definition.exampleColumn)}`] : [];
  const together = join([...fields, ...example]);
  const isFilled = join(
    fields.map((field) => sql`${field} is not null`),
    ' and ',
  );
  const key = keyOf(definition, row);
  return sql`with same as materialized (
      select t.*, first_value(${key}) over same as first_key, first_value(${nameOf(asked, row)}) over same as first_name,
        ${isIn(asked, definition.table, row)} as is_in,
        first_value(${isIn(asked, definition.table, row)}) over same as first_is_in
      from ${own(asked)} t where ${isSubject(asked, row)} and ${isFilled}
      window same as (partition by ${together} order by ${key}))
    select ${columnsOf({
      key,
      name: nameOf(asked, row),
      value: sql`concat_ws(', ', ${join(fields)})`,
      otherKey: raw('t.first_key'),
      otherName: raw('t.first_name'),
    })}
    from same t where ${key} <> t.first_key and (t.is_in or t.first_is_in)`;
}
