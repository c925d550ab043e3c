import { createHash } from 'node:crypto';
import type { Database, Queryable } from '../database/database.ts';
import { identifier, inlined, join, literal, raw, type Sql, sql, table, textOf } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { publicCondition } from '../datasets/select.ts';

/**
 * Statement triggers that write the change log (sql/006_changes.sql): on a dataset's own table and on every table whose
 * rows show in it. A row that is not public, before and after, leaves no trace.
 */

/** Raised when the triggers of an older program must be made again. */
const recordVersion = 1;

/** A statement that changes more rows than this is told by one rectangle around them. */
const mostPlaces = 5_000;

/** Makes the triggers if they are not there or not of this definition. False: this table takes none (see Derived). */
export async function ensureRecorded(database: Database, definition: Definition): Promise<boolean> {
  if (definition.triggers === false) return false;
  const watched = watchedTables(definition);
  for (const { name } of watched) if (!(await isTable(database, name))) return false;
  const statements = watched.flatMap((one, index) => triggersOn(definition, one, index));
  const fingerprint = createHash('sha256')
    .update(`${recordVersion}\n${statements.map(textOf).join('\n')}`)
    .digest('hex')
    .slice(0, 16);
  if ((await fingerprintOf(database, definition)) === fingerprint) return true;
  try {
    await database.transaction(async (tx) => {
      await tx.query(raw('set local statement_timeout = 0; lock table allmanning.migrations in exclusive mode'));
      if ((await fingerprintOf(tx, definition)) === fingerprint) return;
      for (const statement of statements) await tx.query(statement);
      await tx.query(sql`comment on function ${recorder(definition, 0)}() is ${literal(fingerprint)}`);
      // What happened while nobody wrote it down may be anything.
      await tx.query(sql`insert into allmanning.changes (id, dataset, whole)
        values (nextval('allmanning.change_id'), ${definition.id}, true)`);
    });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === insufficientPrivilege) return false;
    throw error;
  }
}

const insufficientPrivilege = '42501';

/** A table whose changed rows (`r`) are changes of the dataset, and which rows of the dataset (`t`) those are. */
interface Watched {
  name: string;
  /** Joins the changed rows to the dataset's rows; absent: they are the dataset's rows. */
  on?: Sql;
}

function watchedTables(definition: Definition): Watched[] {
  const joined = (definition.joins ?? []).map((other) => ({
    name: other.table,
    on: sql`t.${identifier(other.from)} = r.${identifier(other.to)}`,
  }));
  const series = (definition.series ?? []).map((one) => ({
    name: one.table,
    on: join(
      Object.entries(one.on).map(([theirs, ours]) => sql`t.${identifier(ours)} = r.${identifier(theirs)}`),
      ' and ',
    ),
  }));
  return [{ name: definition.table }, ...joined, ...series];
}

async function isTable(database: Queryable, name: string): Promise<boolean> {
  const [row] = await database.query<{ kind: string }>(
    sql`select relkind as kind from pg_class where oid = to_regclass(${textOf(table(name))})`,
  );
  return row !== undefined && ['r', 'p'].includes(row.kind);
}

async function fingerprintOf(tx: Queryable, definition: Definition): Promise<string | undefined> {
  const [row] = await tx.query<{ fingerprint: string | null }>(sql`
    select obj_description(to_regproc(${textOf(recorder(definition, 0))}), 'pg_proc') as fingerprint`);
  return row?.fingerprint ?? undefined;
}

function recorder({ id }: Definition, index: number): Sql {
  return table(`allmanning.record_${id}_${index}`);
}

function triggersOn(definition: Definition, watched: Watched, index: number): Sql[] {
  const record = recorder(definition, index);
  const source = table(watched.name);
  const trigger = (event: string, transition: string) => {
    const name = identifier(`allmanning_record_${definition.id}_${index}_${event}`.slice(0, 63));
    return [
      sql`drop trigger if exists ${name} on ${source}`,
      sql`create trigger ${name} after ${raw(event)} on ${source}${raw(transition)}
        for each statement execute function ${record}()`,
    ];
  };
  const places = (rows: string) => recordPlaces(definition, watched, raw(rows));
  // Whoever edits the table, from QGIS with a role of his own, need not know of the log.
  return [
    sql`create or replace function ${record}() returns trigger language plpgsql security definer
      set search_path from current as $body$
      declare
        this_change bigint := nextval('allmanning.change_id');
        found_rows bigint;
        changed_rows bigint := 0;
      begin
        if tg_op = 'TRUNCATE' then
          insert into allmanning.changes (id, dataset, whole) values (this_change, ${literal(definition.id)}, true);
          return null;
        end if;
        if tg_op <> 'INSERT' then
          ${places('before_rows')}
          changed_rows := changed_rows + found_rows;
        end if;
        if tg_op <> 'DELETE' then
          ${places('after_rows')}
          changed_rows := changed_rows + found_rows;
        end if;
        if changed_rows > 0 then
          insert into allmanning.changes (id, dataset, whole) values (this_change, ${literal(definition.id)}, false);
        end if;
        return null;
      end $body$`,
    ...trigger('insert', ' referencing new table as after_rows'),
    ...trigger('update', ' referencing old table as before_rows new table as after_rows'),
    ...trigger('delete', ' referencing old table as before_rows'),
    ...trigger('truncate', ''),
  ];
}

/** Counts the public rows behind the changed ones into `found_rows`, and writes where they are. */
function recordPlaces(definition: Definition, { on }: Watched, rows: Sql): Sql {
  const isPublic = inlined(publicCondition(definition));
  const from = on
    ? sql`${table(definition.table)} t where exists (select from ${rows} r where ${on}) and ${isPublic}`
    : sql`${rows} t where ${isPublic}`;
  const count = sql`select count(*) into found_rows from ${from};`;
  if (!definition.geometry) return count;
  const geometry = sql`t.${identifier(definition.geometry.column)}`;
  const place = sql`st_transform(st_force2d(st_curvetoline(${geometry})), 3857)`;
  const somewhere = sql`${from} and ${geometry} is not null and not st_isempty(${geometry})`;
  return sql`${count}
          if found_rows > ${raw(String(mostPlaces))} then
            insert into allmanning.change_places (change, place)
            select this_change, st_setsrid(box::geometry, 3857) from (select st_extent(${place}) as box from ${somewhere}) e
            where box is not null;
          elsif found_rows > 0 then
            insert into allmanning.change_places (change, place) select this_change, ${place} from ${somewhere};
          end if;`;
}
