import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Database } from '../database/database.ts';
import type { Definition, Localized } from '../datasets/definition.ts';
import { checkStaged } from './check-staged.ts';
import { keepingRules } from './checking/rules.ts';
import type { Staged } from './difference.ts';
import { sha256Of } from './file-digest.ts';
import { fileChanged, noRows, notForThisDataset, notWritable, unknownDataset } from './findings.ts';
import { knownCrs } from './known-crs.ts';
import { locateRefused, locateStaged } from './locate.ts';
import { makeReport, type Outcome, roleOf } from './make-report.ts';
import { ngpObjects, readNgp } from './ngp/read.ts';
import type { Occasion } from './occasion.ts';
import type { PublishOptions } from './options.ts';
import { noPlaces } from './places.ts';
import { type FileFacts, prepare } from './prepare.ts';
import { fileState, requireUnchanged } from './reading/file-state.ts';
import { openFile } from './reading/open.ts';
import type { Source } from './reading/source.ts';
import { type DatasetReport, type FindingList, findingList, Refusal, type Report } from './report.ts';
import { settledBefore } from './settled.ts';
import { readSs637040 } from './ss637040/read.ts';
import { stageRows } from './stage-rows.ts';
import { createStaging, dropStaging, sweepStaging } from './staging.ts';
import { describeTarget } from './target.ts';
import { forgetAllTiles, forgetTiles, prepareTiles } from './tiles.ts';
import type { Watch } from './watch.ts';
import { writeStaged } from './write-staged.ts';

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
  const { dataset: _, file: path, message, now: __, dryRun = false, full: ___, ...asked } = options;
  // A file that is not there has none; that is told when it is opened.
  const state = await fileState(path).catch(() => undefined);
  const sha256 = await sha256Of(path).catch(() => undefined);
  const file = { name: basename(resolve(path)), sha256, state };
  const occasion = { ...watch, database, definitions, options, file, asked, findings, notes };
  const done = await attempt(findings, () => run(occasion));
  await locateRefused(database, findings);
  const role = await roleOf(database);
  const about = { kind: 'import' as const, file: file.name, sha256, started, role, message, dryRun };
  return makeReport({ ...about, options: asked }, done ?? { datasets: [] }, findings, notes);
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

async function run(occasion: Occasion): Promise<Outcome> {
  const { database, definitions, options, findings, notes } = occasion;
  const definition = definitions.find(({ id }) => id === options.dataset);
  if (!definition) throw new Refusal(unknownDataset(definitions.map(({ id }) => id)), options.dataset);
  const crs = options.crs === undefined ? undefined : await knownCrs(database, options.crs);
  const before = await fileState(options.file);
  if (occasion.file.state !== before) throw new Refusal(fileChanged());
  const settled = await settledBefore(occasion);
  if (settled) return settled;
  occasion.progress?.({ step: 'open' });
  const opened = await openFile(options.file, options.layer);
  if (opened.kind !== 'table') {
    const takers = planTakers(definitions, definition);
    const sources =
      opened.kind === 'ngp'
        ? readNgp(opened.json, findings)
        : await readSs637040(options.file, options.set ?? {}, findings);
    const parts = takers.map(({ object, definition: taker }) => ({ definition: taker, source: sources[object] }));
    return publishSources(occasion, parts, crs, before);
  }
  try {
    notes.push(...opened.file.notes);
    const sources = [{ definition, source: opened.file.source }];
    return await publishSources(occasion, sources, crs, before);
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
  return ngpObjects.flatMap((object) =>
    takers.filter((taker) => taker.import?.ngp === object).map((taker) => ({ object, definition: taker })),
  );
}

/** `before`: the file as it was when it was opened. */
async function publishSources(
  occasion: Occasion,
  parts: readonly Part[],
  crs: number | undefined,
  before: string,
): Promise<Outcome> {
  const { database, definitions, options, findings, notes } = occasion;
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
    await checkStaged(occasion, staged);
    await locateStaged(database, staged, findings);
    if (findings.errors > 0) return { datasets: reports };
    for (const one of staged) await prepareTiles(database, one, occasion.progress);
    await requireUnchanged(options.file, before);
    occasion.progress?.({ step: 'write' });
    const publication = await keepingRules(database, definitions, staged, findings, (rules) =>
      writeStaged(occasion, staged, reports, rules),
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
