import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config.ts';
import type { Definition, Localized } from '../datasets/definition.ts';
import { newWorkFolder } from '../downloads/files.ts';
import { writeOneState } from '../downloads/one-state.ts';
import { parseWanted } from '../features/index.ts';
import { type Format, fileFormatNamed, fileFormatsOf, refuseOtherSystem, systemOfFile } from '../formats/index.ts';
import { asOf } from '../history/as-of.ts';
import { problem } from '../http/problems.ts';
import type { Service } from '../service/service.ts';
import { withService } from './service.ts';

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
  const { dataset, parameters } = options;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
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

function formatOf(definition: Definition, { format, file = '' }: ExportOptions): Format {
  const [, ...endings] = basename(file).split('.');
  const names = format === undefined ? endings.map((_, index) => endings.slice(index).join('.')) : [format];
  const [found] = names.flatMap((name) => fileFormatNamed(definition, name.toLowerCase()) ?? []);
  if (found) return found;
  const known = fileFormatsOf(definition).map(({ extension }) => extension);
  throw problem('no-such-format', { extension: names.at(-1) ?? '', known: known.join(', ') });
}

/**
 * To a file, beside it first and then in its place; or to standard output, when it is whole: a reader at the other end who
 * is slow keeps nobody from the database, and one who leaves is no error.
 */
async function writeTo<T>(service: Service, file: string | undefined, write: (part: string) => Promise<T>): Promise<T> {
  if (file !== undefined && file !== '-') {
    const part = `${file}.${randomUUID()}.part`;
    try {
      const written = await write(part);
      await rename(part, file);
      return written;
    } finally {
      await rm(part, { force: true });
    }
  }
  const folder = await newWorkFolder(service);
  try {
    const part = join(folder, 'export');
    const written = await write(part);
    await pipeline(createReadStream(part), process.stdout, { end: false }).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
    });
    return written;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
