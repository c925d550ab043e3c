import type { Database, Queryable } from '../database/database.ts';
import { ensureInstalled, isOrdinaryTable, statementTriggers } from '../database/install.ts';
import { identifier, join, raw, type Sql, sql, table, textOf } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { reprojected } from '../datasets/select.ts';
import { bands, fullBand, shortestSide } from './bands.ts';

/**
 * Geometry made ready for tiles: in EPSG:3857, generalised for each band of zooms, with a point and a size. It lives in
 * a side table of our own (allmanning.tile_<dataset>) that statement triggers keep in step with the dataset's table, the
 * same way for built-in and adopted tables, whatever their coordinate system.
 */

/** Raised when derived geometry of an older program must be made again. */
const derivationVersion = 4;

/** A definition that has geometry. */
export type WithGeometry = Definition & { geometry: NonNullable<Definition['geometry']> };

export function hasGeometry(definition: Definition): definition is WithGeometry {
  return definition.geometry !== null;
}

function derivedTable(definition: Definition): Sql {
  return table(`allmanning.tile_${definition.id}`);
}

/**
 * The select that makes derived rows from `source`, a table expression with the dataset's columns. `offset 0` keeps
 * PostgreSQL from writing the inner expressions out wherever they are used: each would be computed some twenty times.
 */
function derivation(definition: WithGeometry, source: Sql): Sql {
  const geometry = sql`r.${identifier(definition.geometry.column)}`;
  const generalised = bands.map(({ column, maxzoom, grid }) => {
    if (grid === undefined) return sql`s.g as ${identifier(column)}`;
    const cell = raw(String(grid));
    // Snapping folds thin parts: made valid, spikes are gone. Parts narrower than a quarter of a pixel are left out, and
    // of what vanishes altogether its point remains.
    return sql`case when s.longest < ${raw(String(shortestSide(maxzoom)))} then s.point else coalesce((
        select st_collect(part.geom)
        from st_dump(st_collectionextract(st_makevalid(st_snaptogrid(s.g, ${cell})), s.dimension + 1)) part
        where s.dimension < 2 or 4 * st_area(part.geom) >= st_perimeter(part.geom) * ${cell}
      ), s.point) end as ${identifier(column)}`;
  });
  return sql`
    select s.key, s.dimension, s.size, s.longest, s.point, ${join(generalised)}
    from (
      select m.key, m.g, m.size, st_dimension(m.g) as dimension, st_pointonsurface(m.g) as point,
        greatest(st_xmax(m.g) - st_xmin(m.g), st_ymax(m.g) - st_ymin(m.g)) as longest
      from (
        select r.${identifier(definition.key)} as key,
          st_collectionextract(${reprojected(geometry, 3857)}) as g,
          case st_dimension(${geometry}) when 2 then st_area(${geometry}) when 1 then st_length(${geometry}) else 0 end as size
        from ${source} r
        where r.${identifier(definition.key)} is not null and ${geometry} is not null
        offset 0
      ) m
      where not st_isempty(m.g)
      offset 0
    ) s`;
}

/** How a dataset's derived geometry is had: from the side table, or computed in each query (views, no triggers). */
export type Derived = 'kept' | 'computed';

/**
 * A table expression with a row for each feature that has geometry: key, dimension (0 point, 1 line, 2 area), size (m²
 * or m in the stored coordinate system), longest (metres in EPSG:3857), point, and a geometry column for each band.
 */
export function derivedSource(layer: { definition: WithGeometry; derived: Derived }): Sql {
  if (layer.derived === 'kept') return derivedTable(layer.definition);
  return sql`(${derivation(layer.definition, table(layer.definition.table))})`;
}

/** Makes the side table and its triggers if they are not there or not of this definition. */
export async function ensureDerived(database: Database, definition: WithGeometry): Promise<Derived> {
  const source = table(definition.table);
  if (definition.triggers === false || !(await isOrdinaryTable(database, source))) return 'computed';
  const keyType = await typeOfKey(database, definition);
  const installed = await ensureInstalled(database, {
    version: derivationVersion,
    statements: sideTable(definition, keyType),
    mark: { kind: 'table', name: derivedTable(definition) },
    triggers: [statementTriggers(source, `allmanning_tile_${definition.id}`, keeper(definition))],
  });
  // Somebody else's table on which we may not put triggers is served all the same.
  return installed === 'refused' ? 'computed' : 'kept';
}

async function typeOfKey(database: Queryable, definition: Definition): Promise<string> {
  const [row] = await database.query<{ type: string }>(sql`
    select format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = to_regclass(${textOf(table(definition.table))}) and attname = ${definition.key}`);
  if (!row) throw new Error(`${definition.table} har ingen kolumn ${definition.key}`);
  return row.type;
}

/** The function that keeps the side table in step. */
function keeper({ id }: Definition): Sql {
  return table(`allmanning.tile_${id}_changed`);
}

function sideTable(definition: WithGeometry, keyType: string): Sql[] {
  const derived = derivedTable(definition);
  const source = table(definition.table);
  const key = identifier(definition.key);
  const columns = join([raw('key, dimension, size, longest, point'), ...bands.map(({ column }) => identifier(column))]);
  return [
    sql`drop table if exists ${derived}`,
    sql`create table ${derived} (
      key ${raw(keyType)} primary key,
      dimension smallint not null,
      size double precision not null,
      longest double precision not null,
      point geometry(Point, 3857) not null,
      ${join(bands.map(({ column }) => sql`${identifier(column)} geometry(Geometry, 3857) not null`))})`,
    sql`insert into ${derived} (${columns}) ${derivation(definition, source)} on conflict (key) do nothing`,
    sql`create index on ${derived} using gist (${identifier(fullBand.column)})`,
    // The most important first, without sorting: for tiles that can show only some.
    sql`create index on ${derived} (size desc nulls last, key)`,
    sql`analyze ${derived}`,
    // Whoever edits the table, from QGIS with a role of his own, need not know that this table exists.
    sql`create or replace function ${keeper(definition)}() returns trigger language plpgsql security definer
      set search_path from current as $body$
      begin
        if tg_op = 'TRUNCATE' then
          delete from ${derived};
          return null;
        end if;
        if tg_op <> 'INSERT' then
          delete from ${derived} d using before_rows b where d.key = b.${key};
        end if;
        if tg_op <> 'DELETE' then
          -- A key that the operator says is unique may not be: that is no reason to refuse his edit.
          insert into ${derived} (${columns}) ${derivation(definition, raw('after_rows'))} on conflict (key) do nothing;
        end if;
        return null;
      end $body$`,
  ];
}
