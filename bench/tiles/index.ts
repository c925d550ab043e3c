import type { Result } from '../table.ts';
import { cached, notModified } from './cached.ts';
import { coldClose, coldFar } from './cold.ts';
import { live } from './live.ts';
import { memory } from './memory.ts';
import { overload } from './overload.ts';

/** The cases of the tile bench, in the order in which they are measured. */
export const tiles: Record<string, () => Promise<Result[]>> = {
  cached,
  notModified,
  coldClose,
  coldFar,
  overload,
  live,
  memory,
};
