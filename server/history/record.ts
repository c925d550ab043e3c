import { createHash } from 'node:crypto';
import type { Database, Queryable, Row } from '../database/database.ts';
import { ensureInstalled, isOrdinaryTable, type StatementTriggers, statementTriggers } from '../database/install.ts';
import { identifier, join, literal, raw, type Sql, sql, table, textOf } from '../database/sql.ts';
import { keyText, pastTable } from '../datasets/as-of.ts';
import type { Definition, PastTable } from '../datasets/definition.ts';

/**
 * Statement triggers that keep what the tables behind a dataset were (sql/008_history.sql). A row is kept as JSON, so that
 * columns may come and go. Everything is kept, also what is not public: what may leave is decided when it is read.
 */

/** Raised when the triggers of an older program must be made again. */
const rememberVersion = 1;

/** The tables whose past is kept. */
export type Remembered = Readonly<Record<string, PastTable>>;

/** Makes the triggers if they are not there. Undefined: the dataset's own table is not remembered. */
export async function ensureRemembered(database: Database, definition: Definition): Promise<Remembered | undefined> {
  const { key, geometry, joins = [], series = [] } = definition;
  const own = pastTable(definition.table, [key], (await columnsOf(database, definition.table)).all, geometry?.column);
  if (definition.history === false) {
    await forget(database, definition.table, own);
    return undefined;
  }
  if (definition.triggers === false || !(await remember(database, definition.table, own))) return undefined;
  const remembered: Record<string, PastTable> = { [definition.table]: own };
  for (const name of [...joins, ...series].map((one) => one.table)) {
    const { all, keys, geometry: place } = await columnsOf(database, name);
    const past = keys && pastTable(name, keys, all, place ?? undefined);
    if (past && (await remember(database, name, past))) remembered[name] = past;
  }
  return remembered;
}

interface Columns extends Row {
  all: string[];
  /** Of the primary key. */
  keys: string[] | null;
  /** The first that is a geometry. */
  geometry: string | null;
}

async function columnsOf(database: Queryable, name: string): Promise<Columns> {
  const [found] = await database.query<Columns>(sql`
    select array_agg(a.attname::text order by a.attnum) as all,
      min(a.attname::text) filter (where a.atttypid = to_regtype('geometry')) as geometry,
      (select array_agg(k.attname::text order by array_position(i.indkey::int2[], k.attnum)) from pg_index i
        join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any (i.indkey)
        where i.indrelid = a.attrelid and i.indisprimary) as keys
    from pg_attribute a
    where a.attrelid = to_regclass(${textOf(table(name))}) and a.attnum > 0 and not a.attisdropped
    group by a.attrelid`);
  return found ?? { all: [], keys: null, geometry: null };
}

async function remember(database: Database, name: string, past: PastTable): Promise<boolean> {
  if (!(await isOrdinaryTable(database, table(name)))) return false;
  const triggers = remembering(name, past);
  const installed = await ensureInstalled(database, {
    version: rememberVersion,
    statements: [rememberFunction(name, past), beginsNow(name, past, triggers)],
    mark: { kind: 'function', name: table(`allmanning.${functionName(past)}`) },
    triggers: [triggers],
  });
  return installed !== 'refused';
}

async function forget(database: Database, name: string, past: PastTable): Promise<void> {
  const source = table(name);
  if ((await isOrdinaryTable(database, source)) === undefined) return;
  for (const trigger of remembering(name, past).names)
    await database.query(sql`drop trigger if exists ${identifier(trigger)} on ${source}`);
}

/**
 * The same for all definitions that read a table by the same key. Triggers run in the order of their names: this one before
 * those of changes, so that the version of a change has all that it did.
 */
function functionName({ relation }: PastTable): string {
  return `history_${createHash('sha256').update(relation).digest('hex').slice(0, 16)}`;
}

function remembering(name: string, past: PastTable): StatementTriggers {
  const call = table(`allmanning.${functionName(past)}`);
  // What TRUNCATE takes away is seen only before it.
  return statementTriggers(table(name), `allmanning_${functionName(past)}`, call, 'before');
}

/** While the triggers were there nothing was missed, whichever program made them. */
function beginsNow(name: string, { relation }: PastTable, { names }: StatementTriggers): Sql {
  return sql`insert into allmanning.relations (name, number)
    select ${literal(relation)}, number from allmanning.change_counter
    on conflict (name) do update set number = excluded.number, began_at = excluded.began_at
    where not exists (select from pg_trigger
      where tgrelid = to_regclass(${literal(textOf(table(name)))}) and tgname = ${literal(names[0] ?? '')})`;
}

function rememberFunction(name: string, past: PastTable): Sql {
  const [a, b] = [raw('a'), raw('b')];
  const [old, key] = [oldRow(past), keyText(past, b)];
  const same = join(
    past.keys.map((column) => sql`a.${identifier(column)} = b.${identifier(column)}`),
    ' and ',
  );
  // A row without a key is nobody's past: it is read as it is.
  const isMissing = (row: string) => sql`${raw(row)}.${identifier(past.keys[0] ?? '')} is null`;
  const into = raw('insert into allmanning.history (state, relation, key, action, row, geometry)');
  // Whoever edits the table, from QGIS with a role of his own, need not know of it.
  return sql`create or replace function ${table(`allmanning.${functionName(past)}`)}() returns trigger
      language plpgsql security definer set search_path from current as $body$
      declare
        this_state bigint := nextval('allmanning.change_id');
        this_relation integer := (select id from allmanning.relations where name = ${literal(past.relation)});
        touched bigint;
      begin
        if tg_op = 'INSERT' then
          ${into} select this_state, this_relation, ${keyText(past, a)}, '+', null, null from after_rows a where not (${isMissing('a')});
        elsif tg_op = 'DELETE' then
          ${into} select this_state, this_relation, ${key}, '-', ${old} from before_rows b where not (${isMissing('b')});
        elsif tg_op = 'TRUNCATE' then
          ${into} select this_state, this_relation, ${key}, '-', ${old} from ${table(name)} b where not (${isMissing('b')});
        else
          ${into}
            select this_state, this_relation, case when ${isMissing('b')} then ${keyText(past, a)} else ${key} end,
              case when ${isMissing('b')} then '+' when ${isMissing('a')} then '-' else '~' end, ${old}
            from before_rows b full join after_rows a on ${same}
            where (${isMissing('a')}) <> (${isMissing('b')}) or a.* *<> b.*;
        end if;
        get diagnostics touched = row_count;
        if touched > 0 then
          insert into allmanning.states (id, relation) values (this_state, this_relation);
          insert into allmanning.changes (id, dataset, whole) values (this_state, '', false);
        end if;
        return null;
      end $body$`;
}

/** The row \`b\` as JSON without its geometry, and that beside it. */
function oldRow({ geometry, keys }: PastTable): Sql {
  if (geometry === undefined) return sql`row_to_json(b), null::geometry`;
  const without = literal(JSON.stringify({ [geometry]: null }));
  // Of a row that is not there PostgreSQL does not know the columns.
  return sql`case when b.${identifier(keys[0] ?? '')} is not null then row_to_json(json_populate_record(b, ${without})) end, b.${identifier(geometry)}`;
}
