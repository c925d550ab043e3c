import { inOneState } from '../changes/snapshot.ts';
import { versionOf } from '../changes/versions.ts';
import type { Definition } from '../datasets/definition.ts';
import type { Wanted } from '../features/index.ts';
import { type Format, type Read, readForFile } from '../formats/index.ts';
import { boundedQueue } from '../http/bounded-queue.ts';
import type { Language } from '../http/language.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { drawingOf } from '../styles/drawing.ts';
import { aboutFile } from './about.ts';

/** Raised when the same rows would give other bytes in some format. */
const writingVersion = 3;
/** A file of a dataset whose changes are not written down is no older than this. */
const untrackedMs = 60_000;

/** `hash-number`: the hash is of the definition and of how files are written. A past state has its own number. */
export function versionAt({ published, changes }: OpenData, definition: Definition, number: number): string {
  if (!published.isTracked(definition.id)) return `untracked-${Math.floor(Date.now() / untrackedMs).toString(36)}`;
  const numberOf = () => definition.asOf?.number ?? number;
  return versionOf({ epoch: changes.epoch, numberOf }, [definition], `files ${writingVersion}`);
}

/** Files that are read from the database at once: visitors' questions need connections, too. */
const readings = boundedQueue({ atOnce: 2, waiting: 100 });

/**
 * Writes what is wanted to a file, all of one state of the data. Throws a 413 problem when it is more than the format
 * holds, 503 when too many wait; what was written by then is the caller's to remove.
 */
export async function writeOneState(
  service: OpenData,
  wanted: Wanted,
  format: Format,
  lang: Language,
  file: string,
): Promise<{ features: number; version: string }> {
  const { published } = service;
  const { definition } = wanted.selection;
  let read: Read | undefined;
  let version = '';
  const readState = () =>
    inOneState(service.database, definition, async (state, number) => {
      await read?.discard();
      version = versionAt(service, definition, number);
      const about = await aboutFile(state, service.organisations, definition, { version, lang });
      const drawing = () => drawingOf(definition, published.definitions);
      const schema = `${definition.id}.xsd`;
      const encoding = { database: state, published, wanted, lang, axes: 'east-north' as const, drawing, schema };
      read = await readForFile(format, encoding, { about }, file);
    });
  try {
    // Only the reading holds a connection: what waits for GDAL holds none.
    await readings.run(readState);
    await read?.finish();
    return { features: read?.features ?? 0, version };
  } finally {
    await read?.discard();
  }
}
