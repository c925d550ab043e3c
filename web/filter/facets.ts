import { signal } from '@preact/signals';
import type { DatasetDescription } from '../../server/styles/describe.ts';
import { readFrom, ServerError } from '../server.ts';
import { onChange } from '../state/live.ts';
import { selectionOf, unfilteredOf } from '../state/selection.ts';

/** What there is to choose, as the server tells it (server/ogc-api/documents.ts; docs/use-the-api.md, "Values to choose from"). */

interface Bar<T> {
  from: T;
  to: T;
  count: number;
}
interface About {
  property: string;
  title: string;
  missing: number;
  others: number;
}
export type Facet = About &
  (
    | { kind: 'values'; values: { value: string | boolean; title: string; count: number }[] }
    | { kind: 'numbers'; least?: number; most?: number; bars: Bar<number>[] }
    | { kind: 'days'; least?: string; most?: string; bars: Bar<string>[] }
    | { kind: 'text' }
  );
export type FacetOf<K extends Facet['kind']> = Extract<Facet, { kind: K }>;

interface Facets {
  numberMatched: number;
  facets: Facet[];
}

interface Known {
  dataset: string;
  facets: readonly Facet[];
  matched: number;
  all: number;
}

/** Of the dataset that is being filtered, as last heard. */
export const known = signal<Known | undefined>(undefined);
/** Why nothing is known: the server counts still, or it does not take the filter. */
export const trouble = signal<{ busy: true } | { refused: string } | undefined>(undefined);

/** Somebody who ticks three boxes asks once. Milliseconds. */
const settled = 250;
/** The server counts on by itself (503). */
const askAgain = 2_000;

/** Asks what there is under the filter as it is. Gives back what stops it. */
export function followFacets(dataset: DatasetDescription, lang: string): () => void {
  const stop = new AbortController();
  const ask = async () => {
    try {
      const [facets, whole] = await Promise.all([
        readFacets(dataset, { lang, filter: selectionOf(dataset) }, stop.signal),
        readFacets(dataset, { lang, filter: unfilteredOf(dataset), facets: dataset.key }, stop.signal),
      ]);
      if (stop.signal.aborted) return;
      known.value = {
        ...{ dataset: dataset.id, facets: facets.facets, matched: facets.numberMatched },
        all: whole.numberMatched,
      };
      trouble.value = undefined;
    } catch (error) {
      if (stop.signal.aborted) return;
      const refused = error instanceof ServerError && error.status >= 400 && error.status < 500;
      trouble.value = refused ? { refused: error.detail ?? '' } : { busy: true };
      if (!refused) timer = setTimeout(ask, askAgain);
    }
  };
  let timer = setTimeout(ask, known.peek()?.dataset === dataset.id ? settled : 0);
  const deaf = onChange((changes) => {
    if (!changes.some((one) => one.dataset === dataset.id)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, settled);
  });
  return () => {
    deaf();
    clearTimeout(timer);
    stop.abort();
  };
}

function readFacets(
  { id }: DatasetDescription,
  asked: { lang: string; filter: string | undefined; facets?: string },
  signal: AbortSignal,
): Promise<Facets> {
  const query = new URLSearchParams({ f: 'json' });
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, value);
  return readFrom(`/geodata/v1/collections/${id}/facets?${query}`, signal);
}
