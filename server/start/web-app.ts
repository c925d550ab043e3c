import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
/** Below server/ the map reads only this. */
export const sharedWithWeb = [
  'server/styles',
  'server/forecast/model',
  'server/charts',
  'server/forecast/need/',
  'server/forecast/need-shape.ts',
  'server/formats/dxf',
  'server/geometry/gauss-kruger.ts',
  'server/geometry/pixel.ts',
  'server/geometry/positions.ts',
  'server/geometry/widest-place.ts',
  'server/here/shape.ts',
  'server/pictures/print/papers.ts',
  'server/search/document.ts',
  'server/tiles/tile-grid.ts',
] as const;

/** What the web app is made of. A server without it (the container image) serves what it was given. */
const sources = ['web', ...sharedWithWeb, 'package-lock.json'];

/** Folder of the built web app. Builds it when it is not there or was made of other sources: an upgrade shows at once. */
export async function builtWebApp(): Promise<string> {
  const folder = join(project, 'dist/web');
  const stamp = join(folder, '.sources');
  if (!existsSync(join(project, 'web'))) return folder;
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return folder;
  const { build } = await import('vite');
  await build({ root: join(project, 'web'), logLevel: 'warn' });
  writeFileSync(stamp, wanted);
  return folder;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(project, source);
    const files = source.includes('.')
      ? [path]
      : readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort();
    for (const file of files) hash.update(file.slice(project.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}
