import type { StandbyArchive } from './archive/standby.ts';
import type { Follower } from './changes/follow.ts';
import type { Config } from './config.ts';
import type { Database } from './database/database.ts';
import type { Organisations } from './datasets/organisations.ts';
import type { Published } from './geometry/layers.ts';
import type { StrayWatch } from './geometry/watch-strays.ts';
import type { Background } from './styles/style.ts';
import type { Tiles } from './tiles/tiles.ts';

/** What every part of the service is given. */
export interface Service {
  config: Config;
  database: Database;
  /** What has changed, as far as this process has heard. */
  changes: Follower;
  tiles: Tiles;
  /** Stands in for the database while that is away. */
  archive: StandbyArchive;
  /** Replaced as a whole when the operator adds, changes or removes a definition: read it anew for each request. */
  published: Published;
  /** When somebody last asked for something that was not in memory (`Date.now()`). */
  lastAskedAt: number;
  /** Rows outside Sweden. */
  strays: StrayWatch;
  organisations: Organisations;
  background: Background | undefined;
  /** Stops following the log and closes the database. */
  close(): Promise<void>;
}
