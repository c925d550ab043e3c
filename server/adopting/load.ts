import { basename } from 'node:path';
import type { Database, Queryable } from '../database/database.ts';
import { empty, identifier, join, literal, raw, type Sql, sql, table } from '../database/sql.ts';
import type { Localized } from '../datasets/definition.ts';
import { pointsFromColumns } from '../publishing/checking/points.ts';
import { checkGeometry } from '../publishing/checking/row-geometry.ts';
import { convertValue, fold } from '../publishing/checking/values.ts';
import { contentKeys, contentOf } from '../publishing/content-key.ts';
import { noRows } from '../publishing/findings.ts';
import { knownCrs } from '../publishing/known-crs.ts';
import { openFile } from '../publishing/reading/open.ts';
import type { Source } from '../publishing/reading/source.ts';
import { findingList, Refusal } from '../publishing/report.ts';
import { newStagingName, sweepStaging } from '../publishing/staging.ts';
import { inspectColumns, type LoadedColumn, plainName } from './columns.ts';
import { commonType, encodeAs, encodeAsRead, type GeometryKind } from './load-geometry.ts';
import { keyNotUnique, loaded, madeKey, ngpFile, noSuchColumn, pointsNeedCrs, tableTaken } from './refusals.ts';

export interface LoadOptions {
  id?: string | undefined;
  key?: string | undefined;
  layer?: string | undefined;
  crs?: string | undefined;
}

export interface LoadedFile {
  /** `public.<id>` */
  table: string;
  key: string;
  /** The key is made of the row's content. */
  keyIsMade: boolean;
  /** What the file calls columns whose names could not stay. */
  aliases: ReadonlyMap<string, readonly string[]>;
  notes: Localized[];
}

/** What the table is called when the operator does not say. */
export function idFromFile({ file, layer, id }: { file: string } & LoadOptions): string {
  return id ?? plainName(layer ?? basename(file).replace(/\.[^.]+(\.zip)?$/i, '')).slice(0, 40);
}

/**
 * Loads a file into a new table `public.<id>`. The rows keep their coordinates (2D); nothing is repaired. The table
 * appears whole or not at all. Throws Refusal.
 */
export async function loadFile(
  database: Database,
  file: string,
  options: LoadOptions & { id: string },
): Promise<LoadedFile> {
  const name = `public.${options.id}`;
  const taken = await database.query(sql`select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relname = ${options.id}`);
  if (taken.length > 0) throw new Refusal(tableTaken(name));
  const crs = options.crs === undefined ? undefined : await knownCrs(database, options.crs);
  const opened = await openFile(file, options.layer);
  if (opened.kind !== 'table') throw new Refusal(ngpFile());
  const { source: given, notes, close } = opened.file;
  try {
    const points = given.hasGeometry ? undefined : pointsFromColumns(given);
    const source = points && crs !== undefined ? points : given;
    const plan = await inspect(source, options.key, crs ?? source.srid ?? undefined);
    await fill(database, source, plan, options.id);
    const made = plan.key.column === undefined ? [madeKey()] : [];
    const hint = points && crs === undefined ? [pointsNeedCrs()] : [];
    return {
      table: name,
      key: plan.key.name,
      keyIsMade: plan.key.column === undefined,
      aliases: aliasesOf(plan.columns),
      notes: [...notes, loaded(name, plan.rows), ...made, ...hint],
    };
  } finally {
    await close();
  }
}

interface Plan {
  columns: readonly LoadedColumn[];
  /** The file's own key column, or none: then the key is made. */
  key: { name: string; column: LoadedColumn | undefined };
  geometry: GeometryKind | undefined;
  rows: number;
}

async function inspect(source: Source, wantedKey: string | undefined, crs: number | undefined): Promise<Plan> {
  const types = new Set<string>();
  const findings = findingList();
  let rows = 0;
  const columns = await inspectColumns(source, wantedKey, (row) => {
    rows += 1;
    if (!row.geometry) return;
    types.add(row.geometry.type);
    checkGeometry('Geometry', row, crs, findings, { row: row.number });
  });
  const [problem] = findings.findings;
  if (problem) throw new Refusal(problem, problem.value);
  if (rows === 0) throw new Refusal(noRows());
  const geometry = crs !== undefined && types.size > 0 ? { type: commonType(types), srid: crs } : undefined;
  const key = chooseKey(columns, wantedKey, rows);
  const used = columns.filter((column) => column.from !== source.rowNumber || column === key.column);
  return { columns: used, key, geometry, rows };
}

function chooseKey(columns: readonly LoadedColumn[], wanted: string | undefined, rows: number): Plan['key'] {
  if (wanted !== undefined) {
    const column = columns.find(({ from, name }) => from === wanted || name === wanted);
    if (!column)
      throw new Refusal(
        noSuchColumn(
          '--key',
          wanted,
          columns.map(({ name }) => name),
        ),
      );
    if (!column.unique) throw new Refusal(keyNotUnique(column.name, rows));
    return { name: column.name, column };
  }
  const column = columns.find(({ unique, field }) => unique && ['text', 'integer'].includes(field.type));
  if (column) return { name: column.name, column };
  const names = new Set(columns.map(({ name }) => name));
  return {
    name: ['id', 'rad_id', 'objekt_uuid'].find((name) => !names.has(name)) ?? 'allmanning_id',
    column: undefined,
  };
}

/** Where an import would not find the column by itself, since it has another name, or a twin that looks like it. */
function aliasesOf(columns: readonly LoadedColumn[]): Map<string, readonly string[]> {
  const folded = columns.map(({ from }) => fold(from));
  const isAlone = (text: string) => folded.filter((one) => one === text).length === 1;
  const renamed = columns.filter(({ from, name }) => fold(from) !== fold(name) || !isAlone(fold(from)));
  // An alias that is the name itself lets the file's own column come first.
  return new Map(renamed.map(({ from, name }) => [name, [...new Set([from, name])]]));
}

const sqlTypes = {
  boolean: 'boolean',
  integer: 'bigint',
  double: 'double precision',
  date: 'date',
  timestamptz: 'timestamptz',
  list: 'text[]',
  text: 'text',
  code: 'text',
} as const;

async function fill(database: Database, source: Source, plan: Plan, id: string): Promise<void> {
  await sweepStaging(database);
  const unfinished = newStagingName();
  try {
    await createTable(database, table(unfinished), plan, id);
    await copyRows(database, table(unfinished), source, plan);
    if (plan.geometry) {
      await database.query(
        sql`create index ${identifier(`${id}_geom`.slice(0, 63))} on ${table(unfinished)} using gist (geom)`,
      );
    }
    await database.transaction(async (tx) => {
      await tx.query(sql`alter table ${table(unfinished)} rename to ${identifier(id)}`);
      await tx.query(sql`alter table ${table(`allmanning.${id}`)} set schema public`);
    });
  } catch (error) {
    await database.query(sql`drop table if exists ${table(unfinished)}`);
    throw error;
  }
}

async function createTable(database: Queryable, name: Sql, { columns, key, geometry }: Plan, id: string) {
  // Named after the table to be, since renaming a table leaves its constraints.
  const primary = sql` constraint ${identifier(`${id}_pkey`.slice(0, 63))} primary key`;
  const definitions = columns.map(
    (column) =>
      sql`${identifier(column.name)} ${raw(sqlTypes[column.field.type])}${column === key.column ? primary : empty}`,
  );
  if (!key.column) definitions.unshift(sql`${identifier(key.name)} uuid${primary} default gen_random_uuid()`);
  if (geometry) definitions.push(raw(`geom geometry(${geometry.type}, ${geometry.srid})`));
  await database.query(sql`create table ${name} (${join(definitions)})`);
  for (const { from, name: column } of columns) {
    if (from === column) continue;
    await database.query(sql`comment on column ${name}.${identifier(column)} is ${literal(from)}`);
  }
}

const chunkRows = 400;
const chunkCharacters = 2_000_000;

async function copyRows(database: Queryable, name: Sql, source: Source, plan: Plan): Promise<void> {
  const all = [
    ...new Set([plan.key.name, ...plan.columns.map((column) => column.name), ...(plan.geometry ? ['geom'] : [])]),
  ];
  const names = join(all.map((column) => identifier(column)));
  const keyOfContent = contentKeys();
  let chunk: string[] = [];
  let characters = 0;
  const flush = async () => {
    if (chunk.length > 0) {
      await database.query(sql`insert into ${name} (${names})
        select ${names} from json_populate_recordset(null::${name}, ${`[${chunk.join(',')}]`}::json)`);
    }
    chunk = [];
    characters = 0;
  };
  for await (const row of source.rows()) {
    const record: Record<string, unknown> = {};
    for (const { from, name: column, field } of plan.columns) {
      const value = row.properties[from];
      const converted = convertValue(field, value);
      record[column] = 'value' in converted ? converted.value : null;
    }
    if (!plan.key.column) {
      const place = plan.geometry && row.geometry ? encodeAsRead(row.geometry, plan.geometry.srid) : null;
      record[plan.key.name] = keyOfContent(contentOf(record, place));
    }
    if (plan.geometry) record.geom = row.geometry ? encodeAs(row.geometry, plan.geometry) : null;
    const text = JSON.stringify(record);
    chunk.push(text);
    characters += text.length;
    if (chunk.length >= chunkRows || characters >= chunkCharacters) await flush();
  }
  await flush();
}
