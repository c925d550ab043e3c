import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../', import.meta.url));

/** Folder of the built web app. Builds it first when it is not there. */
export async function builtWebApp(log: (text: string) => void): Promise<string> {
  const folder = join(project, 'dist/web');
  if (existsSync(join(folder, 'index.html'))) return folder;
  log('Bygger kartan');
  const { build } = await import('vite');
  await build({ root: join(project, 'web'), logLevel: 'warn' });
  return folder;
}
