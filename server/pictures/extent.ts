import type { Row } from '../database/database.ts';
import { identifier, type Sql, sql } from '../database/sql.ts';
import { reprojected } from '../datasets/select.ts';
import { isBadValue, matching } from '../features/index.ts';
import type { Filter } from '../filter/index.ts';
import type { OpenData } from '../open-data/open-data.ts';

/** West, south, east, north in EPSG:3857, metres. */
export type MercatorBox = readonly [number, number, number, number];

/** One public feature: its key as it is stored, and what it reaches over. No box: it has no geometry. */
export interface FoundFeature {
  key: string;
  box: MercatorBox | undefined;
}

interface BoxRow extends Row {
  key: string | null;
  west: number | null;
  south: number;
  east: number;
  north: number;
}

/** The feature with a key. Undefined: there is no such public one. Throws a 404 problem for a dataset without geometry. */
export async function findFeature(service: OpenData, dataset: string, key: string): Promise<FoundFeature | undefined> {
  const row = await boxRow(service, dataset, { key }).catch((error: unknown) => {
    // A text that no key can be.
    if (isBadValue(error)) return undefined;
    throw error;
  });
  return row && row.key !== null ? { key: row.key, box: boxOf(row) } : undefined;
}

/** What the public features that match reach over together. Undefined: none do. */
export async function extentOf(service: OpenData, dataset: string, filter: Filter): Promise<MercatorBox | undefined> {
  const row = await boxRow(service, dataset, { filter });
  return row && boxOf(row);
}

async function boxRow(
  { database, published }: OpenData,
  dataset: string,
  which: { key: string } | { filter: Filter },
): Promise<BoxRow | undefined> {
  const { definition } = published.layer(dataset);
  const corner = (edge: Sql) => sql`${edge}::double precision`;
  const [row] = await database.query<BoxRow>(sql`
    select key, ${corner(sql`st_xmin(box)`)} as west, ${corner(sql`st_ymin(box)`)} as south,
      ${corner(sql`st_xmax(box)`)} as east, ${corner(sql`st_ymax(box)`)} as north
    from (
      select min(t.${identifier(definition.key)}::text) as key,
        st_extent(${reprojected(sql`t.${identifier(definition.geometry.column)}`, 3857)}) as box
      ${matching(published, { definition, ...which })}
    ) found`);
  return row;
}

function boxOf({ west, south, east, north }: BoxRow): MercatorBox | undefined {
  return west === null ? undefined : [west, south, east, north];
}
