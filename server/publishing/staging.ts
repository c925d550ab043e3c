import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Database, Queryable } from '../database/database.ts';
import { refusalOf } from '../database/refusal.ts';
import { identifier, join, raw, type Sql, sql, table } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import type { CheckedRow } from './checking/row.ts';
import { databaseRefused } from './findings/values.ts';
import type { Preparation } from './prepare.ts';
import type { FindingList } from './report.ts';
import type { TargetColumn } from './target.ts';

/**
 * The file's rows in a table of our own, so that all further checks and the difference are set-based. No temporary
 * table: on the embedded database everybody shares one session.
 */
export interface Staging {
  table: Sql;
  /** Columns of the published table that the file fills, without geometry. */
  columns: readonly TargetColumn[];
}

/** Of another computer nobody can tell whether it is still at it; nobody stages for this long. */
const oldSeconds = 6 * 3600;
const now = () => Math.floor(Date.now() / 1000);
const thisHost = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** Name of a table in our schema that the sweep knows: who made it, and when. */
export function newStagingName(): string {
  return `allmanning.import_${thisHost}_${process.pid}_${now()}_${randomBytes(6).toString('hex')}`;
}

/** Drops what imports left behind whose process was killed. True: nobody else is staging. */
export async function sweepStaging(database: Queryable): Promise<boolean> {
  const found = await database.query<{ name: string; host: string | null; pid: number; seconds: number }>(sql`
    select name, part[1] as host, coalesce(part[2], '0')::int as pid, part[3]::float8 as seconds
    from (select c.relname::text as name,
        regexp_match(c.relname, '^import_(?:([0-9a-f]{8})_([0-9]{1,9})_)?([0-9]{1,10})_[0-9a-f]+$') as part
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'allmanning' and c.relkind = 'r') t
    where part is not null`);
  const isLeft = ({ host, pid, seconds }: (typeof found)[number]) =>
    seconds < now() - oldSeconds || (host === thisHost && pid !== process.pid && !isAlive(pid));
  const left = found.filter(isLeft);
  for (const { name } of left) await database.query(sql`drop table if exists ${table(`allmanning.${name}`)}`);
  return left.length === found.length;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

export async function createStaging(database: Queryable, preparation: Preparation): Promise<Staging> {
  const { definition, target } = preparation;
  const staging = table(newStagingName());
  const kept = [...target.columns.values()].filter(
    ({ name, generated }) => name !== definition.geometry?.column && (!generated || name === definition.key),
  );
  await database.query(sql`create unlogged table ${staging} (
    import_row integer, import_name text, import_source geometry, import_geom geometry,
    ${join(kept.map(columnOf))})`);
  return { table: staging, columns: kept.filter(({ name }) => isWritten(preparation, name)) };
}

export async function dropStaging(database: Queryable, staging: Staging): Promise<void> {
  await database.query(sql`drop table if exists ${staging.table}`);
}

function columnOf({ name, type, generated, expression }: TargetColumn): Sql {
  const rest =
    expression === null ? '' : generated ? ` generated always as (${expression}) stored` : ` default ${expression}`;
  return sql`${identifier(name)} ${raw(type)}${raw(rest)}`;
}

function isWritten({ definition, filled, keyFrom, keyOfContent }: Preparation, name: string): boolean {
  return (
    filled.some(({ field }) => field.name === name) ||
    ((keyFrom !== null || keyOfContent !== null) && name === definition.key) ||
    name === definition.import?.raw
  );
}

/**
 * Adds rows. What the database does not accept (a transformation that fails, a value that no check foresaw) is found
 * row by row and reported.
 */
export async function fillStaging(
  database: Queryable,
  staging: Staging,
  preparation: Preparation,
  rows: readonly CheckedRow[],
  findings: FindingList,
): Promise<void> {
  try {
    await insert(database, staging, preparation, rows);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    const [only] = rows;
    if (rows.length > 1) {
      for (const row of rows) await fillStaging(database, staging, preparation, [row], findings);
    } else if (only) {
      findings.add(databaseRefused(refusal), { dataset: preparation.definition.id, row: only.number, name: only.name });
    }
  }
}

async function insert(database: Queryable, staging: Staging, preparation: Preparation, rows: readonly CheckedRow[]) {
  const { geometry } = preparation.definition;
  let first = 1;
  // Geometry goes beside the values as bytes: as digits in JSON it would take the database three times as long to read.
  const records = rows.map(({ number, name, values, geometry: source }) => {
    const place = source && { import_first: first, import_bytes: source.length };
    first += source?.length ?? 0;
    return { ...values, import_row: number, import_name: name, ...place };
  });
  const bytes = Buffer.concat(rows.flatMap(({ geometry: source }) => source ?? []));
  const names = [...staging.columns.map(({ name }) => identifier(name)), raw('import_row, import_name, import_source')];
  const types = staging.columns.map(({ name, type }) => sql`${identifier(name)} ${raw(type)}`);
  await database.query(sql`
    insert into ${staging.table} (${join(names)}, import_geom)
    select ${join(names)}, ${geometry ? fitted(geometry, stored(geometry.srid)) : raw('null')}
    from (select r.*, case when r.import_bytes > 0
        then st_geomfromewkb(substring(${bytes}::bytea from r.import_first for r.import_bytes)) end as import_source
      from json_to_recordset(${JSON.stringify(records)}::json)
        r (${join([...types, raw('import_row integer, import_name text, import_first integer, import_bytes integer')])})
      offset 0) r`);
}

/** Corners of the rows that are worked on at a time: some tenths of a second, on the embedded database too. */
const cornersAtATime = { embedded: 10_000, postgres: 200_000 } as const;

/** The staged rows in parts, so that nobody waits long for the embedded database between two of them: each a condition. */
export async function stagedParts(database: Database, staging: Staging): Promise<Sql[]> {
  const parts = await database.query<{ first: number; last: number }>(sql`
    select min(import_row) as first, max(import_row) as last
    from (select import_row, sum(10 + coalesce(st_npoints(import_geom), 0)) over (order by import_row) as corners
      from ${staging.table}) counted
    group by floor(corners / ${cornersAtATime[database.kind]}::int) order by 1`);
  return parts.map(({ first, last }) => sql`import_row between ${first}::int and ${last}::int`);
}

/** Makes the rows ready to be looked at part by part, and joined by their key; of their geometry nothing is asked so. */
export async function indexStaging(database: Queryable, { table: name }: Staging, key: string): Promise<void> {
  await database.query(sql`create index on ${name} (import_row)`);
  await database.query(sql`analyze ${name} (import_row, ${identifier(key)})`);
}

/** In degrees a millimetre would be a different number everywhere; such tables are left as exact as they come. */
export function isMetric(srid: number): boolean {
  return srid !== 4326 && srid !== 4258 && srid !== 4619;
}

/**
 * The geometry as it is stored: in the table's system, snapped to 1 mm, so that 3010 → 3006 → 3010 gives back the same
 * file. The members of a collection are merged.
 */
function stored(srid: number): Sql {
  const merged = sql`case when geometrytype(r.import_source) = 'GEOMETRYCOLLECTION'
    then (select st_unaryunion(st_collect(st_makevalid(part.geom)), ${raw(isMetric(srid) ? '0.0001' : '1e-9')}) from st_dump(r.import_source) part) else r.import_source end`;
  const moved = sql`st_transform(${merged}, ${srid}::int)`;
  return isMetric(srid) ? sql`st_snaptogrid(${moved}, 0.001)` : moved;
}

/** A single geometry where the table wants several, or the other way round. */
export function fitted({ type }: NonNullable<Definition['geometry']>, place: Sql): Sql {
  if (type === 'Geometry') return place;
  if (type.startsWith('Multi')) return sql`st_multi(${place})`;
  return sql`(select case when st_numgeometries(p) = 1 then st_geometryn(p, 1) else p end from (select ${place} as p offset 0) f)`;
}
