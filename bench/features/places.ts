import { inlined, join, type Sql, sql, textOf } from '../../server/database/sql.ts';
import type { Definition } from '../../server/datasets/definition.ts';
import { loadRegistry } from '../../server/datasets/registry.ts';
import { crs84 } from '../../server/features/crs.ts';
import { parseWanted } from '../../server/features/index.ts';
import { pageOf } from '../../server/features/selection.ts';
import { geojson } from '../../server/formats/geojson.ts';
import type { Published } from '../../server/geometry/layers.ts';

/** Plan provisions: 23 properties and a join, 4,253 features in each town of example data. */
export const dataset = 'planbestammelser';

/** The statement as text, with its values in place. */
export function written(query: Sql): string {
  return textOf(inlined(query)).replaceAll(/\s*\n\s*/g, ' ');
}

/** What the service asks the database for a page of GeoJSON, for pgbench and psql to ask the same. */
export async function pageSql(query: string, limit: number): Promise<Sql> {
  const definition = definitionOf(dataset);
  const wanted = parseWanted(definition, new URLSearchParams(query), crs84);
  const database = { query: async () => [] };
  const encoder = await geojson.encoder({ database, published, wanted, lang: 'sv', axes: 'authority' });
  const page = pageOf(published, wanted.selection, encoder.shape.inner, {
    sorting: wanted.sorting,
    after: undefined,
    limit,
  });
  return sql`select ${join([encoder.shape.outer])} from (${page}) page`;
}

function definitionOf(id: string): Definition {
  const definition = loadRegistry('/none').definitions.find((one) => one.id === id);
  if (!definition) throw new Error(`No dataset ${id}`);
  return definition;
}

const published: Published = {
  definitions: [],
  withdrawn: new Map(),
  isTracked: () => true,
  remembered: () => undefined,
  dataset: definitionOf,
  layer: (id) => {
    const definition = definitionOf(id);
    const { geometry } = definition;
    if (!geometry) throw new Error(`${id} has no geometry`);
    return { definition: { ...definition, geometry }, derived: 'kept', shape: 'whole', tracked: true };
  },
};
