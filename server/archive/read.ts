import { type FileHandle, open } from 'node:fs/promises';
import { PMTiles, type RangeResponse, type Source } from 'pmtiles';
import { z } from 'zod';
import type { TileCoordinates } from '../tiles/tile-matrix-sets.ts';

/** A PMTiles file that can be asked while the database is away. */
export interface Archive {
  /** Data version of each layer when it was made. */
  versions: Readonly<Record<string, string>>;
  /** `Date` of the file. */
  madeAt: number;
  /** The bytes of a tile before compression; empty: there is nothing; undefined: the archive does not go so deep. */
  tile(tile: TileCoordinates): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

const metadataSchema = z.object({ versions: z.record(z.string(), z.string()) });

/** Opens an archive, or gives undefined when there is none. Throws when the file is no archive of ours. */
export async function openArchive(file: string): Promise<Archive | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return await archiveOf(file, handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function archiveOf(file: string, handle: FileHandle): Promise<Archive> {
  const archive = new PMTiles(sourceOf(file, handle));
  const { maxZoom } = await archive.getHeader();
  const { versions } = metadataSchema.parse(await archive.getMetadata());
  return {
    versions,
    madeAt: (await handle.stat()).mtimeMs,
    async tile({ z, x, y }) {
      if (z > maxZoom) return undefined;
      const found = await archive.getZxy(z, x, y);
      return found ? Buffer.from(found.data) : Buffer.alloc(0);
    },
    close: () => handle.close(),
  };
}

function sourceOf(file: string, handle: FileHandle): Source {
  return {
    getKey: () => file,
    async getBytes(offset: number, length: number): Promise<RangeResponse> {
      const data = new ArrayBuffer(length);
      const { bytesRead } = await handle.read(new Uint8Array(data), 0, length, offset);
      return { data: data.slice(0, bytesRead) };
    },
  };
}
