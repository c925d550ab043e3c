import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { connect } from '../../server/database/connect.ts';
import type { Database } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import type { Definition } from '../../server/datasets/definition.ts';
import { loadRegistry } from '../../server/datasets/registry.ts';
import type { PublishOptions } from '../../server/publishing/options.ts';
import { publishFile } from '../../server/publishing/publish.ts';
import type { Report } from '../../server/publishing/report.ts';
import { type DatabaseKind, makePlace } from './databases.ts';

/** A migrated database of the test's own, to import into. */
export interface ImportPlace {
  database: Database;
  /** A folder of its own. */
  folder: string;
  definitions: readonly Definition[];
  import(dataset: string, file: string, options?: Partial<PublishOptions>): Promise<Report>;
  remove(): Promise<void>;
}

export async function openImportPlace(kind: DatabaseKind): Promise<ImportPlace> {
  const place = await makePlace(kind);
  const database = await connect(place.config, { join: false, log: () => {} });
  await migrate(database, () => {});
  const { definitions } = loadRegistry(place.config.datasetsDir);
  return {
    database,
    folder: place.config.dataDir,
    definitions,
    import: (dataset, file, options = {}) => publishFile(database, definitions, { ...options, dataset, file }),
    async remove() {
      await database.close();
      await place.remove();
    },
  };
}

/** Path of a file in tests/fixtures/import. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/import/${name}`, import.meta.url));
}

const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** Real files that are too large for the repository; null, told in one line, where they are not. */
export function sharedData(): string | null {
  if (existsSync(shared)) return shared;
  console.log(`Utan ${shared}: proven på riktiga filer hoppas över.`);
  return null;
}
