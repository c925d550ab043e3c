import type { Queryable } from '../database/database.ts';
import type { Places } from './places.ts';

/** Where a publication is, and of how many rows, where that is known. */
export interface Progress {
  step: 'open' | 'read' | 'check' | 'tiles' | 'write';
  /** Done in this step, and in all: rows of a file that is read, parts of the work on tiles. */
  done?: number;
  of?: number | undefined;
}

/** Those who look on while something is published. */
export interface Watch {
  progress?: ((progress: Progress) => void) | undefined;
  /** Of each dataset, by its id: filled in while it is published. */
  places?: Map<string, Places> | undefined;
  /** Looks at what would be, in the transaction of a dry run. */
  tried?: ((tx: Queryable) => Promise<void>) | undefined;
}
