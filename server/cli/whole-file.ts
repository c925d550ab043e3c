import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { newWorkFolder } from '../downloads/files.ts';
import type { OpenData } from '../open-data/open-data.ts';

/**
 * To a file, beside it first and then in its place; or to standard output, when it is whole: a reader at the other end who
 * is slow keeps nobody from the database, and one who leaves is no error.
 */
export async function writeTo<T>(
  service: OpenData,
  file: string | undefined,
  write: (part: string) => Promise<T>,
): Promise<T> {
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
    await toOutput(part);
    return written;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file to standard output. Whoever has read enough may leave. */
export async function toOutput(file: string): Promise<void> {
  await pipeline(createReadStream(file), process.stdout, { end: false }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  });
}
