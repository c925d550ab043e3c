import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Database, Queryable } from '../database/database.ts';
import { refusalOf } from '../database/refusal.ts';
import { identifier, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition, Localized } from '../datasets/definition.ts';
import { recordPublication } from '../history/publications.ts';
import { type CheckedRow, checkRow } from './checking/row.ts';
import { keepingRules, type Rules } from './checking/rules.ts';
import { checkStagedGeometry } from './checking/staged-geometry.ts';
import { checkKeys, checkReference, checkWithoutKeys } from './checking/staged-keys.ts';
import { checkPlace } from './checking/staged-place.ts';
import { checkTable } from './checking/staged-table.ts';
import { checkDeletions } from './deletions.ts';
import {
  deleteMissing,
  insertNew,
  isMissing,
  lockTarget,
  removeExamples,
  type Staged,
  updateChanged,
} from './difference.ts';
import { sha256Of } from './file-digest.ts';
import { databaseRefused } from './findings/values.ts';
import { noRows, notForThisDataset, notWritable, unknownDataset } from './findings.ts';
import { keptIf } from './kept-if.ts';
import { knownCrs } from './known-crs.ts';
import { locateRefused, locateStaged } from './locate.ts';
import { makeReport, type Outcome, roleOf, storedReport } from './make-report.ts';
import { readNgp } from './ngp/read.ts';
import type { PublishOptions } from './options.ts';
import { noPlaces } from './places.ts';
import { type FileFacts, type Preparation, prepare } from './prepare.ts';
import { fileState, requireUnchanged } from './reading/file-state.ts';
import { openFile } from './reading/open.ts';
import type { Source } from './reading/source.ts';
import { checkReferrers } from './referring.ts';
import { type DatasetReport, type FindingList, findingList, Refusal, type Report } from './report.ts';
import { chooseShown, isChosen, markShown } from './shown.ts';
import { readSs637040 } from './ss637040/read.ts';
import { createStaging, dropStaging, fillStaging, sweepStaging } from './staging.ts';
import { describeTarget } from './target.ts';
import { forgetAllTiles, forgetTiles, prepareTiles } from './tiles.ts';
import type { Watch } from './watch.ts';

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
  watch: Watch = {},
): Promise<Report> {
  const started = new Date().toISOString();
  const findings = findingList();
  const notes: Localized[] = [];
  const { dataset: _, file: path, message, now: __, dryRun = false, ...asked } = options;
  // A file that is not there has none; that is told when it is opened.
  const sha256 = await sha256Of(path).catch(() => undefined);
  const occasion = { ...watch, file: { name: basename(resolve(path)), sha256 }, asked };
  const done = await attempt(findings, () => run(database, definitions, options, findings, notes, occasion));
  await locateRefused(database, findings);
  const role = await roleOf(database);
  const about = { kind: 'import' as const, file: occasion.file.name, sha256, started, role, message, dryRun };
  return makeReport({ ...about, options: asked }, done ?? { datasets: [] }, findings, notes);
}

/** What an import is told of besides its work: who looks on, and what goes into the records. */
interface Occasion extends Watch {
  file: { name: string; sha256: string | undefined };
  asked: Omit<PublishOptions, 'dataset' | 'file' | 'message' | 'now' | 'dryRun'>;
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
  occasion: Occasion,
): Promise<Outcome> {
  const definition = definitions.find(({ id }) => id === options.dataset);
  if (!definition) throw new Refusal(unknownDataset(definitions.map(({ id }) => id)), options.dataset);
  const crs = options.crs === undefined ? undefined : await knownCrs(database, options.crs);
  const before = await fileState(options.file);
  occasion.progress?.({ step: 'open' });
  const opened = await openFile(options.file, options.layer);
  if (opened.kind !== 'table') {
    const takers = planTakers(definitions, definition);
    const sources =
      opened.kind === 'ngp'
        ? readNgp(opened.json, findings)
        : await readSs637040(options.file, options.set ?? {}, findings);
    const parts = takers.map(({ object, definition: taker }) => ({ definition: taker, source: sources[object] }));
    return publishSources(database, definitions, parts, crs, { ...options, before }, findings, notes, occasion);
  }
  try {
    notes.push(...opened.file.notes);
    const sources = [{ definition, source: opened.file.source }];
    return await publishSources(database, definitions, sources, crs, { ...options, before }, findings, notes, occasion);
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
  occasion: Occasion,
): Promise<Outcome> {
  const { mtime } = await stat(options.file);
  const file: FileFacts = { name: occasion.file.name, modified: mtime };
  if (await sweepStaging(database)) for (const { definition } of parts) await forgetAllTiles(database, definition);
  const staged: Staged[] = [];
  const reports: DatasetReport[] = [];
  try {
    for (const { definition, source } of parts) {
      const target = await describeTarget(database, definition);
      if (!target) throw new Refusal(notWritable(), definition.id);
      const preparation = prepare(definition, target, source, ownOptions(definition, parts, options), file, findings);
      notes.push(...preparation.notes);
      const places = occasion.places && noPlaces();
      if (places) occasion.places?.set(definition.id, places);
      const one = { preparation, staging: await createStaging(database, preparation), places };
      staged.push(one);
      const rowsRead = await stageRows(database, one, crs, findings, occasion);
      reports.push(emptyReport(definition, rowsRead));
    }
    if (reports.every(({ rowsRead }) => rowsRead === 0) && findings.errors === 0) throw new Refusal(noRows());
    occasion.progress?.({ step: 'check' });
    await checkStaged(database, definitions, staged, options, findings);
    await locateStaged(database, staged, findings);
    if (findings.errors > 0) return { datasets: reports };
    for (const one of staged) await prepareTiles(database, one, occasion.progress);
    await requireUnchanged(options.file, before);
    occasion.progress?.({ step: 'write' });
    const publication = await keepingRules(database, definitions, staged, findings, (rules) =>
      publish(database, definitions, staged, rules, reports, options, findings, notes, occasion),
    );
    return { datasets: reports, publication };
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
  return { dataset: id, title, rowsRead, inserted: 0, updated: 0, deleted: 0, unchanged: 0, refused: 0 };
}

/** Reads, checks and stages the rows of a source. Gives their number. */
export async function stageRows(
  database: Queryable,
  { preparation, staging }: Staged,
  crs: number | undefined,
  findings: FindingList,
  { progress }: Watch,
): Promise<number> {
  const { source, complete } = preparation;
  let rowsRead = 0;
  let chunk: CheckedRow[] = [];
  let characters = 0;
  const flush = async () => {
    if (chunk.length > 0 && complete) await fillStaging(database, staging, preparation, chunk, findings);
    chunk = [];
    characters = 0;
    progress?.({ step: 'read', done: rowsRead, of: source.count });
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
    await checkPlace(database, staging, definition, definitions, options.crs !== undefined, findings);
    await checkStagedGeometry(database, staging, definition, findings);
    await checkKeys(database, staging, definition, findings);
    if (preparation.keyOfContent && !options.replace) await checkWithoutKeys(database, staging, definition, findings);
    await checkTable(database, staging, definition, definitions, findings);
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
  definitions: readonly Definition[],
  staged: readonly Staged[],
  rules: Rules,
  reports: readonly DatasetReport[],
  options: PublishOptions,
  findings: FindingList,
  notes: Localized[],
  { file, asked, tried }: Occasion,
): Promise<number | undefined> {
  const told: Localized[] = [];
  let publication: number | undefined;
  try {
    await keptIf(database, async (tx) => {
      const backwards = staged.toReversed();
      for (const one of staged) await lockTarget(tx, one);
      await rules.before(tx);
      let examples = 0;
      for (const one of backwards) examples += await removeExamples(tx, one);
      if (examples > 0) told.push(examplesNote(examples));
      const deleted = new Map<Preparation, number>();
      for (const one of backwards) {
        const { definition } = one.preparation;
        const along = { findings, notes: told, along: true };
        await checkReferrers(tx, definitions, definition, isMissing(one, options.replace === true), along);
        if (findings.errors > 0) return false;
        deleted.set(one.preparation, await deleteMissing(tx, one, options.replace === true));
      }
      for (const [index, one] of staged.entries()) {
        const changes = await write(tx, one, options, told);
        Object.assign(reports[index] ?? {}, { ...changes, deleted: deleted.get(one.preparation) ?? 0 });
      }
      if (!options.allowDeletes) checkDeletions(reports, findings);
      if (findings.errors > 0) return false;
      const isNews = reports.some(({ inserted, updated, deleted: gone }) => inserted + updated + gone > 0);
      if (isNews) await rules.after(tx);
      if (options.dryRun) await tried?.(tx);
      if (options.dryRun) return false;
      if (!isNews && examples === 0) return true;
      const { message } = options;
      const counts = Object.fromEntries(reports.map(({ dataset, title: _title, ...numbers }) => [dataset, numbers]));
      const datasets = reports.map(({ dataset }) => dataset);
      const report = storedReport(findings, [...notes, ...told]);
      const about = { kind: 'import' as const, datasets, file, message, options: asked, counts, report };
      publication = await recordPublication(tx, about);
      return true;
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
