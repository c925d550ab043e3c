import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inOneState } from '../changes/snapshot.ts';
import { numberIn, versionOf } from '../changes/versions.ts';
import type { Definition } from '../datasets/definition.ts';
import { canonicalOf, type Wanted, wholeDataset } from '../features/index.ts';
import { type Format, fileFormatsOf, type Read, readForFile, systemOfFile } from '../formats/index.ts';
import { boundedQueue } from '../http/bounded-queue.ts';
import type { Language } from '../http/language.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { drawingOf } from '../styles/drawing.ts';
import { aboutFile } from './about.ts';
import { keepWithin, removeStored, type StoredFile, storedFile, storedIn, storeOnce, tidy, touch } from './store.ts';

export interface DatasetFile extends StoredFile {
  format: Format;
}

/** Raised when the same rows would give other bytes in some format. */
const writingVersion = 3;
/** Files made to somebody's order that are kept, at most. */
const mostOrderedBytes = 1_000_000_000;
/** How long a reader waits for the newest file before he gets the one before it. */
const patienceMs = 10_000;
/** A file of a dataset whose changes are not written down is no older than this. */
const untrackedMs = 60_000;

/** `hash-number`: the hash is of the definition and of how files are written. */
function versionAt({ published, changes }: OpenData, definition: Definition, number: number): string {
  if (!published.isTracked(definition.id)) return `untracked-${Math.floor(Date.now() / untrackedMs).toString(36)}`;
  return versionOf({ epoch: changes.epoch, numberOf: () => number }, [definition], `files ${writingVersion}`);
}

function folderOf({ config, changes }: OpenData, name: string): string {
  return join(config.dataDir, 'downloads', changes.epoch, name);
}

function newestFirst(a: DatasetFile, b: DatasetFile): number {
  return (numberIn(b.version) ?? 0) - (numberIn(a.version) ?? 0) || b.made.localeCompare(a.made);
}

/** The files of a whole dataset that are there, the newest of each format. None is of another definition. */
export async function wholeFiles(service: OpenData, definition: Definition): Promise<DatasetFile[]> {
  const [hash] = versionAt(service, definition, 0).split(/-(?=[^-]*$)/);
  const formats = fileFormatsOf(definition);
  const files = (await storedIn(folderOf(service, definition.id))).flatMap((file): DatasetFile[] => {
    const [, ...extension] = basename(file.path).split('.');
    const format = formats.find((one) => one.extension === extension.join('.'));
    return format && file.version.startsWith(`${hash}-`) ? [{ ...file, format }] : [];
  });
  return formats.flatMap((format) => {
    const [newest] = files.filter((file) => file.format === format).sort(newestFirst);
    return newest ?? [];
  });
}

/**
 * The file of a whole dataset: the newest version, or, where all rows are public, the one before it when the newest takes
 * more than some seconds. A file of another definition is never given, since what it holds may not be public any more.
 */
export async function wholeFile(service: OpenData, definition: Definition, format: Format): Promise<DatasetFile> {
  await service.changes.catchUpWithin(patienceMs);
  const older = (await wholeFiles(service, definition)).find((file) => file.format === format);
  if (older?.version === versionAt(service, definition, service.changes.numberOf(definition.id))) return older;
  const folder = folderOf(service, definition.id);
  const made = sinceNow(service, definition, () =>
    once(`${folder} ${format.id}`, async () => {
      const whole = wholeDataset(definition, systemOfFile(format, definition));
      const file = await make(service, whole, format, { lang: 'sv', folder, name: '' });
      await removeOlder(folder, file);
      return file;
    }),
  );
  // A row that is not public any more must not be in what is given, so there the new file is waited for.
  if (!older || definition.publicRows) return made;
  const orOlder = made.catch((error: unknown) => {
    console.error(error);
    return older;
  });
  return Promise.race([orOlder, sleep(patienceMs, older, { ref: false })]);
}

async function removeOlder(folder: string, { path, format }: DatasetFile): Promise<void> {
  for (const file of await storedIn(folder)) {
    const [, ...extension] = basename(file.path).split('.');
    if (file.path !== path && extension.join('.') === format.extension) await removeStored(file);
  }
}

const sweepEveryMs = 30_000;
let sweptAt = 0;

/** A file of what somebody has chosen: with the same filter, system, order and properties as pages have. */
export async function orderedFile(
  service: OpenData,
  wanted: Wanted,
  format: Format,
  lang: Language,
): Promise<DatasetFile> {
  await service.changes.catchUpWithin(patienceMs);
  const { selection, sorting, properties, crs } = wanted;
  const order = JSON.stringify([canonicalOf(selection), sorting.name, properties, crs.uri, lang]);
  const hash = createHash('sha256').update(order).digest('base64url').slice(0, 16);
  const folder = folderOf(service, '_ordered');
  const name = `${selection.definition.id}.${hash}.`;
  const file = await sinceNow(service, selection.definition, () =>
    once(`${folder} ${name} ${format.id}`, () => make(service, wanted, format, { lang, folder, name })),
  );
  await touch(file);
  if (Date.now() - sweptAt > sweepEveryMs) {
    sweptAt = Date.now();
    await keepWithin(folder, mostOrderedBytes);
  }
  return file;
}

/** Files that are read from the database at once: visitors' questions need connections, too. */
const readings = boundedQueue({ atOnce: 2, waiting: 100 });

const underWay = new Map<string, Promise<DatasetFile>>();

/** One work for all of this process who ask for the same. */
function once(name: string, work: () => Promise<DatasetFile>): Promise<DatasetFile> {
  const known = underWay.get(name);
  if (known) return known;
  const begun = work().finally(() => underWay.delete(name));
  underWay.set(name, begun);
  return begun;
}

/** What is under way may have been read before a change that the asker knows of: then it is made once more. */
async function sinceNow(
  { changes }: OpenData,
  { id }: Definition,
  run: () => Promise<DatasetFile>,
): Promise<DatasetFile> {
  const known = changes.numberOf(id);
  for (;;) {
    const file = await run();
    if ((numberIn(file.version) ?? known) >= known) return file;
  }
}

async function make(
  service: OpenData,
  wanted: Wanted,
  format: Format,
  { lang, folder, name }: { lang: Language; folder: string; name: string },
): Promise<DatasetFile> {
  const { definition } = wanted.selection;
  const { published } = service;
  const pathOf = (version: string) => join(folder, `${name}${version}.${format.extension}`);
  const current = () => versionAt(service, definition, service.changes.numberOf(definition.id));
  const file = await storeOnce(
    join(folder, `${name}${format.extension}`),
    () => storedFile(pathOf(current())),
    async (part) => {
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
          read = await readForFile(format, encoding, { about }, part);
        });
      try {
        // Only the reading holds a connection: what waits for GDAL holds none.
        await readings.run(readState);
        await read?.finish();
      } finally {
        await read?.discard();
      }
      const features = read?.features ?? 0;
      return { path: pathOf(version), features, version };
    },
  );
  return { ...file, format };
}

/** Removes what was left by makers that died. */
export function tidyFiles(service: OpenData): Promise<void> {
  return tidy(folderOf(service, ''));
}
