import type { Box } from '../changes/log.ts';
import type { Keepable } from '../tiles/second-chance.ts';
import type { Picture } from './picture.ts';

/** A picture as it is kept. */
export interface KeptPicture extends Keepable, Picture {
  /** The same for all that is the same: what it shows, where, how large, as what. */
  key: string;
  /** The datasets whose layers are drawn at its scale. */
  names: readonly string[];
  /** Those of them whose look depends on all of their rows. */
  classed: readonly string[];
  /** What may change something in it: EPSG:3857, with the margin of names and lines. */
  reach: Box;
  filtered: boolean;
  /** Of the bytes. */
  hash: string;
  /** `Date.now()` when it was made, and when its rows were read. */
  madeAt: number;
  readAt: number;
}
