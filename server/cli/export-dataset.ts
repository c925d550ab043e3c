import { basename } from 'node:path';
import type { Config } from '../config.ts';
import type { Definition, Localized } from '../datasets/definition.ts';
import { writeOneState } from '../downloads/one-state.ts';
import { parseWanted } from '../features/index.ts';
import { type Format, fileFormatNamed, fileFormatsOf, refuseOtherSystem, systemOfFile } from '../formats/index.ts';
import { asOf } from '../history/as-of.ts';
import { problem } from '../http/problems.ts';
import { withService } from './service.ts';
import { writeTo } from './whole-file.ts';

export interface ExportOptions {
  dataset: string;
  /** Absent: what the file's name ends with. */
  format: string | undefined;
  /** `-` or absent: standard output. */
  file: string | undefined;
  /** As in an address. */
  parameters: Partial<Record<'as-of' | 'crs' | 'filter', string | undefined>>;
}

/**
 * Writes what is public of a dataset, as it is or was, to a file that is whole or not there. False: it could not, and the
 * reason is printed.
 */
export function exportDataset(config: Config, options: ExportOptions, lang: keyof Localized): Promise<boolean> {
  const { dataset } = options;
  const query = queryOf(options);
  return withService(config, lang, async (service) => {
    const definition = service.published.dataset(dataset);
    const past = await asOf(service, definition, query);
    const format = formatOf(definition, options);
    const wanted = parseWanted(past?.definition ?? definition, query, systemOfFile(format, definition));
    refuseOtherSystem(format, wanted.crs);
    const write = (part: string) => writeOneState(service, wanted, format, lang, part);
    const { features } = await writeTo(service, options.file, write);
    console.error(
      {
        sv: `${features.toLocaleString('sv-SE')} objekt ur ${dataset} som ${format.title.sv}${past ? `, version ${past.version}` : ''}.`,
        en: `${features.toLocaleString('en-GB')} features of ${dataset} as ${format.title.en}${past ? `, version ${past.version}` : ''}.`,
      }[lang],
    );
  });
}

export function queryOf({ parameters }: ExportOptions): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  return query;
}

function formatOf(definition: Definition, { format, file = '' }: ExportOptions): Format {
  const [, ...endings] = basename(file).split('.');
  const names = format === undefined ? endings.map((_, index) => endings.slice(index).join('.')) : [format];
  const [found] = names.flatMap((name) => fileFormatNamed(definition, name.toLowerCase()) ?? []);
  if (found) return found;
  const known = fileFormatsOf(definition).map(({ extension }) => extension);
  throw problem('no-such-format', { extension: names.at(-1) ?? '', known: known.join(', ') });
}
