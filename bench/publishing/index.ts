import type { Result } from '../table.ts';
import { against, peak } from './against.ts';
import { past } from './past.ts';

/** The cases of the publishing bench. */
export const publishing: Record<string, () => Promise<Result[]>> = { against, peak, past };
