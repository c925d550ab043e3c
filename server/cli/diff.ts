import { createWriteStream, existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Between, changeAsJson, pagesOfChanges, type Reading } from '../comparing/changes.ts';
import { differencesShape, differingGeometries, withDifferences } from '../comparing/differences.ts';
import { placeInWords } from '../comparing/in-words.ts';
import type { Config } from '../config.ts';
import type { Queryable } from '../database/database.ts';
import { raw, sql } from '../database/sql.ts';
import type { Localized } from '../datasets/definition.ts';
import { newWorkFolder } from '../downloads/files.ts';
import { parseMomentOrNow, pastOf } from '../history/past.ts';
import type { PublishOptions } from '../publishing/options.ts';
import { publishFile } from '../publishing/publish.ts';
import { renderFindings, renderReport } from '../publishing/render.ts';
import type { Report } from '../publishing/report.ts';
import type { Service } from '../service/service.ts';
import { type Command, languageOf, readWords, UsageError } from './command.ts';
import { inWords, type Telling } from './history.ts';
import { fileOptions, fileWords } from './import.ts';
import { withService } from './service.ts';
import { toOutput } from './whole-file.ts';

export const diffCommand: Command = {
  usage: `
  allmanning diff <datamängd> <från> <till>     vad som skiljer två versioner, tider eller now; är <till> en fil: vad
                                                den skulle ändra, läst som av import (--layer, --crs, --replace …)
    --json                en rad JSON för varje objekt`,
  run(words, config) {
    const { values, positionals } = readWords(words, { ...fileWords, json: { type: 'boolean' } });
    const [dataset, from, until, ...more] = positionals;
    if (dataset === undefined || from === undefined || until === undefined || more.length > 0) {
      throw new UsageError('allmanning diff tar <datamängd> <från> <till>.');
    }
    if (isFile(from)) throw new UsageError('Filen ska stå sist: allmanning diff <datamängd> <från> <fil>.');
    const { lang, json = false, ...reading } = values;
    const telling = { lang: languageOf(lang), json };
    if (!isFile(until)) return diff(config, { dataset, from, until }, telling);
    return diffWithFile(config, from, { ...fileOptions(reading), dataset, file: until }, telling);
  },
};

const signs = { added: '+', changed: '~', removed: '-' } as const;

/** Numbers and times are looked for first: a file that is called so is reached by `./1234`. */
export function isFile(text: string): boolean {
  return text !== 'now' && !/^\d{1,15}$/.test(text) && existsSync(text);
}

/** Prints what differs between two versions or times. False: one of them is not known. */
export function diff(
  config: Config,
  { dataset, from, until }: { dataset: string; from: string; until: string },
  telling: Telling,
): Promise<boolean> {
  return withService(config, telling.lang, async (service) => {
    const definition = service.published.dataset(dataset);
    const state = (text: string) =>
      pastOf(service.database, service.published, definition, parseMomentOrNow('version', text));
    const between = { from: await state(from), until: await state(until) };
    for await (const line of linesOf(service, between, telling)) console.log(line);
  });
}

/**
 * Prints what a file would change since a version or time, read and checked as an import does it. Nothing is changed.
 * False: the file is refused, and the report is printed, or the version is not known.
 */
export async function diffWithFile(
  config: Config,
  from: string,
  options: PublishOptions,
  telling: Telling,
): Promise<boolean> {
  let report: Report | undefined;
  const isKnown = await withService(config, telling.lang, async (service) => {
    const folder = await newWorkFolder(service);
    const spool = join(folder, 'diff');
    try {
      // Whoever reads slowly must not keep others from the tables: all is read first, then told.
      const tried = (tx: Queryable) =>
        pipeline(Readable.from(wouldChange(service, tx, options.dataset, from, telling)), createWriteStream(spool));
      // Whoever asks what it would delete is told so.
      const asked = { ...options, dryRun: true, allowDeletes: true };
      report = await publishFile(service.database, service.published.definitions, asked, { tried });
      if (report.refused) return console.error(renderReport(report, telling.lang));
      for (const line of renderFindings(report, telling.lang)) console.error(line);
      await toOutput(spool);
      for (const { dataset, inserted: added, updated: changed, deleted: removed } of report.datasets)
        if (dataset !== options.dataset && added + changed + removed > 0)
          console.error(alsoNote(dataset, inWords({ added, changed, removed }, telling.lang))[telling.lang]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
  return isKnown && report?.refused === false;
}

function alsoNote(dataset: string, counts: string): Localized {
  return { sv: `Filen fyller också ${dataset}: ${counts}.`, en: `The file fills ${dataset}, too: ${counts}.` };
}

/** In the transaction that has written the file. */
async function* wouldChange(
  { published }: Service,
  tx: Queryable,
  dataset: string,
  from: string,
  telling: Telling,
): AsyncGenerator<string> {
  const definition = published.dataset(dataset);
  const [newest] = await tx.query<{ number: number }>(sql`select number from allmanning.change_counter`);
  const before = from === 'now' ? { number: newest?.number ?? 0 } : parseMomentOrNow('version', from);
  const was = await pastOf(tx, published, definition, before);
  // What COMMIT would do: the changes get their numbers.
  await tx.query(raw('set constraints all immediate'));
  const until = await pastOf(tx, published, definition, 'now');
  for await (const line of linesOf({ database: tx, published }, { from: was, until }, telling)) yield `${line}\n`;
}

/** A line for each object; in words, what of it differs follows. */
async function* linesOf(
  reading: Reading,
  states: Pick<Between, 'from' | 'until'>,
  { lang, json }: Telling,
): AsyncGenerator<string> {
  const { database, published } = reading;
  const counts = { added: 0, changed: 0, removed: 0 };
  for await (const page of pagesOfChanges(reading, { ...states, query: new URLSearchParams(), lang })) {
    const changes = await withDifferences(database, page);
    const changed = changes.filter(({ change }) => change === 'changed').map(({ featureId }) => featureId);
    const geometries = json ? undefined : await differingGeometries(database, published, states, changed);
    for (const change of changes) {
      const { featureId, differences } = change;
      counts[change.change] += 1;
      yield json ? changeAsJson(change) : `${signs[change.change]} ${featureId}`;
      if (json) continue;
      const fields = differencesShape.parse(JSON.parse(differences ?? '[]'));
      for (const { property, before, after } of fields)
        yield `    ${property}: ${valueInWords(before, lang)} → ${valueInWords(after, lang)}`;
      const geometry = geometries?.get(featureId);
      if (geometry) yield `    ${placeInWords(geometry, lang)}`;
    }
  }
  if (!json) yield inWords(counts, lang);
}

function valueInWords(value: unknown, lang: Telling['lang']): string {
  return value === null ? { sv: 'inget värde', en: 'no value' }[lang] : JSON.stringify(value);
}
