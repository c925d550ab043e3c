import type { Database } from '../database/database.ts';
import { ensureInstalled, isOrdinaryTable, statementTriggers } from '../database/install.ts';
import { identifier, inlined, join, literal, raw, type Sql, sql, table } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { fromTables, publicCondition, reprojected } from '../datasets/select.ts';
import { typeOfKey } from '../geometry/derived.ts';
import { fieldsOf, hasWords, searchedOf } from './searched.ts';

/**
 * Puts the words of a dataset into the index (sql/011_search.sql), and keeps them in step by statement triggers on its own
 * table and on those whose fields it shows. A row that stops being public leaves the index in the same transaction.
 */

/** Raised when the index of an older program must be made again. */
const fillingVersion = 1;

/** How a dataset is in the index: by triggers, filled now and then (views, no triggers), or not, since it has no words. */
export type Kept = 'followed' | 'refilled' | 'nothing';

/** Makes the triggers, and fills the index, if they are not there or not of this definition. */
export async function ensureSearched(database: Database, definition: Definition): Promise<Kept> {
  const watched = watchedTables(definition);
  const kept = !hasWords(searchedOf(definition)) ? 'nothing' : await kindOf(database, definition, watched);
  const keyType = await typeOfKey(database, definition);
  const triggers = kept === 'followed' ? watched : [];
  const installed = await ensureInstalled(database, {
    version: fillingVersion,
    statements: [
      ...emptied(definition),
      // Of a dataset that is not followed this says only that it has been thought of: its comment is the mark.
      ...(triggers.length > 0 ? triggers : [undefined]).map((one, index) =>
        followFunction(definition, keyType, one, index),
      ),
      ...(kept === 'nothing' ? [] : renewal(definition, { rows: raw('true'), known: raw('true') })),
    ],
    mark: { kind: 'function', name: follower(definition, 0) },
    triggers: triggers.map(({ name }, index) =>
      statementTriggers(table(name), `allmanning_words_${definition.id}_${index}`, follower(definition, index)),
    ),
  });
  // Somebody else's table on which we may not put triggers.
  if (installed === 'refused') return 'refilled';
  return kept;
}

/** Takes what is in the index of other datasets than these out of it, and their triggers from the tables. */
export async function forgetOthers(database: Database, ids: readonly string[]): Promise<void> {
  const others = await database.query<{ dataset: string }>(
    sql`select distinct dataset from allmanning.search_texts where dataset <> all (${ids}::text[])`,
  );
  for (const { dataset } of others)
    await database.transaction(async (tx) => {
      await tx.query(raw('lock table allmanning.migrations in exclusive mode'));
      const followers = await tx.query<{ name: string }>(sql`
        select proname::text as name from pg_proc where pronamespace = 'allmanning'::regnamespace
          and proname ~ ('^words_' || ${dataset} || '_[0-9]+$')`);
      for (const { name } of followers) await tx.query(sql`drop function ${table(`allmanning.${name}`)}() cascade`);
      for (const statement of emptied({ id: dataset })) await tx.query(statement);
    });
}

/** Reads anew all words of a dataset that has no triggers. */
export async function refill(database: Database, definition: Definition): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(raw('set local statement_timeout = 0; lock table allmanning.migrations in exclusive mode'));
    for (const statement of renewal(definition, { rows: raw('true'), known: raw('true') })) await tx.query(statement);
  });
}

interface Watched {
  name: string;
  /** Our column and theirs; absent: the dataset's own table. */
  on?: { from: string; to: string };
}

function watchedTables(definition: Definition): Watched[] {
  const { names, texts } = searchedOf(definition);
  const shown = new Set([...names, ...texts].map(({ field }) => field.name));
  const joined = (definition.joins ?? []).filter(({ fields }) => fields.some(({ name }) => shown.has(name)));
  return [{ name: definition.table }, ...joined.map(({ table: name, from, to }) => ({ name, on: { from, to } }))];
}

async function kindOf(database: Database, definition: Definition, watched: readonly Watched[]): Promise<Kept> {
  if (definition.triggers === false) return 'refilled';
  for (const { name } of watched) if (!(await isOrdinaryTable(database, table(name)))) return 'refilled';
  return 'followed';
}

function follower({ id }: Definition, index: number): Sql {
  return table(`allmanning.words_${id}_${index}`);
}

function emptied({ id }: Pick<Definition, 'id'>): Sql[] {
  return [
    sql`delete from allmanning.search_features where dataset = ${literal(id)}`,
    sql`delete from allmanning.search_texts where dataset = ${literal(id)}`,
  ];
}

/** Which rows (`t`) are read anew, and which of the features in the index (`f`) they replace. */
interface Renewed {
  rows: Sql;
  known: Sql;
}

/** Statements that make the index say what the tables say of some rows. */
function renewal(definition: Definition, { rows, known }: Renewed): Sql[] {
  const id = literal(definition.id);
  const { title, names, texts } = searchedOf(definition);
  return [
    sql`with was as (
        select f.key, f.text from allmanning.search_features f where f.dataset = ${id} and ${known}
      ), read as (
        select distinct on (t.${identifier(definition.key)}) t.${identifier(definition.key)}::text as key, ${placeOf(definition)} as place,
          ${fieldsOf(title)} as title, ${fieldsOf(names)} as names, ${fieldsOf(texts)} as texts
        from ${fromTables(definition)}
        where t.${identifier(definition.key)} is not null and ${inlined(publicCondition(definition))} and ${rows}
      ), present as materialized (
        select *, md5(concat_ws(E'\\x1e', ${id}, title, names, texts))::uuid as text from read where names <> '' or texts <> ''
      ), gone as (
        delete from allmanning.search_features f using was w
        where f.dataset = ${id} and f.key = w.key and not exists (select from present p where p.key = w.key)
      ), put as (
        insert into allmanning.search_features as f (dataset, key, text, place)
        select ${id}, key, text, place from present
        on conflict (dataset, key) do update set text = excluded.text, place = excluded.place
        where (f.text, f.place) is distinct from (excluded.text, excluded.place)
      ), balance as materialized (
        select text, sum(n)::int as n
        from (select text, -1 as n from was union all select text, 1 from present) both_states
        group by text having sum(n) <> 0
      ), fewer as (
        update allmanning.search_texts s set features = s.features + b.n from balance b where s.id = b.text and b.n < 0
      )
      insert into allmanning.search_texts as s (id, dataset, title, names, texts, features)
      select text, ${id}, allmanning.words_of_fields(title), allmanning.words_of_fields(names), allmanning.words_of_fields(texts), n
      from (select distinct on (text) text, p.title, p.names, p.texts, b.n
        from present p join balance b using (text) where b.n > 0 order by text) new_ones
      on conflict (id) do update set features = s.features + excluded.features`,
    sql`delete from allmanning.search_texts where dataset = ${id} and features <= 0`,
  ];
}

/** The middle of a row's bounds: enough to tell near from far, and one point to move and not a thousand. */
function placeOf({ geometry }: Definition): Sql {
  if (!geometry) return raw('null::geometry');
  const column = sql`t.${identifier(geometry.column)}`;
  const between = (low: string, high: string) => sql`(${raw(low)}(${column}) + ${raw(high)}(${column})) / 2`;
  const middle = sql`st_setsrid(st_makepoint(${between('st_xmin', 'st_xmax')}, ${between('st_ymin', 'st_ymax')}), st_srid(${column}))`;
  return reprojected(middle, 3857);
}

function followFunction(definition: Definition, keyType: string, watched: Watched | undefined, index: number): Sql {
  const key = identifier(definition.key);
  const touched = (rows: string) => {
    const changed = raw(rows);
    if (!watched?.on)
      return sql`touched := touched || array(select r.${key} from ${changed} r where r.${key} is not null);`;
    const { from, to } = watched.on;
    return sql`touched := touched || array(select t.${key} from ${table(definition.table)} t
            where t.${key} is not null and exists (select from ${changed} r where r.${identifier(to)} = t.${identifier(from)}));`;
  };
  const all = { rows: raw('true'), known: raw('true') };
  const some = { rows: sql`t.${key} = any (touched)`, known: sql`f.key = any (touched::text[])` };
  const statements = (renewed: Renewed) => join(renewal(definition, renewed), ';\n');
  // Whoever edits the table, from QGIS with a role of his own, need not know that the index exists.
  return sql`create or replace function ${follower(definition, index)}() returns trigger language plpgsql security definer
      set search_path from current as $body$
      declare
        touched ${raw(keyType)}[] := '{}';
      begin
        if tg_op = 'TRUNCATE' then
          ${watched?.on ? statements(all) : join(emptied(definition), ';\n')};
          return null;
        end if;
        if tg_op <> 'INSERT' then
          ${touched('before_rows')}
        end if;
        if tg_op <> 'DELETE' then
          ${touched('after_rows')}
        end if;
        if cardinality(touched) > 0 then
          ${statements(some)};
        end if;
        return null;
      -- A column that is gone must not stop whoever edits: the index is made again when the definition has been read again.
      exception when others then
        ${join(emptied(definition), ';\n')};
        comment on function ${follower(definition, 0)}() is null;
        return null;
      end $body$`;
}
