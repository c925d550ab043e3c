import type { Database } from '../database/database.ts';
import { ensureInstalled, isOrdinaryTable, statementTriggers } from '../database/install.ts';
import { identifier, inlined, join, literal, raw, type Sql, sql, table } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { publicCondition, reprojected } from '../datasets/select.ts';

/**
 * Statement triggers that write the change log (sql/006_changes.sql): on a dataset's own table and on every table whose
 * rows show in it. A row that is not public, before and after, leaves no trace.
 */

/** Raised when the triggers of an older program must be made again. */
const recordVersion = 2;

/** A statement that changes more rows than this is told by one rectangle around them. */
const mostPlaces = 5_000;

/** Makes the triggers if they are not there or not of this definition. False: this table takes none. */
export async function ensureRecorded(database: Database, definition: Definition): Promise<boolean> {
  if (definition.triggers === false) return false;
  const watched = watchedTables(definition);
  for (const { name } of watched) if (!(await isOrdinaryTable(database, table(name)))) return false;
  const installed = await ensureInstalled(database, {
    version: recordVersion,
    statements: [
      ...watched.map((one, index) => recordFunction(definition, one, index)),
      // What happened while nobody wrote it down may be anything.
      sql`insert into allmanning.changes (id, dataset, whole)
        values (nextval('allmanning.change_id'), ${literal(definition.id)}, true)`,
    ],
    mark: { kind: 'function', name: recorder(definition, 0) },
    triggers: watched.map(({ name }, index) =>
      statementTriggers(table(name), `allmanning_record_${definition.id}_${index}`, recorder(definition, index)),
    ),
  });
  return installed !== 'refused';
}

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

function recorder({ id }: Definition, index: number): Sql {
  return table(`allmanning.record_${id}_${index}`);
}

function recordFunction(definition: Definition, watched: Watched, index: number): Sql {
  const places = (rows: string) => recordPlaces(definition, watched, raw(rows));
  // Whoever edits the table, from QGIS with a role of his own, need not know of the log.
  return sql`create or replace function ${recorder(definition, index)}() returns trigger language plpgsql security definer
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
      end $body$`;
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
  const place = reprojected(geometry, 3857);
  const placed = sql`select ${place} as place from ${from}`;
  return sql`${count}
          if found_rows > ${raw(String(mostPlaces))} then
            insert into allmanning.change_places (change, place)
            select this_change, st_setsrid(box::geometry, 3857) from (select st_extent(place) as box from (${placed}) p) e
            where box is not null;
          elsif found_rows > 0 then
            insert into allmanning.change_places (change, place)
            select this_change, place from (${placed}) p where not st_isempty(place);
          end if;`;
}
