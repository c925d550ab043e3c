import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readConfig } from '../../server/config.ts';
import { connect } from '../../server/database/connect.ts';
import { builtWebApp } from '../../server/web-app.ts';
import { findPostgis } from './postgis.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with an embedded database that has PostGIS and nothing else: copied, it opens in 3 s and not 15. */
    embeddedTemplate: string;
    /** A PostgreSQL with PostGIS in which tests may create databases; null when there is none. */
    postgisUrl: string | null;
  }
}

/** Once before all tests: the web app is built, an embedded database is made to copy, a PostGIS is found or started. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-test-'));
  await builtWebApp(console.log);
  const opened = join(folder, 'opened');
  const database = await connect(readConfig({ DATA_DIR: opened }), { join: false, log: () => {} });
  await database.close();
  const template = join(folder, 'template');
  cpSync(opened, template, { recursive: true, filter: (source) => !source.endsWith('.s.PGSQL.5432') });
  project.provide('embeddedTemplate', template);

  const postgis = await findPostgis();
  project.provide('postgisUrl', 'url' in postgis ? postgis.url : null);
  console.log('url' in postgis ? `PostGIS: ${postgis.from}` : `Utan PostGIS: ${postgis.missing}`);
  if (!('url' in postgis) && process.env.REQUIRE_POSTGIS) throw new Error(`REQUIRE_POSTGIS: ${postgis.missing}`);
  return async () => {
    if ('url' in postgis) await postgis.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
