import { fillWhereEmpty } from '../../example/index.ts';
import { standbyArchive } from '../archive/standby.ts';
import { followChanges } from '../changes/follow.ts';
import type { Config } from '../config.ts';
import { connect } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { loadOrganisations } from '../datasets/organisations.ts';
import { loadRegistry } from '../datasets/registry.ts';
import { publishLayers } from '../geometry/layers.ts';
import { watchStrays } from '../geometry/watch-strays.ts';
import { keepPictures } from '../pictures/kept.ts';
import { makePictures } from '../pictures/picture.ts';
import { openSearchIndex } from '../search/index.ts';
import { loadBackground } from '../styles/background.ts';
import { dropTouched } from '../tiles/invalidate.ts';
import { makeTiles } from '../tiles/tiles.ts';
import type { Service } from './service.ts';
import { tellUnpublished } from './watch-definitions.ts';

/** Tiles that may wait for their turn: about a second of work, more would only be answered too late. */
const mostWaiting = 200;

/**
 * Everything behind HTTP, in order: database, schema, definitions, example data, geometry for tiles. `log` is told each
 * step when it begins. `join`: as the guest of a server that has the embedded database open. Whoever opens the service
 * closes it.
 */
export async function openService(
  config: Config,
  log: (text: string) => void,
  { join } = { join: false },
): Promise<Service> {
  const organisations = loadOrganisations(config.datasetsDir);
  const registry = loadRegistry(config.datasetsDir);
  tellUnpublished(registry, log);
  log(config.databaseUrl ? 'Ansluter till PostgreSQL' : `Öppnar den inbyggda databasen i ${config.dataDir}`);
  const database = await connect(config, { join, log });
  try {
    await migrate(database, log);
    await fillWhereEmpty(database, registry.definitions, config.exampleScale, log);
    log('Förbereder geometri för kartplattor');
    const published = await publishLayers(database, registry.definitions, log);
    log('Förbereder sökningen');
    const search = await openSearchIndex(database, published, log);
    const background = config.background && (await loadBackground(config.background));
    const tiles = makeTiles(database, {
      cacheBytes: config.tileCacheBytes,
      rowBytes: config.rowCacheBytes,
      budgetBytes: config.tileBudgetBytes,
      // The other half is for features and files, which must not wait for a storm of tiles to pass.
      questionsAtOnce: database.kind === 'postgres' ? Math.ceil(config.databasePool / 2) : 1,
      mostWaiting,
    });
    const changes = await followChanges(database);
    const drawing = makePictures({ threads: config.pictureThreads, waiting: mostWaiting });
    const pictures = keepPictures(drawing, config.pictureCacheBytes);
    changes.subscribe({ before: (heard) => dropTouched(database.aside, tiles, heard) });
    changes.subscribe({
      before: (heard) => pictures.dropTouched(database.aside, heard),
      after: pictures.settle,
    });
    const strays = watchStrays(database, changes, published, log);
    return {
      config,
      database,
      changes,
      tiles,
      archive: standbyArchive(config.archive),
      published,
      lastAskedAt: 0,
      strays,
      pictures,
      search,
      organisations,
      background,
      async close() {
        strays.stop();
        search.stop();
        await pictures.close();
        await changes.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
