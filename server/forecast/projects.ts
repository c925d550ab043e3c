import { type Finished, finishedByYear } from '../building/finished.ts';
import type { Queryable } from '../database/database.ts';
import { identifier, join, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { intersection } from '../datasets/overlay.ts';
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
  finished: Finished[];
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
  const { building: role } = building;
  const [own, outlines] = [building.geometry, areas.definition.geometry];
  if (!role || !own || !outlines) return [];
  const column = (name: string | undefined) =>
    name !== undefined && publicField(building, name) ? sql`${ownColumn(building, name)}::text` : sql`null::text`;
  const way = building.here ? building.here.way?.field : undefined;
  const valid = (geometry: Sql) =>
    sql`case when st_isvalid(${geometry}) then ${geometry} else st_makevalid(${geometry}) end`;
  const shape = (name: string) => valid(reprojected(sql`t.${identifier(name)}`, srid));
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
        ${finishedByYear({ ...building, building: role }, after)} as finished
      from ${fromTables(building)} where ${publicCondition(building)}
    )
    select project.id, project.name, project.stage, project.finished, nearest.code as area
    from project
    left join lateral (
      select place.code from place where st_intersects(place.shape, project.shape)
      order by st_area(${intersection(raw('place.shape'), raw('project.shape'))}) desc, place.code limit 1
    ) nearest on true
    where project.finished is not null
    order by project.name, project.id`);
}
