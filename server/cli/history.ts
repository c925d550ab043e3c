import type { NetChange } from '../comparing/changes.ts';
import { occasionsOf } from '../comparing/occasions.ts';
import type { Config } from '../config.ts';
import type { Localized } from '../datasets/definition.ts';
import { filesOf } from '../history/publications.ts';
import { historySize } from '../history/size.ts';
import { kindWords } from '../history/versions.ts';
import { problem } from '../http/problems.ts';
import { type Command, languageOf, oneWord, readWords, UsageError } from './command.ts';
import { withService } from './service.ts';

type Language = keyof Localized;

/** How a command tells what it found: in words, or as JSON for machines. */
export interface Telling {
  lang: Language;
  json: boolean;
}

export const logCommand: Command = {
  usage: `
  allmanning log <datamängd> [val]              vad som har ändrats, det senaste först
    --limit <tal>         så många rader; annars 10
    --json                för maskiner`,
  run(words, config) {
    const { values, positionals } = readWords(words, { limit: { type: 'string' }, json: { type: 'boolean' } });
    const dataset = oneWord(positionals, 'log tar <datamängd>');
    const limit = Number(values.limit ?? 10);
    if (!Number.isInteger(limit) || limit < 1) {
      throw new UsageError(`--limit ${values.limit} ska vara ett heltal från 1.`);
    }
    return log(config, dataset, limit, { lang: languageOf(values.lang), json: values.json ?? false });
  },
};

/** Prints the newest changes of a dataset (edits of a role within an hour are one), and what its past takes. False: there is none. */
export function log(config: Config, dataset: string, limit: number, { lang, json }: Telling): Promise<boolean> {
  return withService(config, lang, async (service) => {
    const definition = service.published.dataset(dataset);
    const remembered = service.published.remembered(dataset);
    if (!remembered) throw problem('no-history', { id: dataset });
    const { occasions, hasMore } = await occasionsOf(service, definition, limit);
    const size = await historySize(service.database, remembered);
    const numbers = occasions.flatMap(({ publication }) => publication ?? []);
    const files = await filesOf(service.database, numbers);
    const told = occasions.map((one) => ({ ...one, file: files.get(one.publication ?? -1) }));
    if (json) return console.log(JSON.stringify({ versions: told, hasMore, size }));
    for (const { version, first, time, kind, role, counts, publication, file, message } of told) {
      const what = `${kindWords[kind][lang]}${publication === undefined ? '' : ` ${publication}`}`;
      const numbered = first === undefined ? String(version) : `${first}–${version}`;
      const parts = [numbered.padStart(8), time, what, role, file, counts && inWords(counts, lang), message];
      console.log(parts.filter((part) => part !== undefined).join('  '));
    }
    const [rows, megabytes] = [size.rows.toLocaleString(lang), (size.bytes / 1_000_000).toFixed(1)];
    console.log(
      {
        sv: `Det som har varit: ${rows} rader, ${megabytes} MB.`,
        en: `What has been: ${rows} rows, ${megabytes} MB.`,
      }[lang],
    );
  });
}

/** `3 nya, 2 ändrade, 1 borttagna` */
export function inWords({ added, changed, removed }: Record<NetChange['change'], number>, lang: Language): string {
  return {
    sv: `${added} nya, ${changed} ändrade, ${removed} borttagna`,
    en: `${added} new, ${changed} changed, ${removed} removed`,
  }[lang];
}
