import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** Files on disk that several server processes make and serve: each is whole or not there. */

const metaSchema = z.object({
  size: z.number(),
  /** SHA-256, hexadecimal. */
  sha256: z.string(),
  /** When its data were read, ISO 8601. */
  made: z.string(),
  features: z.number(),
  /** Of the data that it holds. */
  version: z.string(),
});

export interface StoredFile extends z.infer<typeof metaSchema> {
  path: string;
}

/** What a maker tells of the file that it has written, and where it belongs. */
export interface Made {
  path: string;
  features: number;
  version: string;
}

const metaEnding = '.meta.json';
const lockEnding = '.lock';
const partEnding = '.part';
/** A maker says that it is alive this often; one that has been silent for longer than the second is dead. */
const beatMs = 2_000;
const deadAfterMs = 15_000;
const lookEveryMs = 100;
/** Folders in which a format is made begin so (server/formats/converted.ts). */
export const workPrefix = 'stage-';
/** Nothing takes longer to make. */
const leftAfterMs = 1_800_000;

/** The file with this path, or undefined when it is not there or not whole. */
export async function storedFile(path: string): Promise<StoredFile | undefined> {
  try {
    const meta = metaSchema.parse(JSON.parse(await readFile(path + metaEnding, 'utf8')));
    const { size } = await stat(path);
    return size === meta.size ? { path, ...meta } : undefined;
  } catch {
    return undefined;
  }
}

/** When a file was last asked for decides which go first; reading it is no change of its content. */
export async function touch({ path }: StoredFile): Promise<void> {
  await utimes(path + metaEnding, new Date(), new Date()).catch(() => {});
}

/**
 * What `look` finds, made by `make` if it finds nothing. One process makes it, the others wait and look again. `make`
 * writes the path that it is given and says where the file belongs; what it throws is thrown here, and nothing is left
 * behind. `name`: a path that stands for what is made, whatever its version.
 */
export async function storeOnce(
  name: string,
  look: () => Promise<StoredFile | undefined>,
  make: (part: string) => Promise<Made>,
): Promise<StoredFile> {
  await mkdir(dirname(name), { recursive: true });
  // A maker that was thought dead may wake up: it must find neither its lock nor its part in the hands of another.
  const owner = `${process.pid}-${randomUUID()}`;
  const lock = name + lockEnding;
  for (;;) {
    const there = await look();
    if (there) return there;
    if (await takeLock(lock, owner)) break;
    await sleep(lookEveryMs);
  }
  const beat = setInterval(() => void beatLock(lock, owner).catch(() => {}), beatMs);
  const part = `${name}.${owner}${partEnding}`;
  try {
    // It may have been made between the look and the lock.
    const there = await look();
    if (there) return there;
    const { path, ...made } = await make(part);
    await flush(part);
    const [{ size }, sha256] = await Promise.all([stat(part), checksum(part)]);
    const meta = { size, sha256, made: new Date().toISOString(), ...made };
    await rename(part, path);
    await writeFile(path + metaEnding, JSON.stringify(meta));
    return { path, ...meta };
  } finally {
    clearInterval(beat);
    await rm(part, { force: true });
    if (await holds(lock, owner)) await rm(lock, { force: true });
  }
}

/** On the disk for good, so that a power cut leaves no file that only looks whole. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}

async function holds(lock: string, owner: string): Promise<boolean> {
  return (await readFile(lock, 'utf8').catch(() => '')) === owner;
}

async function beatLock(lock: string, owner: string): Promise<void> {
  if (await holds(lock, owner)) await utimes(lock, new Date(), new Date());
}

async function takeLock(lock: string, owner: string): Promise<boolean> {
  try {
    await writeFile(lock, owner, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const beat = await stat(lock).catch(() => undefined);
  // Moved away by one process alone, whoever else sees that it is old.
  if (beat && Date.now() - beat.mtimeMs > deadAfterMs) {
    const old = `${lock}.${owner}`;
    await rename(lock, old).catch(() => {});
    await rm(old, { force: true });
  }
  return false;
}

async function checksum(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

/** The whole files of a folder, the one that was made or asked for last first. */
export async function storedIn(folder: string): Promise<StoredFile[]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith(metaEnding))
      .map(async (name) => {
        const path = join(folder, name.slice(0, -metaEnding.length));
        const [file, used] = await Promise.all([storedFile(path), stat(path + metaEnding).catch(() => undefined)]);
        return file && used ? { file, used: used.mtimeMs } : undefined;
      }),
  );
  return found
    .filter((one) => one !== undefined)
    .sort((a, b) => b.used - a.used)
    .map(({ file }) => file);
}

/** Whoever is reading the file reads it to its end. */
export async function removeStored({ path }: StoredFile): Promise<void> {
  await rm(path + metaEnding, { force: true });
  await rm(path, { force: true });
}

/** Removes the longest unused files of a folder until the rest are no more than so many bytes. */
export async function keepWithin(folder: string, mostBytes: number): Promise<void> {
  let bytes = 0;
  for (const file of await storedIn(folder)) {
    bytes += file.size;
    if (bytes > mostBytes) await removeStored(file);
  }
}

/** What makers that died left in the folders below: parts, locks, folders of work, bytes without meta. */
export async function tidy(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith(workPrefix)) {
      await tidy(path);
      continue;
    }
    if (entry.name.endsWith(metaEnding) || (await storedFile(path))) continue;
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > leftAfterMs) await rm(path, { recursive: true, force: true });
  }
}
