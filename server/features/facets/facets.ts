import { setTimeout as sleep } from 'node:timers/promises';
import type { Definition } from '../../datasets/definition.ts';
import { boundedQueue } from '../../http/bounded-queue.ts';
import { problem } from '../../http/problems.ts';
import { keptUntilChanged } from '../../open-data/kept.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import type { WrittenSelection } from '../parameters.ts';
import { canonicalOf } from '../selection.ts';
import { dayBins, numberBins } from './bins.ts';
import { type FacetColumn, facetColumns } from './columns.ts';
import { boundsStatement, type CountedColumn, type FacetLine, facetStatement } from './statement.ts';
import { type Facet, type Histogram, toldFacet } from './told.ts';

type Asked = Pick<OpenData, 'database' | 'published' | 'changes'>;

/** How many features match, and for each field how many have which values. */
export interface Facets {
  numberMatched: number;
  facets: Facet[];
}

/** `names`: of which fields; absent: of all that can be filtered by. Throws a 503 problem when it is not known in time. */
export type FindFacets = (
  service: Asked,
  selection: WrittenSelection,
  names: readonly string[] | undefined,
) => Promise<Facets>;

const mostKept = 1_000;

/** Facets that take longer than `deadlineMs` are counted all the same, and whoever asks next has them. */
export function findingFacets(deadlineMs: number): FindFacets {
  const kept = keptUntilChanged<Facets>(mostKept);
  const keptHistograms = keptUntilChanged<readonly (Histogram | undefined)[]>(mostKept);
  const queue = boundedQueue({ atOnce: 2, waiting: 50 });
  return async (service, selection, names) => {
    const { definition } = selection;
    const columns = facetColumns(definition, names);
    const of = columns.map(({ field }) => field.name).join();
    const counted = kept(service, definition, `${of} ${canonicalOf(selection)}`, () =>
      queue.run(async () => {
        const histograms = await keptHistograms(service, definition, of, () =>
          histogramsOf(service, definition, columns),
        );
        return count(service, selection, columns, histograms);
      }),
    );
    const found = await Promise.race([counted, sleep(deadlineMs, undefined, { ref: false })]);
    if (!found) throw problem('unavailable');
    return found;
  };
}

/** The bars of each field, by all public features: the same bars under every filter. */
async function histogramsOf(
  { database }: Asked,
  definition: Definition,
  columns: readonly FacetColumn[],
): Promise<(Histogram | undefined)[]> {
  const measured = columns.filter(({ kind }) => kind === 'numbers' || kind === 'days');
  if (measured.length === 0) return [];
  const [row] = await database.query<{ bounds: (string | null)[] }>(boundsStatement(definition, measured));
  return columns.map((column) => {
    const place = measured.indexOf(column);
    const [least, most] = [row?.bounds[2 * place], row?.bounds[2 * place + 1]];
    if (place < 0 || least == null || most == null) return undefined;
    if (column.kind === 'days') return { kind: 'days', ...dayBins(least, most) };
    return { kind: 'numbers', ...numberBins(Number(least), Number(most), column.field.type === 'integer') };
  });
}

async function count(
  { database, published }: Asked,
  selection: WrittenSelection,
  columns: readonly FacetColumn[],
  histograms: readonly (Histogram | undefined)[],
): Promise<Facets> {
  const counted: CountedColumn[] = columns.map((column, index) => ({ ...column, edges: histograms[index]?.edges }));
  const lines = await database.query<FacetLine>(
    facetStatement(published, selection, selection.filter?.parts() ?? [], counted),
  );
  const about = (index: number) => lines.filter(({ facet }) => facet === index);
  return {
    numberMatched: about(-1)[0]?.count ?? 0,
    facets: columns.map((column, index) => toldFacet(column, histograms[index], about(index))),
  };
}
