import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, inject } from 'vitest';
import { type Config, readConfig } from '../../server/config.ts';

export type DatabaseKind = 'embedded' | 'postgis';

/** Settings of a new empty database of a test's own, and how to throw it away. */
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

/** Makes an empty database with PostGIS and a data folder. */
export async function makePlace(kind: DatabaseKind, settings: Record<string, string> = {}): Promise<TestPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-'));
  const base = { DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1', EXAMPLE_SCALE: '0', ...settings };
  if (kind === 'embedded') {
    cpSync(inject('embeddedTemplate'), folder, { recursive: true });
    return {
      kind,
      env: base,
      config: readConfig(base),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await administer(`create database ${name}`);
  const url = new URL(postgisUrl ?? '');
  url.pathname = name;
  const env = { ...base, DATABASE_URL: url.href };
  return {
    kind,
    env,
    config: readConfig(env),
    async remove() {
      await administer(`drop database ${name} with (force)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgisUrl ?? '' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
