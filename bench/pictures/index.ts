import type { Result } from '../table.ts';
import { besideMapServer } from './beside.ts';
import { tiles } from './tiles.ts';

/** The cases of the pictures bench, in the order in which they are measured. */
export const pictures: Record<string, () => Promise<Result[]>> = { tiles, map: besideMapServer };
