import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Queryable } from '../database/database.ts';
import { isOrdinaryTable } from '../database/install.ts';
import { sql, table } from '../database/sql.ts';
import { tablesOf } from '../datasets/checks.ts';
import type { Definition, Localized } from '../datasets/definition.ts';
import type { Staged } from './difference.ts';
import type { Outcome } from './make-report.ts';
import type { Occasion } from './occasion.ts';
import { noPlaces } from './places.ts';
import { programDigest } from './program-digest.ts';
import { namesWith } from './reading/private-copy.ts';
import { describeTarget } from './target.ts';

/**
 * Knows a file again that has nothing more to do: the same bytes under the same name, asked for in the same words, by the same
 * program and definitions, and not a row has been written since in any table that it is held against.
 */

/** What is kept with a publication. */
const settledShape = z.object({
  /** Of all that the outcome follows from beside rows. */
  asked: z.string(),
  /** Of the rows that were there when it was done. */
  rows: z.string(),
});

const publicationShape = z.object({
  id: z.number(),
  counts: z.record(
    z.string(),
    z.object({ rowsRead: z.number(), inserted: z.number(), updated: z.number(), unchanged: z.number() }),
  ),
  report: z.object({ errors: z.literal(0), warnings: z.literal(0), settled: settledShape }),
});

/** What a publication is to be known by. Undefined: nobody could tell, or the file would be published anew each time. */
export async function settle(
  tx: Queryable,
  occasion: Occasion,
  staged: readonly Staged[],
): Promise<z.infer<typeof settledShape> | undefined> {
  const hasKeys = ({ preparation: { definition, target }, staging }: Staged) =>
    staging.columns.some(({ name }) => name === definition.key) || target.columns.get(definition.key)?.generated;
  if (!staged.every(hasKeys)) return undefined;
  const asked = await askedFor(tx, occasion);
  const rows = await rowsThere(tx, occasion);
  return asked && rows ? { asked, rows } : undefined;
}

/** What an import of a file would give that is published already, found out without reading it. Undefined: it has to be read. */
export async function settledBefore(occasion: Occasion): Promise<Outcome | undefined> {
  const { database, options, notes } = occasion;
  if (options.full || occasion.tried || !occasion.file.sha256) return undefined;
  const own = ownDefinitions(occasion);
  const ids = own.map(({ id }) => id);
  const [newest] = await database.query(sql`
    select id, counts, report from allmanning.publications where datasets && ${ids}::text[] order by id desc limit 1`);
  const { data: publication } = publicationShape.safeParse(newest);
  if (!publication) return undefined;
  const { id, counts, report } = publication;
  if (report.settled.asked !== (await askedFor(database, occasion))) return undefined;
  if (report.settled.rows !== (await rowsThere(database, occasion))) return undefined;
  notes.push(sameNote(id));
  const datasets = own.flatMap(({ id: dataset, title }) => {
    const was = counts[dataset];
    if (!was) return [];
    occasion.places?.set(dataset, noPlaces());
    const unchanged = was.inserted + was.updated + was.unchanged;
    return { dataset, title, rowsRead: was.rowsRead, inserted: 0, updated: 0, deleted: 0, unchanged, refused: 0 };
  });
  return { datasets };
}

function sameNote(publication: number): Localized {
  return {
    sv: `Samma fil som publicering ${publication}, och inget har ändrats sedan dess. Den lästes inte: lägg till --full för att läsa den ändå.`,
    en: `The same file as publication ${publication}, and nothing has changed since. It was not read: add --full to read it all the same.`,
  };
}

/** The datasets that the file may fill: one of plans fills all that take its objects. */
function ownDefinitions({ definitions, options }: Occasion): Definition[] {
  const own = definitions.find(({ id }) => id === options.dataset);
  if (!own) return [];
  return own.import?.ngp ? definitions.filter((one) => one.import?.ngp) : [own];
}

async function askedFor(database: Queryable, occasion: Occasion): Promise<string | undefined> {
  const { definitions, options, file, asked } = occasion;
  // Of several files only one has a digest.
  if (!file.sha256 || (await namesWith(resolve(options.file))).length > 1) return undefined;
  const own = ownDefinitions(occasion);
  const tables = await Promise.all(own.map((definition) => describeTarget(database, definition)));
  const columns = tables.map((found) => found && [[...found.columns.values()], found.references]);
  // An edition may be guessed from the year in which the file was saved.
  const year = (await stat(options.file)).mtime.getFullYear();
  const [postgis] = await database.query<{ version: string }>(sql`select postgis_lib_version() as version`);
  const all = [
    programDigest(),
    postgis?.version,
    file.name,
    file.sha256,
    year,
    options.dataset,
    asked,
    definitions,
    columns,
  ];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

/**
 * A digest of where each row stands and which transaction wrote it, in all tables that have a say: no row can come, go or change
 * without it, whoever writes and whether or not the table has triggers of ours.
 */
async function rowsThere(database: Queryable, occasion: Occasion): Promise<string | undefined> {
  const digests: string[] = [];
  for (const name of [...(await tablesHeard(database, occasion))].toSorted()) {
    const isOrdinary = await isOrdinaryTable(database, table(name));
    if (isOrdinary === false) return undefined;
    if (isOrdinary === undefined) continue;
    const [row] = await database.query<{ digest: string }>(sql`
      select count(*) || ' ' || coalesce(bit_xor(hashtextextended(ctid::text || ' ' || xmin::text, 0)), 0) as digest
      from ${table(name)}`);
    digests.push(`${name} ${row?.digest}`);
  }
  return createHash('sha256').update(digests.join('\n')).digest('hex');
}

/** The tables that are written to, and all that the rows are held against. */
async function tablesHeard(database: Queryable, occasion: Occasion): Promise<Set<string>> {
  const own = ownDefinitions(occasion);
  const heard = new Set(own.map((definition) => definition.table));
  for (const definition of own) {
    const { known } = definition.import?.table ?? {};
    if (known) heard.add(known.table);
    for (const reference of (await describeTarget(database, definition))?.references ?? []) heard.add(reference.table);
  }
  for (const { table: name, checks = [] } of occasion.definitions) {
    const named = [name, ...checks.flatMap(tablesOf)];
    if (named.some((one) => own.some((definition) => definition.table === one)))
      for (const one of named) heard.add(one);
  }
  return heard;
}
