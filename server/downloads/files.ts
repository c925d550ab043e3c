import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inOneState } from '../changes/snapshot.ts';
import { versionOf } from '../changes/versions.ts';
import type { Definition } from '../datasets/definition.ts';
import { canonicalOf, type Wanted, wholeDataset } from '../features/index.ts';
import { type FileFormat, fileFormatsOf, systemOfFile, writeFile } from '../formats/index.ts';
import type { Language } from '../http/language.ts';
import type { Service } from '../service.ts';
import { aboutFile } from './about.ts';
import { keepWithin, removeStored, type StoredFile, storedFile, storedIn, storeOnce, touch } from './store.ts';

export interface DatasetFile extends StoredFile {
  format: FileFormat;
}

/** Raised when the same rows would give other bytes in some format. */
const writingVersion = 1;
/** Files made to somebody's order that are kept, at most. */
const mostOrderedBytes = 1_000_000_000;
/** How long a reader waits for the newest file before he gets the one before it. */
const patienceMs = 10_000;
/** A file of a dataset whose changes are not written down is no older than this. */
const untrackedMs = 60_000;

/** `hash-number`: the hash is of the definition and of how files are written. */
function versionAt({ published, changes }: Service, definition: Definition, number: number): string {
  if (!published.isTracked(definition.id)) return `untracked-${Math.floor(Date.now() / untrackedMs).toString(36)}`;
  return versionOf({ epoch: changes.epoch, numberOf: () => number }, [definition], `files ${writingVersion}`);
}

function folderOf({ config, changes }: Service, name: string): string {
  return join(config.dataDir, 'downloads', changes.epoch, name);
}

/** The files of a whole dataset that are there, the newest of each format. None is of another definition. */
export async function wholeFiles(service: Service, definition: Definition): Promise<DatasetFile[]> {
  const [hash] = versionAt(service, definition, 0).split(/-(?=[^-]*$)/);
  const formats = fileFormatsOf(definition);
  const numberIn = ({ version }: DatasetFile) => Number.parseInt(version.replace(/^.*-/, ''), 36);
  const files = (await storedIn(folderOf(service, definition.id))).flatMap((file): DatasetFile[] => {
    const [, ...extension] = basename(file.path).split('.');
    const format = formats.find((one) => one.extension === extension.join('.'));
    return format && file.version.startsWith(`${hash}-`) ? [{ ...file, format }] : [];
  });
  return formats.flatMap((format) => {
    const [newest] = files.filter((file) => file.format === format).sort((a, b) => numberIn(b) - numberIn(a));
    return newest ?? [];
  });
}

/**
 * The file of a whole dataset: the newest version if it can be had within some seconds, else the one before it. A file
 * of another definition is never given, since what it holds may not be public any more.
 */
export async function wholeFile(service: Service, definition: Definition, format: FileFormat): Promise<DatasetFile> {
  await service.changes.catchUpWithin(patienceMs);
  const older = (await wholeFiles(service, definition)).find((file) => file.format === format);
  if (older?.version === versionAt(service, definition, service.changes.numberOf(definition.id))) return older;
  const folder = folderOf(service, definition.id);
  const made = once(`${folder} ${format.id}`, async () => {
    const whole = wholeDataset(definition, systemOfFile(format, definition));
    const file = await make(service, whole, format, { lang: 'sv', folder, name: '' });
    await removeOlder(folder, file);
    return file;
  });
  if (!older) return made;
  made.catch((error: unknown) => console.error(error));
  return Promise.race([made, sleep(patienceMs, older, { ref: false })]);
}

async function removeOlder(folder: string, { path, format }: DatasetFile): Promise<void> {
  for (const file of await storedIn(folder)) {
    const [, ...extension] = basename(file.path).split('.');
    if (file.path !== path && extension.join('.') === format.extension) await removeStored(file);
  }
}

/** A file of what somebody has chosen: with the same filter, system, order and properties as pages have. */
export async function orderedFile(
  service: Service,
  wanted: Wanted,
  format: FileFormat,
  lang: Language,
): Promise<DatasetFile> {
  await service.changes.catchUpWithin(patienceMs);
  const { selection, sorting, properties, crs } = wanted;
  const order = JSON.stringify([canonicalOf(selection), sorting.name, properties, crs.uri, lang]);
  const hash = createHash('sha256').update(order).digest('base64url').slice(0, 16);
  const folder = folderOf(service, '_ordered');
  const name = `${selection.definition.id}.${hash}.`;
  const file = await once(`${folder} ${name} ${format.id}`, () =>
    make(service, wanted, format, { lang, folder, name }),
  );
  await touch(file);
  await keepWithin(folder, mostOrderedBytes);
  return file;
}

const underWay = new Map<string, Promise<DatasetFile>>();

/** One work for all of this process who ask for the same. */
function once(name: string, work: () => Promise<DatasetFile>): Promise<DatasetFile> {
  const known = underWay.get(name);
  if (known) return known;
  const begun = work().finally(() => underWay.delete(name));
  underWay.set(name, begun);
  return begun;
}

async function make(
  service: Service,
  wanted: Wanted,
  format: FileFormat,
  { lang, folder, name }: { lang: Language; folder: string; name: string },
): Promise<DatasetFile> {
  const { definition } = wanted.selection;
  const pathOf = (version: string) => join(folder, `${name}${version}.${format.extension}`);
  const current = () => versionAt(service, definition, service.changes.numberOf(definition.id));
  const file = await storeOnce(
    join(folder, `${name}${format.extension}`),
    () => storedFile(pathOf(current())),
    async (part) => {
      let features = 0;
      let version = '';
      await inOneState(service.database, definition, async (state, number) => {
        version = versionAt(service, definition, number);
        const about = await aboutFile(state, service.organisations, definition, { version, lang });
        const encoding = { database: state, wanted, lang, axes: 'east-north' as const };
        ({ features } = await writeFile(format, encoding, { published: service.published, about }, part));
      });
      return { path: pathOf(version), features, version };
    },
  );
  return { ...file, format };
}
