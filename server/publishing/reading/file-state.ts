import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileChanged, fileMissing } from '../findings.ts';
import { Refusal } from '../report.ts';

/** A file, or the files of a folder, as it is now: another text when anything was written to it. Throws Refusal. */
export async function fileState(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Refusal(fileMissing());
  const paths = found.isDirectory() ? (await readdir(path)).toSorted().map((name) => join(path, name)) : [path];
  const states = await Promise.all(
    paths.map(async (one) => {
      const { ino, size, mtimeMs } = await stat(one).catch(() => ({ ino: 0, size: 0, mtimeMs: 0 }));
      return `${ino} ${size} ${mtimeMs}`;
    }),
  );
  return states.join('\n');
}

/** Throws Refusal when the file is not as it was. */
export async function requireUnchanged(path: string, before: string): Promise<void> {
  if ((await fileState(path)) !== before) throw new Refusal(fileChanged());
}
