import type { Queryable } from '../database/database.ts';
import { identifier, join, type Sql, sql, table } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { fromTables, ownColumn, publicCondition, reprojected } from '../datasets/select.ts';
import { popupOf } from '../styles/plain.ts';
import { publicField } from './datasets.ts';

/** A public building project with the dwellings that are finished in years to come. */
export interface ProjectRow {
  id: string;
  name: string | null;
  stage: string | null;
  /** Code of the area in which most of it lies. */
  area: string | null;
  finished: { year: number; kind: string; count: number }[];
}

/** SWEREF 99 TM, in which areas are measured in square metres. */
const srid = 3006;

/** `within`: conditions on the areas' columns, so that they are of one division. `after`: the last year that is past. */
export async function projectRows(
  database: Queryable,
  building: Definition,
  areas: { definition: Definition; code: string; within: ReadonlyMap<string, string | number> },
  after: number,
): Promise<ProjectRow[]> {
  const finished = building.building?.finished;
  const [own, outlines] = [building.geometry, areas.definition.geometry];
  if (!finished || !own || !outlines) return [];
  const column = (name: string | undefined) =>
    name !== undefined && publicField(building, name) ? sql`${ownColumn(building, name)}::text` : sql`null::text`;
  const way = building.here ? building.here.way?.field : undefined;
  const valid = (geometry: Sql) =>
    sql`case when st_isvalid(${geometry}) then ${geometry} else st_makevalid(${geometry}) end`;
  const shape = (name: string) => valid(reprojected(sql`t.${identifier(name)}`, srid));
  const ofOne = Object.entries(finished.on).map(
    ([theirs, ours]) => sql`s.${identifier(theirs)} = t.${identifier(ours)}`,
  );
  const inDivision = [...areas.within].map(([name, value]) => sql`t.${identifier(name)} = ${value}`);
  return database.query<ProjectRow & Record<string, unknown>>(sql`
    with place as materialized (
      select t.${identifier(areas.code)}::text as code, ${shape(outlines.column)} as shape
      from ${fromTables(areas.definition)}
      where ${join([publicCondition(areas.definition), ...inDivision], ' and ')}
    ),
    project as materialized (
      select t.${identifier(building.key)}::text as id, ${column(popupOf(building).title[0])} as name, ${column(way)} as stage,
        ${shape(own.column)} as shape,
        (select jsonb_agg(jsonb_build_object('year', dwellings.year, 'kind', dwellings.kind, 'count', dwellings.count)
            order by dwellings.year, dwellings.kind)
          from (
            select s.${identifier(finished.year)}::integer as year, s.${identifier(finished.kind)}::text as kind,
              sum(s.${identifier(finished.count)})::double precision as count
            from ${table(finished.table)} s
            where ${join(ofOne, ' and ')} and s.${identifier(finished.year)} > ${after}
            group by 1, 2
          ) dwellings) as finished
      from ${fromTables(building)} where ${publicCondition(building)}
    )
    select project.id, project.name, project.stage, project.finished, nearest.code as area
    from project
    left join lateral (
      select place.code from place where st_intersects(place.shape, project.shape)
      order by st_area(st_intersection(place.shape, project.shape)) desc, place.code limit 1
    ) nearest on true
    where project.finished is not null
    order by project.name, project.id`);
}
