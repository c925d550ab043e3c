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
const derivationVersion = 6;

/** A definition that has geometry. */
export type WithGeometry = Definition & { geometry: NonNullable<Definition['geometry']> };

export function hasGeometry(definition: Definition): definition is WithGeometry {
  return definition.geometry !== null;
}

export function derivedTable(definition: Definition): Sql {
  return table(`allmanning.tile_${definition.id}`);
}

/** Derived rows made beforehand: see prepared.ts. */
export function preparedTable({ id }: Definition): Sql {
  return table(`allmanning.tile_${id}_prepared`);
}

/**
 * A lake with a hundred thousand corners would be clipped anew for each of a thousand tiles close up. Features with more
 * corners than this are also kept in pieces, and a tile puts together those that it needs.
 */
const manyCorners = 1_000;
const cornersOfPiece = 250;

function piecesTable(definition: Definition): Sql {
  return table(`allmanning.tile_${definition.id}_pieces`);
}

/** Inserts the pieces of the large features among `derived`, a table expression with the side table's columns. */
function insertPieces(definition: Definition, derived: Sql): Sql {
  // Cutting wants valid geometry, which a table of somebody else's may not have.
  const valid = sql`case when st_isvalid(d.g) then d.g else st_collectionextract(st_makevalid(d.g), d.dimension + 1) end`;
  return sql`insert into ${piecesTable(definition)} (key, piece)
    select d.key, st_subdivide(${valid}, ${raw(String(cornersOfPiece))}) from ${derived} d where d.large`;
}

/**
 * The full geometry of a derived row `d`, as far as it reaches into a rectangle: of a large feature only the pieces there,
 * put together again. The cuts that remain lie outside the rectangle.
 */
export function geometryWithin(layer: { definition: WithGeometry; derived: Derived }, rectangle: Sql): Sql {
  const whole = sql`d.${identifier(fullBand.column)}`;
  if (layer.derived === 'computed') return whole;
  return sql`case when d.large then (
    select case d.dimension when 1 then st_linemerge(st_collect(p.piece)) else st_unaryunion(st_collect(p.piece)) end
    from ${piecesTable(layer.definition)} p where p.key = d.key and p.piece && ${rectangle}) else ${whole} end`;
}

/**
 * The select that makes derived rows from `source`, a table expression with the dataset's columns. `offset 0` keeps
 * PostgreSQL from writing the inner expressions out wherever they are used: each would be computed some twenty times.
 */
export function derivation(definition: WithGeometry, source: Sql): Sql {
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
    select s.key, s.dimension, s.size, s.longest, s.dimension > 0 and st_npoints(s.g) > ${raw(String(manyCorners))} as large,
      s.point, ${join(generalised)}
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
 * or m in the stored coordinate system), longest (metres in EPSG:3857), large (has pieces), point, and a geometry column for each band.
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

/** The SQL type of a dataset's key. */
export async function typeOfKey(database: Queryable, definition: Definition): Promise<string> {
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

/** The side table's columns. */
export const columns = join([
  raw('key, dimension, size, longest, large, point'),
  ...bands.map(({ column }) => identifier(column)),
]);

function sideTable(definition: WithGeometry, keyType: string): Sql[] {
  const derived = derivedTable(definition);
  const prepared = preparedTable(definition);
  const source = table(definition.table);
  const key = identifier(definition.key);
  const isPrepared = sql`p.key = a.${key} and p.source = a.${identifier(definition.geometry.column)}`;
  const pieces = piecesTable(definition);
  return [
    sql`drop table if exists ${pieces}`,
    sql`create table ${pieces} (key ${raw(keyType)} not null, piece geometry(Geometry, 3857) not null)`,
    sql`drop table if exists ${derived}`,
    sql`create table ${derived} (
      key ${raw(keyType)} primary key,
      dimension smallint not null,
      size double precision not null,
      longest double precision not null,
      large boolean not null,
      point geometry(Point, 3857) not null,
      ${join(bands.map(({ column }) => sql`${identifier(column)} geometry(Geometry, 3857) not null`))})`,
    sql`insert into ${derived} (${columns}) ${derivation(definition, source)} on conflict (key) do nothing`,
    sql`drop table if exists ${prepared}`,
    sql`create unlogged table ${prepared} (like ${derived}, source geometry not null, primary key (key))`,
    sql`create index on ${derived} using gist (${identifier(fullBand.column)})`,
    // The most important first, without sorting: for tiles that can show only some.
    sql`create index on ${derived} (size desc nulls last, key)`,
    sql`analyze ${derived}`,
    insertPieces(definition, derived),
    sql`create index on ${pieces} using gist (piece)`,
    sql`create index on ${pieces} (key)`,
    sql`analyze ${pieces}`,
    // Whoever edits the table, from QGIS with a role of his own, need not know that this table exists.
    sql`create or replace function ${keeper(definition)}() returns trigger language plpgsql security definer
      set search_path from current as $body$
      begin
        if tg_op = 'TRUNCATE' then
          delete from ${derived};
          delete from ${pieces};
          return null;
        end if;
        if tg_op <> 'INSERT' then
          delete from ${derived} d using before_rows b where d.key = b.${key};
          delete from ${pieces} p using before_rows b where p.key = b.${key};
        end if;
        if tg_op <> 'DELETE' then
          -- A key that the operator says is unique may not be: that is no reason to refuse his edit.
          insert into ${derived} (${columns}) select ${columns} from ${prepared} p
            where exists (select from after_rows a where ${isPrepared}) on conflict (key) do nothing;
          insert into ${derived} (${columns}) ${derivation(
            definition,
            sql`(select a.* from after_rows a where not exists (select from ${prepared} p where ${isPrepared}))`,
          )} on conflict (key) do nothing;
          ${insertPieces(definition, sql`(select d.* from ${derived} d join after_rows a on a.${key} = d.key)`)};
        end if;
        return null;
      end $body$`,
  ];
}
