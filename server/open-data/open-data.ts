import type { Follower } from '../changes/follow.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import type { Organisations } from '../datasets/organisations.ts';
import type { Published } from '../geometry/layers.ts';

/** What is published, where it is asked for, and what has changed in it: what every part is given. */
export interface OpenData {
  config: Config;
  database: Database;
  /** What has changed, as far as this process has heard. */
  changes: Follower;
  /** Replaced as a whole when the operator adds, changes or removes a definition: read it anew for each request. */
  published: Published;
  organisations: Organisations;
  /** When somebody last asked for something that was not in memory (`Date.now()`). */
  lastAskedAt: number;
}
