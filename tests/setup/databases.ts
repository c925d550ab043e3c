import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, inject } from 'vitest';
import { type Config, readConfig } from '../../server/config.ts';
import { administer, copyDataFolder } from './copying.ts';
import { type Contents, embeddedTemplate, postgisTemplate } from './templates.ts';

export type DatabaseKind = 'embedded' | 'postgis';

/** Settings of a new database of a test's own, and how to throw it away. */
export interface TestPlace {
  kind: DatabaseKind;
  config: Config;
  /** The same settings as a process would be given them. */
  env: Record<string, string>;
  remove(): Promise<void>;
}

const postgisUrl = inject('postgisUrl');

/** Describes the same behaviour on the embedded database and on PostGIS; the second is skipped when there is none. */
export function eachDatabase(name: string, body: (kind: DatabaseKind) => void): void {
  describe(`${name} (inbyggd databas)`, () => body('embedded'));
  describe.skipIf(postgisUrl === null)(`${name} (PostGIS)`, () => body('postgis'));
}

/** Makes a database with PostGIS and a data folder, as a copy of one that holds so much. */
export async function makePlace(
  kind: DatabaseKind,
  settings: Record<string, string> = {},
  contents: Contents = 'bare',
): Promise<TestPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-'));
  const base = { DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1', EXAMPLE_SCALE: '0', ...settings };
  if (kind === 'embedded') {
    copyDataFolder(await embeddedTemplate(contents), folder);
    return {
      kind,
      env: base,
      config: readConfig(base),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const url = new URL(postgisUrl ?? '');
  await administer(url.href, `create database ${name} template ${await postgisTemplate(contents)}`);
  url.pathname = name;
  const env = { ...base, DATABASE_URL: url.href };
  return {
    kind,
    env,
    config: readConfig(env),
    async remove() {
      await administer(postgisUrl ?? '', `drop database ${name} with (force)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
