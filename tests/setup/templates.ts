import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inject } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openService } from '../../server/service/open-service.ts';
import { administer, copyDataFolder } from './copying.ts';

/**
 * What a copied database holds already. `bare`: PostGIS and nothing else, as a first start finds it. `empty`: all tables,
 * prepared for tiles, without rows. `example`: the example data too.
 */
export type Contents = 'bare' | 'empty' | 'example';

/** Longer than any template takes to make. */
const patienceMs = 150_000;

/** A data folder to copy: made by the first who asks, in whichever process, while the others wait. */
export async function embeddedTemplate(contents: Contents): Promise<string> {
  if (contents === 'bare') return inject('embeddedTemplate');
  const folder = join(inject('templates'), `embedded-${contents}`);
  await madeOnce(folder, async () => {
    copyDataFolder(inject('embeddedTemplate'), folder);
    await openOnce({ DATA_DIR: folder }, contents);
  });
  return folder;
}

/** The name of a database to copy; made as above. PostgreSQL's own `template1` is the bare one. */
export async function postgisTemplate(contents: Contents): Promise<string> {
  if (contents === 'bare') return 'template1';
  const url = new URL(inject('postgisUrl') ?? '');
  const name = `${inject('templatePrefix')}_${contents}`;
  const folder = join(inject('templates'), name);
  await madeOnce(folder, async () => {
    await administer(url.href, `create database ${name}`);
    url.pathname = name;
    await openOnce({ DATA_DIR: folder, DATABASE_URL: url.href }, contents);
  });
  return name;
}

async function openOnce(settings: Record<string, string>, contents: 'empty' | 'example'): Promise<void> {
  const scale = contents === 'example' ? '1' : '0';
  const service = await openService(readConfig({ ...settings, EXAMPLE_SCALE: scale }), () => {});
  await service.close();
}

async function madeOnce(folder: string, make: () => Promise<void>): Promise<void> {
  const ready = `${folder}.ready`;
  const failed = `${folder}.failed`;
  if (existsSync(ready)) return;
  if (begun(`${folder}.begun`)) {
    try {
      await make();
      writeFileSync(ready, '');
    } catch (error) {
      writeFileSync(failed, String(error));
      throw error;
    }
    return;
  }
  for (const end = Date.now() + patienceMs; !existsSync(ready); await wait(50)) {
    if (existsSync(failed) || Date.now() > end) throw new Error(`${folder}: the template was not made`);
  }
}

/** True for the one process that made the mark. */
function begun(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return false;
  }
}
