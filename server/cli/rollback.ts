import type { Config } from '../config.ts';
import { parseMoment, pastOf } from '../history/past.ts';
import { rollBack } from '../publishing/rollback.ts';
import { type Command, languageOf, readWords, twoWords } from './command.ts';
import { withService } from './service.ts';
import { type ReportOptions, reportFiles, reportWords, tellReport } from './tell-report.ts';

export const rollbackCommand: Command = {
  usage: `
  allmanning rollback <datamängd> <version>     gör datamängden till vad den var
    --dry-run, --message, --report, --json        som för import`,
  run(words, config) {
    const { values, positionals } = readWords(words, reportWords);
    const [dataset, version] = twoWords(positionals, 'rollback tar <datamängd> <version>');
    const { message, lang, report, json = false, 'dry-run': dryRun = false } = values;
    const told = { lang: languageOf(lang), json, files: reportFiles(report) };
    return rollback(config, { dataset, version, message, dryRun }, told);
  },
};

/** Puts back what a dataset was, and tells the report. False: refused, or the version is not known. */
export async function rollback(
  config: Config,
  asked: { dataset: string; version: string; message?: string | undefined; dryRun: boolean },
  told: ReportOptions,
): Promise<boolean> {
  let isDone = false;
  const isKnown = await withService(config, told.lang, async ({ database, published }) => {
    const definition = published.dataset(asked.dataset);
    const past = await pastOf(database, published, definition, parseMoment('version', asked.version));
    const { definitions } = published;
    isDone = await tellReport(told, { database, definitions }, (watch) =>
      rollBack(database, definitions, definition, past, asked, watch),
    );
  });
  return isKnown && isDone;
}
