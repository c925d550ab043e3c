import type { Result } from '../table.ts';
import { beside } from './beside.ts';

/** The cases of the imports bench. */
export const imports: Record<string, () => Promise<Result[]>> = { beside };
