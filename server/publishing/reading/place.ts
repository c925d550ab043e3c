import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { unpackedTooLarge, zipLeavesFolder, zipPackedTooWell } from '../findings/values.ts';
import { chooseLayer, fileDamaged, fileUnreadable, notAFile, unknownLayer } from '../findings.ts';
import { largestPackedTooWell, mostTimesPacked, mostUnpacked } from '../limits.ts';
import { Refusal } from '../report.ts';
import { namesWith } from './private-copy.ts';
import { datasetsIn, type ZipEntry, zipEntries } from './zip.ts';

/** Where the dataset is that is to be read: in a file, in a zip, or in a folder of several files. */
export interface DataPlace {
  /** On disk: the file itself, the zip, or the folder of a FileGDB. */
  path: string;
  /** Its name in the zip. */
  inside: string | null;
  entries: readonly ZipEntry[];
  /** The layer in it that is asked for. */
  layer: string | undefined;
  /** What stands before the name of a layer, where there are several datasets. */
  prefix: string;
  /** Bytes of the largest file, unpacked. */
  size: number;
}

/** Finds the dataset. Throws Refusal when there is none, or several and none is chosen. */
export async function findPlace(file: string, wanted: string | undefined): Promise<DataPlace> {
  const found = await stat(file);
  const whole = { path: file, inside: null, entries: [], layer: wanted, prefix: '' };
  if (found.isDirectory()) {
    if (/\.gdb$/i.test(file)) return { ...whole, size: Infinity };
    const names = await namesIn(file);
    const chosen = choose(datasetsIn(names.map((name) => ({ name, shown: name }))), wanted);
    const path = join(file, chosen.place);
    return { ...whole, ...chosen, path, size: await sizeOf(path) };
  }
  if (!found.isFile()) throw new Refusal(notAFile());
  if (!/\.(zip|xlsx|ods)$/i.test(file)) return { ...whole, size: await sizeOf(file) };
  const entries = await zipEntries(file);
  if (!entries) throw new Refusal(fileDamaged('zip'));
  refuseBombs(entries);
  // A workbook is a zip, too.
  if (!/\.zip$/i.test(file)) return { ...whole, size: found.size };
  const chosen = choose(datasetsIn(entries), wanted);
  return { ...whole, ...chosen, inside: chosen.place, entries, size: Math.max(...entries.map(({ size }) => size)) };
}

/** Of the largest file of the dataset. */
async function sizeOf(path: string): Promise<number> {
  if ((await stat(path)).isDirectory()) return Infinity;
  const sizes = (await namesWith(path)).map(async (name) => (await stat(join(dirname(path), name))).size);
  return Math.max(...(await Promise.all(sizes)));
}

function refuseBombs(entries: readonly ZipEntry[]) {
  const leaving = entries.find(({ name }) => /^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)|\0/i.test(name));
  if (leaving) throw new Refusal(zipLeavesFolder(), leaving.name);
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > mostUnpacked) throw new Refusal(unpackedTooLarge(Math.ceil(mostUnpacked / 1024 ** 3)));
  const packed = entries.find(
    (entry) => entry.size > largestPackedTooWell && entry.size > entry.packed * mostTimesPacked,
  );
  if (packed) throw new Refusal(zipPackedTooWell(mostTimesPacked), packed.name);
}

/** Several datasets are told apart as layers are, by the name without folder and ending. */
function choose(places: readonly Pick<ZipEntry, 'name' | 'shown'>[], wanted: string | undefined) {
  const [only] = places;
  if (!only) throw new Refusal(fileUnreadable(''));
  if (places.length === 1) return { place: only.name, layer: wanted, prefix: '' };
  const names = places.map(({ shown }) => shown.replace(/^.*\//, '').replace(/\.[a-z]+$/i, ''));
  if (wanted === undefined) throw new Refusal(chooseLayer(names));
  const index = names.findIndex((name) => wanted === name || wanted.startsWith(`${name}/`));
  const [place, name] = [places[index], names[index]];
  if (!place || name === undefined) throw new Refusal(unknownLayer(names), wanted);
  return { place: place.name, layer: wanted === name ? undefined : wanted.slice(name.length + 1), prefix: `${name}/` };
}

const deepest = 4;
const mostFiles = 10_000;

/** Files in a folder with their path in it; links are not followed. */
async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  const walk = async (at: string, depth: number): Promise<void> => {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isFile()) names.push(relative(folder, path));
      else if (entry.isDirectory() && depth < deepest) await walk(path, depth + 1);
      if (names.length > mostFiles) throw new Refusal(fileUnreadable(`> ${mostFiles}`));
    }
  };
  await walk(folder, 1);
  return names.toSorted();
}
