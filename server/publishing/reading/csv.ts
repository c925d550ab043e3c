import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const recoded = {
  sv: 'Filen är inte UTF-8 och lästes som Windows-1252.',
  en: 'The file is not UTF-8 and was read as Windows-1252.',
};

/**
 * The CSV file that GDAL should read: itself when it is UTF-8, else a copy in UTF-8, since Excel in Swedish saves
 * Windows-1252 and GDAL passes bytes through.
 */
export async function preparedCsv(file: string, folder: string) {
  if (await isUtf8(file)) return { file, notes: [] };
  const copy = join(folder, 'import.csv');
  await pipeline(createReadStream(file), decodeWindows1252, createWriteStream(copy));
  return { file: copy, notes: [recoded] };
}

async function isUtf8(file: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(file)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function* decodeWindows1252(chunks: AsyncIterable<Buffer>): AsyncIterable<string> {
  const decoder = new TextDecoder('windows-1252');
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
}
