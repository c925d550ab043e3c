import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from '../database/database.ts';
import type { Definition, Localized } from '../datasets/definition.ts';
import type { Places } from '../publishing/places.ts';
import { renderReport } from '../publishing/render.ts';
import type { Report } from '../publishing/report.ts';
import { framedPlaces, renderPage } from '../publishing/report-page.ts';
import type { Watch } from '../publishing/watch.ts';
import { UsageError } from './command.ts';
import { progressLine } from './progress.ts';

/** How a report is told: on the screen in words or as JSON, and in files. */
export interface ReportOptions {
  lang: keyof Localized;
  json: boolean;
  /** Names that end with .json or .html. */
  files: readonly string[];
}

/** The options of commands that give a report. */
export const reportWords = {
  report: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  message: { type: 'string' },
} as const;

/** Where reports go. Throws UsageError when a file can be no report, before anything is done. */
export function reportFiles(files: readonly string[] = []): readonly string[] {
  for (const file of files) {
    if (!/\.(json|html)$/i.test(file)) throw new UsageError(`--report ${file} ska sluta på .json eller .html.`);
    try {
      accessSync(dirname(file), constants.W_OK);
    } catch {
      throw new UsageError(`--report ${file}: mappen finns inte eller går inte att skriva i.`);
    }
  }
  return files;
}

/**
 * Does something while its steps are told on stderr, prints what became of it and writes it to files. False: it was refused,
 * or a file could not be written.
 */
export async function tellReport(
  { lang, json, files }: ReportOptions,
  { database, definitions }: { database: Database; definitions: readonly Definition[] },
  work: (watch: Watch) => Promise<Report>,
): Promise<boolean> {
  const hasPage = files.some(isPage);
  const places = hasPage ? new Map<string, Places>() : undefined;
  // Machines that read JSON read stderr for what went wrong.
  const line = json ? undefined : progressLine(process.stderr, lang);
  let report: Report;
  try {
    report = await work({ progress: line?.show, places });
  } finally {
    line?.end();
  }
  console.log(json ? JSON.stringify(report) : renderReport(report, lang));
  const maps = places ? await framedPlaces(database, definitions, report, places) : [];
  let isWritten = true;
  for (const file of files) {
    const text = isPage(file) ? renderPage(report, definitions, maps, lang) : `${JSON.stringify(report, null, 2)}\n`;
    try {
      writeFileSync(file, text);
    } catch (error) {
      isWritten = false;
      console.error(notWritten(file, error)[lang]);
    }
  }
  return !report.refused && isWritten;
}

function notWritten(file: string, error: unknown): Localized {
  const why = error instanceof Error ? error.message : String(error);
  return {
    sv: `Rapporten kunde inte skrivas till ${file} (${why}). Det som står ovan gäller.`,
    en: `The report could not be written to ${file} (${why}). What is said above holds.`,
  };
}

function isPage(file: string): boolean {
  return /\.html$/i.test(file);
}
