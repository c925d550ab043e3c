import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
/** What decides how a file is read, checked and written. */
/** Names every library and its version; a container has only the second. */
const locks = ['package-lock.json', 'node_modules/.package-lock.json'];
const folders = ['server/publishing', 'server/quality', 'server/datasets'];

/** Of the program itself: another one may read the same file otherwise, and nobody has to remember to say so. */
export function programDigest(): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(project, folder, name)));
    }
  }
  const lock = locks.map((name) => join(project, name)).find((path) => existsSync(path));
  if (lock) hash.update(readFileSync(lock));
  return hash.digest('hex');
}
