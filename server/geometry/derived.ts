import { createHash } from 'node:crypto';
import type { Database, Queryable } from '../database/database.ts';
import { identifier, join, literal, raw, type Sql, sql, table, textOf } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { bands, fullBand, shortestSide } from './bands.ts';

/**
 * Geometry made ready for tiles: in EPSG:3857, generalised for each band of zooms, with a point and a size. It lives in
 * a side table of our own (allmanning.tile_<dataset>) that statement triggers keep in step with the dataset's table, the
 * same way for built-in and adopted tables, whatever their coordinate system.
 */

/** Raised when derived geometry of an older program must be made again. */
const derivationVersion = 1;

/** A definition that has geometry. */
export type WithGeometry = Definition & { geometry: NonNullable<Definition['geometry']> };

export function hasGeometry(definition: Definition): definition is WithGeometry {
  return definition.geometry !== null;
}

function derivedTable(definition: Definition): Sql {
  return table(`allmanning.tile_${definition.id}`);
}

/** The select that makes derived rows from `source`, a table expression with the dataset's columns. */
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
          st_collectionextract(st_transform(st_force2d(st_curvetoline(${geometry})), 3857)) as g,
          case st_dimension(${geometry}) when 2 then st_area(${geometry}) when 1 then st_length(${geometry}) else 0 end as size
        from ${source} r
        where ${geometry} is not null and not st_isempty(${geometry})
      ) m
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
  const relation = await describeRelation(database, definition);
  if (definition.triggers === false || !['r', 'p'].includes(relation.kind)) return 'computed';
  const statements = sideTable(definition, relation.keyType);
  const fingerprint = createHash('sha256')
    .update(`${derivationVersion}\n${statements.map(textOf).join('\n')}`)
    .digest('hex')
    .slice(0, 16);
  if ((await fingerprintOf(database, definition)) === fingerprint) return 'kept';
  try {
    await database.transaction(async (tx) => {
      await tx.query(raw('set local statement_timeout = 0; lock table allmanning.migrations in exclusive mode'));
      if ((await fingerprintOf(tx, definition)) === fingerprint) return;
      for (const statement of statements) await tx.query(statement);
      await tx.query(sql`comment on table ${derivedTable(definition)} is ${literal(fingerprint)}`);
    });
    return 'kept';
  } catch (error) {
    // Somebody else's table on which we may not put triggers is served all the same.
    if (error instanceof Error && 'code' in error && error.code === insufficientPrivilege) return 'computed';
    throw error;
  }
}

const insufficientPrivilege = '42501';

async function describeRelation(
  database: Queryable,
  definition: Definition,
): Promise<{ kind: string; keyType: string }> {
  const [row] = await database.query<{ kind: string; key_type: string }>(sql`
    select c.relkind as kind, format_type(a.atttypid, a.atttypmod) as key_type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.oid = to_regclass(${textOf(table(definition.table))}) and a.attname = ${definition.key}`);
  if (!row) throw new Error(`${definition.table} har ingen kolumn ${definition.key}`);
  return { kind: row.kind, keyType: row.key_type };
}

async function fingerprintOf(tx: Queryable, definition: Definition): Promise<string | undefined> {
  const [row] = await tx.query<{ fingerprint: string | null }>(
    sql`select obj_description(to_regclass(${textOf(derivedTable(definition))}), 'pg_class') as fingerprint`,
  );
  return row?.fingerprint ?? undefined;
}

function sideTable(definition: WithGeometry, keyType: string): Sql[] {
  const derived = derivedTable(definition);
  const source = table(definition.table);
  const changed = table(`allmanning.tile_${definition.id}_changed`);
  const key = identifier(definition.key);
  const columns = join([raw('key, dimension, size, longest, point'), ...bands.map(({ column }) => identifier(column))]);
  const trigger = (event: string, transition: string) => {
    const name = identifier(`allmanning_tile_${event}`);
    return [
      sql`drop trigger if exists ${name} on ${source}`,
      sql`create trigger ${name} after ${raw(event)} on ${source}${raw(transition)}
        for each statement execute function ${changed}()`,
    ];
  };
  return [
    sql`drop table if exists ${derived}`,
    sql`create table ${derived} (
      key ${raw(keyType)} primary key,
      dimension smallint not null,
      size double precision not null,
      longest double precision not null,
      point geometry(Point, 3857) not null,
      ${join(bands.map(({ column }) => sql`${identifier(column)} geometry(Geometry, 3857) not null`))})`,
    sql`insert into ${derived} (${columns}) ${derivation(definition, source)}`,
    sql`create index on ${derived} using gist (${identifier(fullBand.column)})`,
    sql`analyze ${derived}`,
    // Whoever edits the table, from QGIS with a role of his own, need not know that this table exists.
    sql`create or replace function ${changed}() returns trigger language plpgsql security definer
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
          insert into ${derived} (${columns}) ${derivation(definition, raw('after_rows'))};
        end if;
        return null;
      end $body$`,
    ...trigger('insert', ' referencing new table as after_rows'),
    ...trigger('update', ' referencing old table as before_rows new table as after_rows'),
    ...trigger('delete', ' referencing old table as before_rows'),
    ...trigger('truncate', ''),
  ];
}
