import type { Queryable } from '../database/database.ts';
import { identifier, sql, table } from '../database/sql.ts';
import { reprojected } from '../datasets/select.ts';
import { swedenInMercator } from '../geometry/strays.ts';

/** An existing table or view, as the database's catalogue and a sample of its rows tell. */
export interface Relation {
  /** schema.table */
  name: string;
  /** A view, materialised view or foreign table: no triggers, and no key that the database knows. */
  isView: boolean;
  columns: readonly RelationColumn[];
  /** Columns that are unique and never null, the primary key first. */
  keys: readonly string[];
  geometries: readonly RelationGeometry[];
}

export interface RelationColumn {
  name: string;
  /** The base type as `format_type` writes it, without length. */
  type: string;
  notNull: boolean;
  hasDefault: boolean;
  generated: boolean;
  /** `generated always as identity`. */
  counted: boolean;
  comment: string | null;
  /** Labels of an enum. */
  labels: readonly string[] | null;
}

export interface RelationGeometry {
  column: string;
  /** `POLYGON`, `MULTIPOLYGON`, `GEOMETRY` … */
  type: string;
  /** 0: unknown. */
  srid: number;
}

/** `schema.table`, or a table in public. Undefined when there is none of that name. */
export async function describeRelation(database: Queryable, wanted: string): Promise<Relation | undefined> {
  const dot = wanted.indexOf('.');
  const schema = dot < 0 ? 'public' : wanted.slice(0, dot);
  const relation = wanted.slice(dot + 1);
  const [found] = await database.query<{ oid: number; kind: string }>(sql`
    select c.oid::int as oid, c.relkind as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relname = ${relation} and c.relkind in ('r', 'p', 'v', 'm', 'f')`);
  if (!found) return undefined;
  const columns = await database.query<{
    name: string;
    type: string;
    not_null: boolean;
    has_default: boolean;
    generated: boolean;
    counted: boolean;
    comment: string | null;
    labels: string[] | null;
  }>(sql`
    select a.attname as name, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type,
      a.attnotnull as not_null, a.atthasdef or a.attidentity <> '' as has_default,
      a.attgenerated <> '' or a.attidentity = 'a' as generated, a.attidentity = 'a' as counted,
      col_description(a.attrelid, a.attnum) as comment,
      (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) as labels
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    where a.attrelid = ${found.oid}::oid and a.attnum > 0 and not a.attisdropped order by a.attnum`);
  const keys = await database.query<{ name: string }>(sql`
    select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid = ${found.oid}::oid and i.indisunique and i.indnkeyatts = 1 and i.indpred is null
      and i.indexprs is null and a.attnotnull
    order by i.indisprimary desc, a.attnum`);
  const geometries = await database.query<{ column: string; type: string; srid: number }>(sql`
    select f_geometry_column as column, type, srid from geometry_columns
    where f_table_schema = ${schema} and f_table_name = ${relation}`);
  return {
    name: `${schema}.${relation}`,
    isView: !['r', 'p'].includes(found.kind),
    columns: columns.map(({ not_null, has_default, ...rest }) => ({
      ...rest,
      notNull: not_null,
      hasDefault: has_default,
    })),
    keys: keys.map(({ name }) => name),
    geometries,
  };
}

/** Whether a column can be the key: how many rows have none, or one that another row has too. */
export async function keyFaults(database: Queryable, relation: string, column: string): Promise<number> {
  const [row] = await database.query<{ faults: number }>(sql`
    select (count(*) - count(distinct ${identifier(column)}))::int as faults from ${table(relation)}`);
  return row?.faults ?? 0;
}

export interface GeometrySample {
  rows: number;
  types: readonly string[];
  srids: readonly number[];
  /** Larger side of the median feature's box, in units of the coordinates. */
  medianSize: number | null;
}

const sampleRows = 20_000;

/** How many rows lie outside Sweden, or where no coordinates can be. */
export async function countStrays(
  database: Queryable,
  relation: string,
  column: string,
  srid: number,
): Promise<number> {
  const geom = sql`st_setsrid(${identifier(column)}, ${srid}::int)`;
  const [row] = await database.query<{ rows: number }>(sql`
    select count(*)::int as rows from ${table(relation)}
    where not st_isempty(${geom}) and not coalesce(${reprojected(geom, 3857)} @ (select ${swedenInMercator}), false)`);
  return row?.rows ?? 0;
}

/** What the geometry looks like, judged by the first rows. */
export async function sampleGeometry(database: Queryable, relation: string, column: string): Promise<GeometrySample> {
  const geom = identifier(column);
  const [row] = await database.query<{ rows: number; types: string[]; srids: number[]; size: number | null }>(sql`
    select (select count(*)::int from ${table(relation)}) as rows,
      coalesce(array_agg(distinct geometrytype(${geom})), '{}') as types,
      coalesce(array_agg(distinct st_srid(${geom})), '{}') as srids,
      percentile_cont(0.5) within group (order by
        greatest(st_xmax(${geom}) - st_xmin(${geom}), st_ymax(${geom}) - st_ymin(${geom}))) as size
    from (select ${geom} from ${table(relation)} where ${geom} is not null limit ${sampleRows}) sample`);
  return { rows: row?.rows ?? 0, types: row?.types ?? [], srids: row?.srids ?? [], medianSize: row?.size ?? null };
}
