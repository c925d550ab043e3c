import type { Config } from '../config.ts';
import type { Localized } from '../datasets/definition.ts';
import { loadRegistry } from '../datasets/registry.ts';
import type { PublishOptions } from '../publishing/options.ts';
import { publishFile } from '../publishing/publish.ts';
import { renderReport } from '../publishing/render.ts';
import { withDatabase } from './database.ts';

/** Puts a file into a dataset and prints the report. False: the file was refused and nothing has changed. */
export async function importFile(config: Config, options: PublishOptions, lang: keyof Localized): Promise<boolean> {
  const { definitions } = loadRegistry(config.datasetsDir);
  const report = await withDatabase(config, (database) => publishFile(database, definitions, options));
  console.log(renderReport(report, lang));
  return !report.refused;
}
