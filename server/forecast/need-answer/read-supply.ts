import { z } from 'zod';
import type { Queryable } from '../../database/database.ts';
import { identifier, raw, type Sql, sql } from '../../database/sql.ts';
import type { Definition } from '../../datasets/definition.ts';
import { fromTables, publicCondition, reprojected } from '../../datasets/select.ts';
import type { Area } from '../need/catchments.ts';
import type { PremisesRow, ProjectRow } from '../need/supply.ts';
import { nameOf, numberOf, numbersOf, textOf } from './columns.ts';
import type { NeedData, Told } from './roles.ts';

/** The areas' columns and what they are: which division and edition. */
export type Edition = Readonly<Record<string, string>>;

const areaRows = z.array(z.object({ code: z.string(), name: z.string() }));

/** The areas of a division and edition, by name. */
export async function readAreas(database: Queryable, data: NeedData, edition: Edition): Promise<Area[]> {
  const rows = await database.query(sql`select code, name from (${areasOf(data, edition)}) a order by name, code`);
  return areaRows.parse(rows);
}

function areasOf({ areas: { definition, on }, statistics }: NeedData, edition: Edition): Sql {
  const code = textOf(definition, on[statistics.geo ?? '']);
  const geometry = definition.geometry ? sql`t.${identifier(definition.geometry.column)}` : raw('null::geometry');
  const conditions = Object.entries(edition).reduce(
    (all, [ours, value]) => sql`${all} and ${textOf(definition, on[ours] ?? ours)} = ${value}`,
    publicCondition(definition),
  );
  return sql`select ${code} as code, coalesce(${nameOf(definition)}, ${code}) as name, ${geometry} as geom
    from ${fromTables(definition)} where ${conditions} and ${code} is not null`;
}

const number = z
  .number()
  .nullable()
  .transform((value) => value ?? undefined);
const text = z
  .string()
  .nullable()
  .transform((value) => value ?? undefined);
const shared = {
  key: z.string(),
  name: text,
  area: text,
  from: number,
};
const premisesRow = z.object({
  ...shared,
  till: number,
  tenure: text,
  project: text,
  places: z.record(z.string(), z.number()),
});
const projectRow = z.object({ ...shared, called: text, units: z.record(z.string(), z.number()) });

/** The premises that are public, each in the area where it lies. */
export async function readPremises(database: Queryable, data: NeedData, edition: Edition): Promise<PremisesRow[]> {
  const found: PremisesRow[] = [];
  for (const { definition, need } of data.premises) {
    const rows = await database.query(sql`
      ${inAreas(data, edition)}
      select ${common(definition, need.from)}, ${numberOf(definition, need.till)} as till,
        ${textOf(definition, need.tenure)} as tenure, ${textOf(definition, need.project?.field)} as project,
        ${numbersOf(definition, need.places)} as places
      from ${fromTables(definition)} where ${publicCondition(definition)} order by name, key`);
    for (const { name, ...row } of z.array(premisesRow).parse(rows)) {
      found.push({ ...row, name: name ?? row.key, dataset: definition.id });
    }
  }
  return found;
}

/** The public projects that count, each in the area where its middle lies. */
export async function readProjects(database: Queryable, data: NeedData, edition: Edition): Promise<ProjectRow[]> {
  const found: ProjectRow[] = [];
  for (const { definition, need } of data.projects) {
    const rows = await database.query(sql`
      ${inAreas(data, edition)}
      select ${common(definition, need.from)}, ${textOf(definition, calledBy(data))} as called,
        ${numbersOf(definition, need.units)} as units
      from ${fromTables(definition)}
      where ${publicCondition(definition)} and ${textOf(definition, need.counted.field)} = any (${need.counted.in}::text[])
      order by name, key`);
    for (const { name, ...row } of z.array(projectRow).parse(rows)) {
      found.push({ ...row, name: name ?? row.key, dataset: definition.id });
    }
  }
  return found;
}

function calledBy({ premises }: Pick<NeedData, 'premises'>): string | undefined {
  return premises.flatMap(({ need }: Told<'premises'>) => need.project?.theirs ?? [])[0];
}

function inAreas(data: NeedData, edition: Edition): Sql {
  return sql`with places as materialized (${areasOf(data, edition)})`;
}

function common(definition: Definition, from: string): Sql {
  const { geometry } = definition;
  const column = geometry ? sql`t.${identifier(geometry.column)}` : raw('null::geometry');
  return sql`${textOf(definition, definition.key)} as key, ${nameOf(definition)} as name, ${numberOf(definition, from)} as "from",
    (select p.code from places p
      where st_intersects(p.geom, ${reprojectedTo(sql`st_pointonsurface(${column})`)}) order by p.code limit 1) as area`;
}

/** The areas' system is that of all our own tables; adopted ones may have another. */
function reprojectedTo(point: Sql): Sql {
  return reprojected(point, 3006);
}

const boxRow = z.tuple([z.object({ box: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable() })]);

/** Around all areas of an edition: west, south, east, north in EPSG:3006. */
export async function boxOfAreas(database: Queryable, data: NeedData, edition: Edition) {
  const rows = await database.query(sql`
    select case when e is null then null else array[st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)] end as box
    from (select st_extent(${reprojectedTo(raw('geom'))}) as e from (${areasOf(data, edition)}) a) b`);
  const [{ box }] = boxRow.parse(rows);
  return box;
}
