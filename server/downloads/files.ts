import { createHash } from 'node:crypto';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { numberIn } from '../changes/versions.ts';
import type { Definition } from '../datasets/definition.ts';
import { canonicalOf, type Wanted, wholeDataset } from '../features/index.ts';
import { type Format, fileFormatsOf, systemOfFile } from '../formats/index.ts';
import type { Language } from '../http/language.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { versionAt, writeOneState } from './one-state.ts';
import {
  keepWithin,
  removeStored,
  type StoredFile,
  storedFile,
  storedIn,
  storeOnce,
  tidy,
  touch,
  workPrefix,
} from './store.ts';

export interface DatasetFile extends StoredFile {
  format: Format;
}

/** Files made to somebody's order that are kept, at most. */
const mostOrderedBytes = 1_000_000_000;
/** How long a reader waits for the newest file before he gets the one before it. */
const patienceMs = 10_000;
/** A folder for what nobody asks for twice; one that is left behind is removed with the rest. */
export async function newWorkFolder(service: OpenData): Promise<string> {
  const folder = folderOf(service, '');
  await mkdir(folder, { recursive: true });
  return mkdtemp(join(folder, workPrefix));
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
  const { definition } = selection;
  const shown = seenFrom(service, definition);
  const order = JSON.stringify([canonicalOf(selection), sorting.name, properties, crs.uri, lang, shown]);
  const hash = createHash('sha256').update(order).digest('base64url').slice(0, 16);
  const folder = folderOf(service, '_ordered');
  const name = `${definition.id}.${hash}.`;
  const file = await sinceNow(service, definition, () =>
    once(`${folder} ${name} ${format.id}`, () => make(service, wanted, format, { lang, folder, name })),
  );
  await touch(file);
  if (Date.now() - sweptAt > sweepEveryMs) {
    sweptAt = Date.now();
    await keepWithin(folder, mostOrderedBytes);
  }
  return file;
}

/**
 * The newest change that a past state is seen from: a row that has become internal since is told no more, and what is not
 * remembered is read as it is. Null where nothing that happens later shows.
 */
function seenFrom({ changes }: OpenData, { id, table, asOf, joins = [], series = [] }: Definition): number | null {
  if (!asOf) return null;
  const isSettled = [table, ...[...joins, ...series].map((other) => other.table)].every(
    (name) => asOf.tables[name] && !asOf.tables[name].publicRows,
  );
  return isSettled ? null : changes.numberOf(id);
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

/** What is under way may have been read before a change that the asker knows of: then it is made once more. */
async function sinceNow(
  { changes }: OpenData,
  { id, asOf }: Definition,
  run: () => Promise<DatasetFile>,
): Promise<DatasetFile> {
  const known = asOf?.number ?? changes.numberOf(id);
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
  const pathOf = (version: string) => join(folder, `${name}${version}.${format.extension}`);
  const current = () => versionAt(service, definition, service.changes.numberOf(definition.id));
  const file = await storeOnce(
    join(folder, `${name}${format.extension}`),
    () => storedFile(pathOf(current())),
    async (part) => {
      const { features, version } = await writeOneState(service, wanted, format, lang, part);
      return { path: pathOf(version), features, version };
    },
  );
  return { ...file, format };
}

/** Removes what was left by makers that died. */
export function tidyFiles(service: OpenData): Promise<void> {
  return tidy(folderOf(service, ''));
}
