import { hasExampleRows } from '../datasets/example-rows.ts';
import { boundsOf } from '../geometry/extent.ts';
import type { OpenData } from '../open-data/open-data.ts';
import type { DatasetFacts } from '../styles/describe.ts';
import type { DataFacts } from '../styles/layers.ts';
import { seriesTotals } from './series.ts';

/** What only the data can tell about each dataset: where it is, and whether some of its rows are invented. */
export async function datasetFacts(service: OpenData): Promise<DatasetFacts> {
  const facts = await Promise.all(
    service.published.definitions.map(async (definition) => {
      const bounds = definition.geometry && (await boundsOf(service.database, service.published.layer(definition.id)));
      const example = await hasExampleRows(service.database, definition);
      return [definition.id, { ...(bounds ? { bounds } : {}), example }] as const;
    }),
  );
  return Object.fromEntries(facts);
}

/** The totals that choropleths are classed by. */
export async function styleFacts(service: OpenData, today: Date): Promise<DataFacts> {
  const measured = service.published.definitions.filter(({ map }) => map?.measures);
  const series = await Promise.all(
    measured.map(async (definition) => [definition.id, await seriesTotals(service, definition)] as const),
  );
  return { series: Object.fromEntries(series), thisYear: today.getFullYear() };
}
