import { constants, copyFile, link, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

/** Files that belong to a dataset beside the one that names it: same name, one of these endings. */
const companions: Readonly<Record<string, readonly string[]>> = {
  '.shp': ['.shx', '.dbf', '.prj', '.cpg'],
  '.tab': ['.dat', '.map', '.id', '.ind'],
  '.mif': ['.mid'],
  '.gml': ['.xsd'],
  '.gpkg': ['.gpkg-wal'],
};

/**
 * The dataset alone in a folder of its own, since GDAL sees the whole folder that a file is in. Files are linked where the
 * file system can, else copied. Returns its path there.
 */
export async function privateCopy(path: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const to = join(folder, basename(path));
  if ((await stat(path)).isDirectory()) {
    await mkdir(to);
    for (const entry of await readdir(path, { withFileTypes: true })) {
      if (entry.isFile()) await take(join(path, entry.name), join(to, entry.name));
    }
    return to;
  }
  for (const name of await namesWith(path)) await take(join(dirname(path), name), join(folder, name));
  return to;
}

/** The file and those that belong to it, in its folder. */
export async function namesWith(path: string): Promise<string[]> {
  const name = basename(path);
  const endings = companions[extname(name).toLowerCase()] ?? [];
  if (endings.length === 0) return [name];
  const stem = basename(name, extname(name)).toLowerCase();
  const beside = await readdir(dirname(path), { withFileTypes: true });
  const wanted = new Set(endings.map((ending) => `${stem}${ending}`));
  return [name, ...beside.filter((one) => one.isFile() && wanted.has(one.name.toLowerCase())).map((one) => one.name)];
}

/** Of a symbolic link, the file that it names. */
async function take(from: string, to: string): Promise<void> {
  const real = await realpath(from);
  await link(real, to).catch(() => copyFile(real, to, constants.COPYFILE_FICLONE));
}
