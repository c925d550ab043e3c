import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Database, Queryable } from '../database/database.ts';
import { refusalOf } from '../database/refusal.ts';
import { identifier, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition, Localized } from '../datasets/definition.ts';
import { recordPublication } from '../history/publications.ts';
import { type CheckedRow, checkRow } from './checking/row.ts';
import { checkStagedGeometry } from './checking/staged-geometry.ts';
import { checkKeys, checkReference, checkWithoutKeys } from './checking/staged-keys.ts';
import { deleteMissing, insertNew, lockTarget, removeExamples, type Staged, updateChanged } from './difference.ts';
import { unlessDryRun } from './dry-run.ts';
import { sha256Of } from './file-digest.ts';
import { databaseRefused, noRows, notForThisDataset, notWritable, unknownDataset } from './findings.ts';
import { knownCrs } from './known-crs.ts';
import { readNgp } from './ngp/read.ts';
import type { PublishOptions } from './options.ts';
import { type FileFacts, type Preparation, prepare } from './prepare.ts';
import { fileState, requireUnchanged } from './reading/file-state.ts';
import { openFile } from './reading/open.ts';
import type { Source } from './reading/source.ts';
import { type DatasetReport, type FindingList, findingList, Refusal, type Report } from './report.ts';
import { chooseShown, isChosen, markShown } from './shown.ts';
import { readSs637040 } from './ss637040/read.ts';
import { createStaging, dropStaging, fillStaging, sweepStaging } from './staging.ts';
import { describeTarget } from './target.ts';
import { forgetTiles, prepareTiles } from './tiles.ts';

/** Rows that go to the database at a time: few enough that nobody waits long for the embedded one. */
const chunkRows = 400;
const chunkCharacters = 2_000_000;

/**
 * File → read → check → stage → difference → publish. The published rows change in one short transaction or, when
 * anything is wrong, not at all. Bad input never throws: it is in the report.
 */
export async function publishFile(
  database: Database,
  definitions: readonly Definition[],
  options: PublishOptions,
): Promise<Report> {
  const started = performance.now();
  const findings = findingList();
  const notes: Localized[] = [];
  const done = await attempt(findings, () => run(database, definitions, options, findings, notes));
  return {
    file: basename(options.file),
    datasets: done?.reports ?? [],
    findings: findings.findings,
    errors: findings.errors,
    warnings: findings.warnings,
    notes,
    refused: findings.errors > 0,
    dryRun: options.dryRun === true,
    ...(done?.publication === undefined ? {} : { publication: done.publication }),
    seconds: (performance.now() - started) / 1000,
  };
}

interface Done {
  reports: DatasetReport[];
  publication?: number;
}

async function attempt<T>(findings: FindingList, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    findings.add(error.problem, { value: error.value });
    return undefined;
  }
}

async function run(
  database: Database,
  definitions: readonly Definition[],
  options: PublishOptions,
  findings: FindingList,
  notes: Localized[],
): Promise<Done> {
  const definition = definitions.find(({ id }) => id === options.dataset);
  if (!definition) throw new Refusal(unknownDataset(definitions.map(({ id }) => id)), options.dataset);
  const crs = options.crs === undefined ? undefined : await knownCrs(database, options.crs);
  const before = await fileState(options.file);
  const opened = await openFile(options.file, options.layer);
  if (opened.kind !== 'table') {
    const takers = planTakers(definitions, definition);
    const sources =
      opened.kind === 'ngp'
        ? readNgp(opened.json, findings)
        : await readSs637040(options.file, options.set ?? {}, findings);
    const parts = takers.map(({ object, definition: taker }) => ({ definition: taker, source: sources[object] }));
    return publishSources(database, definitions, parts, crs, { ...options, before }, findings, notes);
  }
  try {
    notes.push(...opened.file.notes);
    const sources = [{ definition, source: opened.file.source }];
    return await publishSources(database, definitions, sources, crs, { ...options, before }, findings, notes);
  } finally {
    await opened.file.close();
  }
}

interface Part {
  definition: Definition;
  source: Source;
}

/** One file of plans fills every dataset that takes its objects, plans before provisions. */
function planTakers(definitions: readonly Definition[], asked: Definition) {
  const takers = definitions.filter((definition) => definition.import?.ngp);
  if (!asked.import?.ngp) throw new Refusal(notForThisDataset(takers.map(({ id }) => id)), asked.id);
  return (['detaljplan', 'planbestammelse'] as const).flatMap((object) =>
    takers.filter((taker) => taker.import?.ngp === object).map((taker) => ({ object, definition: taker })),
  );
}

async function publishSources(
  database: Database,
  definitions: readonly Definition[],
  parts: readonly Part[],
  crs: number | undefined,
  { before, ...options }: PublishOptions & { before: string },
  findings: FindingList,
  notes: Localized[],
): Promise<Done> {
  const { mtime } = await stat(options.file);
  const file: FileFacts = { name: basename(resolve(options.file)), modified: mtime };
  await sweepStaging(database);
  const staged: Staged[] = [];
  const reports: DatasetReport[] = [];
  try {
    for (const { definition, source } of parts) {
      const target = await describeTarget(database, definition);
      if (!target) throw new Refusal(notWritable(), definition.id);
      const preparation = prepare(definition, target, source, ownOptions(definition, parts, options), file, findings);
      notes.push(...preparation.notes);
      const one = { preparation, staging: await createStaging(database, preparation) };
      staged.push(one);
      const rowsRead = await stageRows(database, one, crs, findings);
      reports.push(emptyReport(definition, rowsRead));
    }
    if (reports.every(({ rowsRead }) => rowsRead === 0) && findings.errors === 0) throw new Refusal(noRows());
    await checkStaged(database, definitions, staged, options, findings);
    if (findings.errors > 0) return { reports };
    for (const one of staged) await prepareTiles(database, one);
    await requireUnchanged(options.file, before);
    const publication = await publish(database, staged, reports, options, findings, notes);
    return { reports, ...(publication === undefined ? {} : { publication }) };
  } finally {
    for (const one of staged) {
      await forgetTiles(database, one);
      await dropStaging(database, one.staging);
    }
  }
}

/** Of a file that fills several datasets, `--set` and `--map` are for those that have the field. */
function ownOptions(definition: Definition, parts: readonly Part[], options: PublishOptions): PublishOptions {
  const has = (one: Definition, name: string) => one.fields.some((field) => field.name === name);
  const isOthers = (name: string) => !has(definition, name) && parts.some((part) => has(part.definition, name));
  const own = (values: PublishOptions['set']) =>
    values && Object.fromEntries(Object.entries(values).filter(([name]) => !isOthers(name)));
  return { ...options, set: own(options.set), map: own(options.map) };
}

function emptyReport({ id, title }: Definition, rowsRead: number): DatasetReport {
  return { dataset: id, title, rowsRead, inserted: 0, updated: 0, deleted: 0, unchanged: 0 };
}

async function stageRows(
  database: Queryable,
  { preparation, staging }: Staged,
  crs: number | undefined,
  findings: FindingList,
): Promise<number> {
  const { source, complete } = preparation;
  let rowsRead = 0;
  let chunk: CheckedRow[] = [];
  let characters = 0;
  const flush = async () => {
    if (chunk.length > 0 && complete) await fillStaging(database, staging, preparation, chunk, findings);
    chunk = [];
    characters = 0;
  };
  for await (const row of source.rows()) {
    rowsRead += 1;
    const checked = checkRow(preparation, row, crs ?? source.srid ?? undefined, findings);
    if (!checked) continue;
    chunk.push(checked);
    characters += checked.geometry?.length ?? 0;
    if (chunk.length >= chunkRows || characters >= chunkCharacters) await flush();
  }
  await flush();
  return rowsRead;
}

async function checkStaged(
  database: Queryable,
  definitions: readonly Definition[],
  staged: readonly Staged[],
  options: PublishOptions,
  findings: FindingList,
): Promise<void> {
  for (const { preparation, staging } of staged) {
    const { definition, target } = preparation;
    // What joins look at; of geometry they ask nothing.
    await database.query(sql`analyze ${staging.table} (import_row, ${identifier(definition.key)})`);
    await checkStagedGeometry(database, staging, definition, findings);
    await checkKeys(database, staging, definition, findings);
    if (preparation.keyOfContent && !options.replace) await checkWithoutKeys(database, staging, definition, findings);
    for (const reference of target.references) {
      const referred = definitions.find(({ table }) => table === reference.table);
      const inFile = staged.find((other) => other.preparation.definition.table === reference.table)?.staging;
      const replaced = inFile !== undefined && options.replace === true;
      await checkReference(
        database,
        staging,
        definition,
        reference,
        { definition: referred, staging: inFile, replaced },
        findings,
      );
    }
  }
}

/**
 * The only moment in which published rows change. Parents come first in `staged`, so deletions run backwards. Gives the
 * number of the publication, where anything changed.
 */
async function publish(
  database: Database,
  staged: readonly Staged[],
  reports: readonly DatasetReport[],
  options: PublishOptions,
  findings: FindingList,
  notes: Localized[],
): Promise<number | undefined> {
  const told: Localized[] = [];
  const file = { name: basename(resolve(options.file)), sha256: await sha256Of(options.file) };
  let publication: number | undefined;
  try {
    await unlessDryRun(options.dryRun === true, database, async (tx) => {
      const backwards = staged.toReversed();
      for (const one of staged) await lockTarget(tx, one);
      let examples = 0;
      for (const one of backwards) examples += await removeExamples(tx, one);
      if (examples > 0) told.push(examplesNote(examples));
      const deleted = new Map<Preparation, number>();
      for (const one of backwards) {
        deleted.set(one.preparation, await deleteMissing(tx, one, options.replace === true));
      }
      for (const [index, one] of staged.entries()) {
        const changes = await write(tx, one, options, told);
        Object.assign(reports[index] ?? {}, { ...changes, deleted: deleted.get(one.preparation) ?? 0 });
      }
      const isNews = reports.some(({ inserted, updated, deleted: gone }) => inserted + updated + gone > 0);
      if (options.dryRun || (!isNews && examples === 0)) return;
      const { message, dataset: _, file: __, now: ___, dryRun: ____, ...asked } = options;
      const counts = Object.fromEntries(reports.map(({ dataset, title: _title, ...numbers }) => [dataset, numbers]));
      const datasets = reports.map(({ dataset }) => dataset);
      publication = await recordPublication(tx, { kind: 'import', datasets, file, message, options: asked, counts });
    });
    notes.push(...told);
    return publication;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    findings.add(databaseRefused(refusal));
    return undefined;
  }
}

async function write(tx: Queryable, one: Staged, options: PublishOptions, told: Localized[]) {
  const shown = await chooseShown(tx, one, { show: options.show === true, replace: options.replace === true });
  const updated = await updateChanged(tx, one);
  const extra = new Map<string, Sql>();
  if (shown) extra.set(shown.column, isChosen(shown, raw('s')));
  const inserted = await insertNew(tx, one, extra);
  if (shown) {
    await markShown(tx, one, shown);
    told.push(shown.note);
  }
  const [total] = await tx.query<{ n: number }>(sql`select count(*)::int as n from ${one.staging.table}`);
  return { inserted, updated, unchanged: (total?.n ?? 0) - inserted - updated };
}

function examplesNote(count: number): Localized {
  return {
    sv: `Exempelraderna (${count}) togs bort, eftersom riktiga data nu finns.`,
    en: `The example rows (${count}) were removed, since there are real data now.`,
  };
}
