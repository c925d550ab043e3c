import type { Config } from '../config.ts';
import type { Localized } from '../datasets/definition.ts';
import { parseMoment, pastOf } from '../history/past.ts';
import { rollBack } from '../publishing/rollback.ts';
import { type Command, languageOf, readWords, twoWords } from './command.ts';
import { inWords } from './history.ts';
import { withService } from './service.ts';

export const rollbackCommand: Command = {
  usage: `
  allmanning rollback <datamängd> <version> [val] gör datamängden till vad den var
    --dry-run, --message  som för import`,
  run(words, config) {
    const { values, positionals } = readWords(words, { 'dry-run': { type: 'boolean' }, message: { type: 'string' } });
    const [dataset, version] = twoWords(positionals, 'rollback tar <datamängd> <version>');
    const { message, lang, 'dry-run': dryRun = false } = values;
    return rollback(config, dataset, version, { message, dryRun, lang: languageOf(lang) });
  },
};

/** Puts back what a dataset was. False: refused, and the reason is printed. */
export async function rollback(
  config: Config,
  dataset: string,
  version: string,
  { message, dryRun, lang }: { message: string | undefined; dryRun: boolean; lang: keyof Localized },
): Promise<boolean> {
  let isRefused = false;
  const isKnown = await withService(config, lang, async (service) => {
    const definition = service.published.dataset(dataset);
    const past = await pastOf(service.database, service.published, definition, parseMoment('version', version));
    const done = await rollBack(service.database, definition, past, { message, dryRun });
    if ('refused' in done) {
      isRefused = true;
      console.error({ sv: `Inget är ändrat: ${done.refused}`, en: `Nothing has changed: ${done.refused}` }[lang]);
      return;
    }
    const { inserted, updated, deleted, publication } = done;
    console.log(inWords({ added: inserted, changed: updated, removed: deleted }, lang));
    if (dryRun) console.log({ sv: 'Prövat: inget är ändrat.', en: 'Tried: nothing has changed.' }[lang]);
    else if (publication === undefined) console.log({ sv: 'Allt var så redan.', en: 'All was so already.' }[lang]);
    else console.log({ sv: `Publicering ${publication}.`, en: `Publication ${publication}.` }[lang]);
  });
  return isKnown && !isRefused;
}
