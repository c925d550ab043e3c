import { basename } from 'node:path';
import type { Config } from '../config.ts';
import type { Localized } from '../datasets/definition.ts';
import { loadRegistry, type UnpublishedFile } from '../datasets/registry.ts';
import type { PublishOptions } from '../publishing/options.ts';
import { publishFile } from '../publishing/publish.ts';
import { renderReport } from '../publishing/render.ts';
import { withDatabase } from './database.ts';

/** Puts a file into a dataset and prints the report. False: the file was refused and nothing has changed. */
export async function importFile(config: Config, options: PublishOptions, lang: keyof Localized): Promise<boolean> {
  const { definitions, unpublished } = loadRegistry(config.datasetsDir);
  const draft = unpublished.find(({ file }) => basename(file) === `${options.dataset}.json`);
  if (draft) {
    console.log(draftNotPublished(draft, lang));
    return false;
  }
  const report = await withDatabase(config, (database) => publishFile(database, definitions, options));
  console.log(renderReport(report, lang));
  return !report.refused;
}

function draftNotPublished({ file, problems }: UnpublishedFile, lang: keyof Localized): string {
  const what = problems.join(', ');
  return lang === 'sv'
    ? `${file} är ett utkast som inte är färdigt: ${what}. Fyll i det, importera sedan.`
    : `${file} is a draft that is not finished: ${what}. Fill it in, then import.`;
}
