import type { Definition } from '../datasets/definition.ts';
import type { Shown } from './cache.ts';
import { gzipped } from './compress.ts';
import type { EncodedLayer } from './encoder/encode.ts';

/** A layer of a tile, compressed, and what of it was left out. */
export interface Made {
  bytes: Buffer;
  /** Absent: not smaller. */
  gzip: Buffer | undefined;
  thinned: Shown | undefined;
}

/** So many bytes, compressed, a feature of the first answer is thought to take: plans take 50 to 75. */
const usualFeatureBytes = 72;

/** No feature takes less: its outline, its id, and a key that is another for each. */
function leastFeatureBytes({ key, fields }: Definition): number {
  return fields.some(({ name, type }) => name === key && type === 'integer') ? 14 : 26;
}

/** No more features than this fit into a layer. */
export function mostFeatures(budgetBytes: number, definition: Definition): number {
  return Math.ceil(budgetBytes / leastFeatureBytes(definition));
}

/**
 * All features of a tile or, when those would be more bytes than the budget, as many of the most important as fit.
 * `source`: of rows in memory all that may fit are tried, of others no more are asked for than are likely to. The same
 * rows give the same bytes in every process.
 */
export async function withinBudget(
  budgetBytes: number,
  definition: Definition,
  source: 'memory' | 'database',
  encode: (most: number) => Promise<EncodedLayer>,
  countRows: () => Promise<number>,
): Promise<Made> {
  const cap = mostFeatures(budgetBytes, definition);
  let most = source === 'memory' ? cap : Math.min(cap, Math.ceil(budgetBytes / usualFeatureBytes));
  for (;;) {
    const encoded = await encode(most);
    const fitted = await fitInto(encoded, budgetBytes);
    const mayBeMore = encoded.rows >= most;
    if (!mayBeMore && fitted.features === encoded.features) return { ...fitted, thinned: undefined };
    const room = budgetBytes / fitted.size;
    if (mayBeMore && fitted.features === encoded.features && room > 1.1 && most < cap) {
      most = Math.min(cap, Math.ceil(most * room * 1.05));
      continue;
    }
    const of = mayBeMore ? await countRows() : encoded.features;
    return { ...fitted, thinned: fitted.features < of ? { shown: fitted.features, of } : undefined };
  }
}

interface Fitted {
  bytes: Buffer;
  gzip: Buffer | undefined;
  size: number;
  features: number;
}

/** The first features whose bytes fit: compressed once to learn how well they compress, once more to be sure. */
async function fitInto({ first, features, ends }: EncodedLayer, budgetBytes: number): Promise<Fitted> {
  const compressed = async (count: number): Promise<Fitted> => {
    const bytes = first(count);
    const gzip = await gzipped(bytes);
    return { bytes, gzip, size: (gzip ?? bytes).length, features: count };
  };
  let fitted = await compressed(features);
  while (fitted.size > budgetBytes && fitted.features > 1) {
    const now = ends[fitted.features - 1] ?? 0;
    const most = (now * budgetBytes * 0.97) / fitted.size;
    const within = ends.findIndex((end) => end > most);
    fitted = await compressed(Math.max(1, Math.min(fitted.features - 1, within < 0 ? features : within)));
  }
  return fitted;
}
