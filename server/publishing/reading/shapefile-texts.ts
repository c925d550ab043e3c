import type { Localized } from '../../datasets/definition.ts';
import { type CodePage, codePageNamed, decoderOf, languageDrivers, likeliestPage } from './code-page.ts';
import type { Source } from './source.ts';

/**
 * Texts of a Shapefile. GDAL is told that they are Latin-1, which passes bytes through as they are, and they are decoded
 * here: it knows neither code pages 437 and 865 nor what to do where none is said.
 */

/** What the files beside the shapes say: the .cpg as it is, and byte 29 of the .dbf. */
export interface SaidOfTexts {
  codePage: string | undefined;
  languageDriver: number | undefined;
}

export const asBytes = 'ENCODING=ISO-8859-1';

/** The source with its texts decoded, and what was guessed. */
export async function withTexts(source: Source, said: SaidOfTexts): Promise<{ source: Source; notes: Localized[] }> {
  const { page, note } = decide(said, await look(source));
  const decoder = decoderOf(page);
  const decode = (text: string) => (/[^\0-\x7f]/.test(text) ? decoder(Buffer.from(text, 'latin1')) : text);
  const { types } = source;
  return {
    source: {
      ...source,
      columns: source.columns.map(decode),
      ...(types ? { types: new Map([...types].map(([name, type]) => [decode(name), type])) } : {}),
      async *rows() {
        for await (const row of source.rows()) {
          const properties = Object.entries(row.properties).map(([name, value]): [string, unknown] => [
            decode(name),
            typeof value === 'string' ? decode(value) : value,
          ]);
          yield { ...row, properties: Object.fromEntries(properties) };
        }
      },
    },
    notes: note ? [note] : [],
  };
}

interface Looked {
  /** How often each byte above ASCII occurs. */
  counts: Uint32Array;
  /** All texts are whole UTF-8. */
  isUtf8: boolean;
}

async function look(source: Source): Promise<Looked> {
  const counts = new Uint32Array(256);
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  const see = (text: string) => {
    if (!/[^\0-\x7f]/.test(text)) return;
    const bytes = Buffer.from(text, 'latin1');
    for (const byte of bytes) if (byte > 127) counts[byte] = (counts[byte] ?? 0) + 1;
    if (isUtf8) {
      try {
        utf8.decode(bytes);
      } catch {
        isUtf8 = false;
      }
    }
  };
  source.columns.forEach(see);
  for await (const { properties } of source.rows()) {
    for (const value of Object.values(properties)) if (typeof value === 'string') see(value);
  }
  return { counts, isUtf8 };
}

function decide(said: SaidOfTexts, looked: Looked): { page: CodePage; note?: Localized } {
  if (looked.counts.every((count) => count === 0)) return { page: 'utf-8' };
  const named = said.codePage === undefined ? undefined : codePageNamed(said.codePage);
  const driver = said.languageDriver === undefined ? undefined : languageDrivers.get(said.languageDriver);
  const page = named ?? driver;
  // Hardly any text in another code page is UTF-8 by chance.
  if (looked.isUtf8) return page === 'utf-8' || page === undefined ? { page: 'utf-8' } : guessed('utf-8', page);
  if (page !== undefined && page !== 'utf-8') return { page };
  return guessed(likeliestPage(looked.counts), page);
}

const names: Readonly<Record<CodePage, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  macintosh: 'Mac Roman',
  cp850: 'DOS 850',
};

function guessed(page: CodePage, instead: CodePage | undefined): { page: CodePage; note: Localized } {
  const name = names[page] ?? page;
  const note = instead
    ? {
        sv: `Texterna är inte ${names[instead] ?? instead}, som filen säger; de lästes som ${name}.`,
        en: `The texts are not ${names[instead] ?? instead}, as the file says; they were read as ${name}.`,
      }
    : {
        sv: `Filen säger inte vilken teckenkod texterna har; de lästes som ${name}.`,
        en: `The file does not say which code page its texts have; they were read as ${name}.`,
      };
  return { page, note };
}
