import { z } from 'zod';
import type { Queryable } from '../database/database.ts';
import { identifier, type Sql, sql } from '../database/sql.ts';
import { difference } from '../datasets/overlay.ts';
import { reprojected } from '../datasets/select.ts';
import { matching } from '../features/index.ts';
import type { Published } from '../geometry/layers.ts';
import type { PastDataset } from '../history/past.ts';
import type { NetChange } from './changes.ts';

/** The properties that differ, as they are told. */
export const differencesShape = z.array(z.object({ property: z.string(), before: z.unknown(), after: z.unknown() }));

/** The changes with the properties that differ. One that is not told in a state is null there. */
export async function withDifferences(database: Queryable, changes: readonly NetChange[]): Promise<NetChange[]> {
  const changed = changes.filter(({ change }) => change === 'changed');
  if (changed.length === 0) return [...changes];
  // In the database, since whole numbers beyond 2^53 keep their digits there.
  const rows = await database.query<{ key: string; differences: string }>(sql`
    select pair.key, (select coalesce(json_agg(json_build_object('property', key, 'before', b.value, 'after', a.value)
          order by coalesce(a.place, b.place)), '[]')::text
        from json_each(pair.before::json->'properties') with ordinality b (key, value, place)
        full join json_each(pair.after::json->'properties') with ordinality a (key, value, place) using (key)
        where coalesce(b.value::text, 'null') <> coalesce(a.value::text, 'null')) as differences
    from unnest(${changed.map(({ featureId }) => featureId)}::text[], ${changed.map(({ before }) => before)}::text[],
      ${changed.map(({ after }) => after)}::text[]) pair (key, before, after)`);
  const found = new Map(rows.map(({ key, differences }) => [key, differences]));
  return changes.map((change) => {
    const differences = found.get(change.featureId);
    return differences === undefined ? change : { ...change, differences };
  });
}

/** What became of a geometry: square metres, metres or points that came and went, in SWEREF 99 TM (EPSG:3006). */
export interface GeometryDifference {
  of: 'area' | 'length' | 'points';
  added: number;
  removed: number;
  /** Of one point that is another one, in metres. */
  moved?: number | undefined;
}

/** How the places of features differ between two states, by key. One that does not, or has none, is not there. */
export async function differingGeometries(
  database: Queryable,
  published: Published,
  { from, until }: { from: PastDataset; until: PastDataset },
  keys: readonly string[],
): Promise<ReadonlyMap<string, GeometryDifference>> {
  const own = from.definition.geometry;
  if (!own || keys.length === 0) return new Map();
  const places = ({ definition }: PastDataset) => {
    const key = sql`t.${identifier(definition.key)}`;
    const place = sql`t.${identifier(own.column)}`;
    return sql`(select ${key}::text as key, st_makevalid(${reprojected(place, 3006)}) as place
        ${matching(published, { definition })} and ${key} = any (${keys}) and ${place} is not null)`;
  };
  const parts = (state: string, dimension: 1 | 2 | 3) =>
    sql`st_collectionextract(${identifier(state)}, ${dimension}::int)`;
  const beyond = (state: string, other: string, dimension: 1 | 2 | 3) =>
    difference(parts(state, dimension), parts(other, dimension));
  const size = (state: string, other: string) => sql`case dimension
      when 2 then st_area(${beyond(state, other, 3)})
      when 1 then st_length(${beyond(state, other, 2)})
      else st_npoints(${beyond(state, other, 1)}) end`;
  const rows = await database.query<{
    key: string;
    dimension: number;
    added: number;
    removed: number;
    moved: number | null;
  }>(sql`
    select key, dimension, ${size('now', 'then')} as added, ${size('then', 'now')} as removed,
      case when dimension = 0 and st_npoints("then") = 1 and st_npoints("now") = 1 then st_distance("then", "now") end as moved
    from (
      select *, greatest(st_dimension("then"), st_dimension("now")) as dimension
      from (select asked.key, coalesce(a.place, ${nowhere}) as "then", coalesce(b.place, ${nowhere}) as "now"
        from unnest(${keys}::text[]) asked (key)
        left join ${places(from)} a on a.key = asked.key left join ${places(until)} b on b.key = asked.key) states
    ) compared where st_asbinary("then") <> st_asbinary("now")`);
  return new Map(
    rows.flatMap(({ key, dimension, moved, ...found }): [string, GeometryDifference][] => {
      const [added, removed] = [rounded(found.added), rounded(found.removed)];
      // A corner more on a straight line.
      if (added === 0 && removed === 0) return [];
      const of = dimension === 2 ? 'area' : dimension === 1 ? 'length' : 'points';
      return [[key, { of, added, removed, ...(moved === null ? {} : { moved: rounded(moved) }) }]];
    }),
  );
}

const nowhere: Sql = sql`'SRID=3006;GEOMETRYCOLLECTION EMPTY'::geometry`;

/** To the square centimetre, or the hundredth of a metre. */
function rounded(size: number): number {
  return Math.round(size * 100) / 100;
}
