import { basename } from 'node:path';
import type { Config } from '../config.ts';
import type { Localized } from '../datasets/definition.ts';
import { loadRegistry, type UnpublishedFile } from '../datasets/registry.ts';
import type { PublishOptions } from '../publishing/options.ts';
import { publishFile } from '../publishing/publish.ts';
import { type Command, languageOf, readWords, twoWords, UsageError } from './command.ts';
import { withDatabase } from './database.ts';
import { type ReportOptions, reportFiles, reportWords, tellReport } from './tell-report.ts';

export const importCommand: Command = {
  usage: `
  allmanning import <datamängd> <fil> [val]     lägg in en fil i en datamängd
    --layer <namn>        vilket lager, när filen har flera
    --crs EPSG:<kod>      filens koordinatsystem, när filen inte säger det
    --map <fält>=<kolumn> vilken kolumn i filen som är ett fält (kan upprepas)
    --set <fält>=<värde>  samma värde på alla rader (kan upprepas)
    --edition <utgåva>    områdenas utgåva, till exempel 2025
    --show                visa filens indelning på kartan
    --replace             filen är hela datamängden: det som inte finns i den tas bort
    --allow-deletes       fler än var femte rad får försvinna
    --dry-run             allt utom sista steget: inget ändras
    --full                läs filen även om den är densamma som sist
    --message <text>      varför, så att alla kan läsa det
    --report <fil>        rapporten som .json eller som sida, .html (kan upprepas)
    --json                rapporten som JSON`,
  run(words, config) {
    const { values, positionals } = readWords(words, {
      ...fileWords,
      'allow-deletes': { type: 'boolean' },
      full: { type: 'boolean' },
      ...reportWords,
    });
    const [dataset, file] = twoWords(positionals, 'import tar <datamängd> <fil>');
    const {
      lang,
      report,
      json = false,
      message,
      'dry-run': dryRun,
      'allow-deletes': allowDeletes,
      full,
      ...reading
    } = values;
    const options = { ...fileOptions(reading), dataset, file, dryRun, allowDeletes, full, message };
    return importFile(config, options, { lang: languageOf(lang), json, files: reportFiles(report) });
  },
};

/** How a file is to be read, to import it or to see what it would change. */
export const fileWords = {
  layer: { type: 'string' },
  crs: { type: 'string' },
  map: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  edition: { type: 'string' },
  show: { type: 'boolean' },
  replace: { type: 'boolean' },
} as const;

type Reading = Pick<PublishOptions, 'layer' | 'crs' | 'edition' | 'show' | 'replace'>;

/** The same as the import takes it. Throws UsageError. */
export function fileOptions({
  map,
  set,
  ...reading
}: Reading & { map?: string[]; set?: string[] }): Omit<PublishOptions, 'dataset' | 'file'> {
  return { ...reading, map: pairs(map), set: pairs(set) };
}

function pairs(texts: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const equals = text.indexOf('=');
      if (equals < 1) throw new UsageError(`"${text}" ska vara fält=värde.`);
      return [text.slice(0, equals), text.slice(equals + 1)];
    }),
  );
}

/** Puts a file into a dataset and tells the report. False: the file was refused and nothing has changed. */
export async function importFile(config: Config, options: PublishOptions, told: ReportOptions): Promise<boolean> {
  const { definitions, unpublished } = loadRegistry(config.datasetsDir);
  const draft = unpublished.find(({ file }) => basename(file) === `${options.dataset}.json`);
  if (draft) {
    console.error(draftNotPublished(draft, told.lang));
    return false;
  }
  return withDatabase(config, (database) =>
    tellReport(told, { database, definitions }, (watch) => publishFile(database, definitions, options, watch)),
  );
}

function draftNotPublished({ file, problems }: UnpublishedFile, lang: keyof Localized): string {
  const what = problems.join(', ');
  return lang === 'sv'
    ? `${file} är ett utkast som inte är färdigt: ${what}. Fyll i det, importera sedan.`
    : `${file} is a draft that is not finished: ${what}. Fill it in, then import.`;
}
