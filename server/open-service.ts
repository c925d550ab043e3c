import type { Config } from './config.ts';
import { connect } from './database/connect.ts';
import { migrate } from './database/migrate.ts';
import { loadOrganisations } from './datasets/organisations.ts';
import { loadRegistry } from './datasets/registry.ts';
import { fillWhereEmpty } from './example/when-empty.ts';
import { publishLayers } from './geometry/layers.ts';
import type { Service } from './service.ts';
import { loadBackground } from './styles/background.ts';
import { tellUnpublished } from './watch-definitions.ts';

/**
 * Everything behind HTTP, in order: database, schema, definitions, example data, geometry for tiles. `log` is told each
 * step when it begins. Whoever opens the service closes its database.
 */
export async function openService(config: Config, log: (text: string) => void): Promise<Service> {
  const organisations = loadOrganisations(config.datasetsDir);
  const registry = loadRegistry(config.datasetsDir);
  tellUnpublished(registry, log);
  log(config.databaseUrl ? 'Ansluter till PostgreSQL' : `Öppnar den inbyggda databasen i ${config.dataDir}`);
  const database = await connect(config, { join: false, log });
  try {
    await migrate(database, log);
    await fillWhereEmpty(database, registry.definitions, config.exampleScale, log);
    log('Förbereder geometri för kartplattor');
    const published = await publishLayers(database, registry.definitions, log);
    const background = config.background && (await loadBackground(config.background));
    return { config, database, published, organisations, background };
  } catch (error) {
    await database.close();
    throw error;
  }
}
