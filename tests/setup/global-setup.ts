import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readConfig } from '../../server/config.ts';
import { connect } from '../../server/database/connect.ts';
import { builtWebApp } from '../../server/start/web-app.ts';
import { administer, copyDataFolder } from './copying.ts';
import { findPostgis } from './postgis.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with an embedded database that has PostGIS and nothing else: copied, it opens in 3 s and not 15. */
    embeddedTemplate: string;
    /** A folder for the templates that tests make of it. */
    templates: string;
    /** How the names of databases begin that are templates; they go when the tests end. */
    templatePrefix: string;
    /** A PostgreSQL with PostGIS in which tests may create databases; null when there is none. */
    postgisUrl: string | null;
  }
}

/** Once before all tests: the web app is built, an embedded database is made to copy, a PostGIS is found or started. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-test-'));
  const [template, postgis] = await Promise.all([bareTemplate(folder), findPostgis(), builtWebApp()]);
  project.provide('embeddedTemplate', template);
  const templatePrefix = `template_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  project.provide('templates', folder);
  project.provide('templatePrefix', templatePrefix);
  project.provide('postgisUrl', 'url' in postgis ? postgis.url : null);
  console.log('url' in postgis ? `PostGIS: ${postgis.from}` : `Utan PostGIS: ${postgis.missing}`);
  if (!('url' in postgis) && process.env.REQUIRE_POSTGIS) throw new Error(`REQUIRE_POSTGIS: ${postgis.missing}`);
  return async () => {
    if ('url' in postgis) {
      for (const contents of ['empty', 'example'])
        await administer(postgis.url, `drop database if exists ${templatePrefix}_${contents}`);
      await postgis.stop();
    }
    rmSync(folder, { recursive: true, force: true });
  };
}

async function bareTemplate(folder: string): Promise<string> {
  const opened = join(folder, 'opened');
  const database = await connect(readConfig({ DATA_DIR: opened }), { join: false, log: () => {} });
  await database.close();
  const template = join(folder, 'template');
  copyDataFolder(opened, template);
  return template;
}
