import { identifier, raw, type Sql, sql, table } from '../../database/sql.ts';
import type { CheckOf } from '../../datasets/checks.ts';
import { difference, union } from '../../datasets/overlay.ts';
import { type Asked, columnsOf, isIn, isSubject, keyOf, nameOf, own } from '../asked.ts';
import { placeOf, sound, surfaces, widthOf } from '../geometry.ts';
import { needed } from './parent.ts';

/** Rules about where a row is, and its shape. */

export function noSlivers(asked: Asked<CheckOf<'no-slivers'>>): Sql {
  const { definition, check } = asked;
  const place = placeOf(definition, raw('t'));
  return sql`select ${columnsOf({
    key: keyOf(definition, raw('t')),
    name: nameOf(asked, raw('t')),
    measure: raw('d.area'),
    at: raw('d.at'),
  })}
    from ${own(asked)} t cross join lateral (
      select sum(area) as area, (array_agg(st_pointonsurface(geom) order by area desc))[1] as at from (
        select d.geom, st_area(d.geom) as area, ${widthOf(raw('d.geom'))} as width
        from st_dump(${surfaces(place)}) d) parts
      where width < ${check.width}::float8 or area < ${check.area}::float8) d
    where d.area > 0 and st_dimension(${place}) = 2
      and ${isSubject(asked, raw('t'))} and ${isIn(asked, definition.table, raw('t'))}`;
}

export function valid(asked: Asked<CheckOf<'valid'>>): Sql {
  const { definition } = asked;
  const row = raw('t');
  const place = placeOf(definition, row);
  return sql`select ${columnsOf({
    key: keyOf(definition, row),
    name: nameOf(asked, row),
    value: raw('d.reason'),
    at: raw('d.location'),
  })}
    from ${own(asked)} t cross join lateral st_isvaliddetail(${place}) d
    where not d.valid and ${isSubject(asked, row)} and ${isIn(asked, definition.table, row)}`;
}

export function near(asked: Asked<CheckOf<'near'>>): Sql {
  const { definition, check } = asked;
  const theirs = needed(asked, check.table);
  const place = sound(placeOf(definition, raw('t')));
  const { exampleColumn } = theirs;
  const [mine, example] =
    definition.exampleColumn && exampleColumn
      ? [sql`t.${identifier(definition.exampleColumn)}`, sql`p.${identifier(exampleColumn)}`]
      : [raw('true'), raw('true')];
  return sql`with land as materialized (
      select ${example} as example, ${union(surfaces(placeOf(theirs, raw('p'))))} as surface
      from ${table(check.table)} p group by 1),
    around as materialized (select example, st_buffer(surface, ${check.distance}::float8) as surface from land)
    select ${columnsOf({
      key: keyOf(definition, raw('t')),
      name: nameOf(asked, raw('t')),
      measure: sql`st_distance(${place}, l.surface)`,
      at: sql`st_pointonsurface(${difference(place, raw('a.surface'))})`,
    })}
    from ${own(asked)} t join land l on l.example = ${mine} join around a on a.example = ${mine}
    where ${isSubject(asked, raw('t'))} and ${isIn(asked, definition.table, raw('t'))}
      and not st_coveredby(${place}, l.surface) and not st_coveredby(${place}, a.surface)`;
}
