import type { Database } from '../database/database.ts';
import type { Definition, Localized } from '../datasets/definition.ts';
import type { PublishOptions } from './options.ts';
import type { FindingList } from './report.ts';
import type { Watch } from './watch.ts';

/** One import, as all its steps know it. */
export interface Occasion extends Watch {
  database: Database;
  definitions: readonly Definition[];
  options: PublishOptions;
  file: {
    name: string;
    sha256: string | undefined;
    /** As it was when its digest was taken; undefined where there was none. */
    state: string | undefined;
  };
  /** What goes into the records of what was asked for. */
  asked: Omit<PublishOptions, 'dataset' | 'file' | 'message' | 'now' | 'dryRun' | 'full'>;
  /** What is wrong, and what was decided: both are added to while it goes on. */
  findings: FindingList;
  notes: Localized[];
}
