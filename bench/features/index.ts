import type { Result } from '../table.ts';
import { deep, pages } from './pages.ts';
import { peak, whole } from './whole.ts';

/** The cases of the features bench, in the order in which they are measured. */
export const features: Record<string, () => Promise<Result[]>> = { pages, whole, peak, deep };
