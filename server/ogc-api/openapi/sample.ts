import type { Row } from '../../database/database.ts';
import { identifier, raw, sql } from '../../database/sql.ts';
import type { Definition } from '../../datasets/definition.ts';
import { crs84, propertiesAsJson, readBatches, wholeDataset } from '../../features/index.ts';
import { versionsOf } from '../../history/versions.ts';
import { keptUntilChanged } from '../../open-data/kept.ts';
import type { OpenData } from '../../open-data/open-data.ts';

/** A real feature without its geometry, for examples that work. */
export interface Sample {
  id: string;
  properties: Readonly<Record<string, unknown>>;
  /** The newest of its dataset. Absent: none are kept. */
  version?: number;
}

/** The first feature of a dataset, or undefined when it has none. Asked once for each version. */
export type Samples = (service: OpenData, definition: Definition) => Promise<Sample | undefined>;

interface SampleRow extends Row {
  id: string;
  properties: Record<string, unknown>;
}

export function keptSamples(): Samples {
  const kept = keptUntilChanged<Sample | undefined>(1_000);
  return (service, definition) =>
    kept(service, definition, 'sample', async () => {
      const { database, published } = service;
      const shape = {
        inner: sql`t.${identifier(definition.key)}::text as id, ${propertiesAsJson(definition, 'all')}::json as properties`,
        outer: raw('page.id, page.properties'),
      };
      const wanted = wholeDataset(definition, crs84);
      for await (const { rows } of readBatches<SampleRow>(database, published, wanted, shape, { limit: 1 })) {
        const [row] = rows;
        const [newest] = published.remembered(definition.id)
          ? await versionsOf(database, definition, { limit: 1 })
          : [];
        return row && { id: row.id, properties: row.properties, ...(newest ? { version: newest.version } : {}) };
      }
      return undefined;
    });
}
