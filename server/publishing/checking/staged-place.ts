import type { Queryable } from '../../database/database.ts';
import { identifier, raw, type Sql, sql, table } from '../../database/sql.ts';
import type { Definition } from '../../datasets/definition.ts';
import { reprojected } from '../../datasets/select.ts';
import { metricSystems } from '../crs.ts';
import { crsElsewhere } from '../findings/geometry.ts';
import type { FindingList } from '../report.ts';
import type { Staging } from '../staging.ts';

/** Rows that are looked at, and how far from home they may be (metres). */
const mostRows = 500;
const aroundHome = 20_000;

/**
 * Reports a file whose coordinates are nowhere near, and would be at home in another system: those of a neighbouring zone
 * are possible, and far away. Home is what the dataset has to lie near by its `checks`, else what is published of it;
 * where there is nothing nobody can tell. `isSaid`: the operator named the system, and is only warned.
 */
export async function checkPlace(
  database: Queryable,
  { table: staged }: Pick<Staging, 'table'>,
  definition: Definition,
  definitions: readonly Definition[],
  isSaid: boolean,
  findings: FindingList,
): Promise<void> {
  const home = homeOf(definition, definitions);
  if (!home) return;
  const middle = raw('st_centroid(st_envelope(g))');
  const rows = await database.query<{ srid: number; own: number; inside: number; rows: number; km: number | null }>(sql`
    with home as materialized (select st_expand(st_envelope(place), ${aroundHome}::float8) as box from (${home}) h),
    sample as materialized (select import_source as g from ${staged} where import_source is not null order by import_row limit ${mostRows}::int)
    select candidate.srid, min(st_srid(g)) as own, count(*)::int as rows,
      (count(*) filter (where ${reprojected(sql`st_setsrid(${middle}, candidate.srid)`, 3006)} && home.box))::int as inside,
      min(st_distance(${reprojected(middle, 3006)}, home.box)) / 1000 as km
    from sample, home, (select unnest(${metricSystems}::int[]) union select distinct st_srid(g) from sample) candidate (srid)
    where home.box is not null group by 1 order by inside desc, srid`);
  const [own, [best]] = [rows.find(({ srid, own }) => srid === own), rows];
  if (!own || !best || own.inside > own.rows / 10 || best.inside < (best.rows * 9) / 10) return;
  const problem = crsElsewhere(own.srid, best.srid, Math.round(own.km ?? 0));
  findings.add(isSaid ? { ...problem, severity: 'warning' } : problem, { dataset: definition.id });
}

/** `select … as place`: all that it takes up, in EPSG:3006. Undefined: nobody can tell. */
function homeOf(definition: Definition, definitions: readonly Definition[]): Sql | undefined {
  const { geometry, exampleColumn } = definition;
  if (!geometry) return undefined;
  const near = (definition.checks ?? []).find((check) => check.kind === 'near');
  const other = near && definitions.find((one) => one.table === near.table);
  const placesOf = ({ table: name, geometry: place }: Definition) =>
    place === null
      ? undefined
      : // Not row by row: of many rows that would take seconds.
        sql`select ${reprojected(sql`st_setsrid(st_extent(${identifier(place.column)})::geometry, ${place.srid}::int)`, 3006)} as place
      from ${table(name)}`;
  if (other) return placesOf(other);
  const published = placesOf(definition);
  return published && exampleColumn ? sql`${published} where not ${identifier(exampleColumn)}` : published;
}
