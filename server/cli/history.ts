import type { NetChange } from '../comparing/changes.ts';
import { countedVersions } from '../comparing/versions.ts';
import type { Config } from '../config.ts';
import type { Localized } from '../datasets/definition.ts';
import { parseMoment, pastOf } from '../history/past.ts';
import { filesOf } from '../history/publications.ts';
import { historySize } from '../history/size.ts';
import { problem } from '../http/problems.ts';
import { rollBack } from '../publishing/rollback.ts';
import { withService } from './service.ts';

type Language = keyof Localized;

/** How a command tells what it found: in words, or as JSON for machines. */
export interface Telling {
  lang: Language;
  json: boolean;
}

const kinds = {
  import: { sv: 'import', en: 'import' },
  rollback: { sv: 'återgång', en: 'rollback' },
  edit: { sv: 'ändring', en: 'edit' },
  unknown: { sv: 'okänd ändring', en: 'unknown change' },
};

/** Prints the newest versions of a dataset, and what its past takes. False: there is none. */
export function log(config: Config, dataset: string, limit: number, { lang, json }: Telling): Promise<boolean> {
  return withService(config, lang, async (service) => {
    const definition = service.published.dataset(dataset);
    const remembered = service.published.remembered(dataset);
    if (!remembered) throw problem('no-history', { id: dataset });
    const { versions, hasMore } = await countedVersions(service, definition, { limit });
    const size = await historySize(service.database, remembered);
    const numbers = versions.flatMap(({ publication }) => publication ?? []);
    const files = await filesOf(service.database, numbers);
    const told = versions.map((version) => ({ ...version, file: files.get(version.publication ?? -1) }));
    if (json) return console.log(JSON.stringify({ versions: told, hasMore, size }));
    for (const { version, time, kind, counts, publication, file, message } of told) {
      const what = `${kinds[kind][lang]}${publication === undefined ? '' : ` ${publication}`}`;
      const parts = [String(version).padStart(8), time, what, file, counts && inWords(counts, lang), message];
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

/** Puts back what a dataset was. False: refused, and the reason is printed. */
export async function rollback(
  config: Config,
  dataset: string,
  version: string,
  { message, dryRun, lang }: { message: string | undefined; dryRun: boolean; lang: Language },
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

/** `3 nya, 2 ändrade, 1 borttagna` */
export function inWords({ added, changed, removed }: Record<NetChange['change'], number>, lang: Language): string {
  return {
    sv: `${added} nya, ${changed} ändrade, ${removed} borttagna`,
    en: `${added} new, ${changed} changed, ${removed} removed`,
  }[lang];
}
