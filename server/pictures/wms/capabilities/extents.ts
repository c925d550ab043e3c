import type { Row } from '../../../database/database.ts';
import { sql } from '../../../database/sql.ts';
import type { Definition } from '../../../datasets/definition.ts';
import { boundsOf } from '../../../geometry/extent.ts';
import { keptUntilChanged } from '../../../open-data/kept.ts';
import type { OpenData } from '../../../open-data/open-data.ts';
import { offered } from '../place.ts';

/** Degrees: west, south, east, north. */
export type Degrees = readonly [number, number, number, number];

/** Where a layer is: in degrees, and in each offered system in the order of `offered`, east before north. */
export interface Extent {
  degrees: Degrees;
  boxes: readonly Degrees[];
}

const keptDegrees = keptUntilChanged<Degrees | undefined>(500);

export function degreesOf(service: OpenData, definition: Definition): Promise<Degrees | undefined> {
  return keptDegrees(service, definition, 'wms extent', () =>
    boundsOf(service.database, service.published.layer(definition.id)),
  );
}

export function unionOf(all: readonly (Degrees | undefined)[]): Degrees | undefined {
  return all.reduce<Degrees | undefined>((union, one) => {
    if (!union || !one) return union ?? one;
    return [
      Math.min(union[0], one[0]),
      Math.min(union[1], one[1]),
      Math.max(union[2], one[2]),
      Math.max(union[3], one[3]),
    ];
  }, undefined);
}

/** Parts of a side, which bends in another system. */
const partsOfSide = 32;

/** Each rectangle in all systems, by one statement. */
export async function extentsOf({ database }: OpenData, rectangles: readonly Degrees[]): Promise<Extent[]> {
  const corner = (index: 0 | 1 | 2 | 3) => rectangles.map((rectangle) => rectangle[index]);
  const rows = await database.query<Row & { west: number; south: number; east: number; north: number }>(sql`
    select st_xmin(box) as west, st_ymin(box) as south, st_xmax(box) as east, st_ymax(box) as north
    from unnest(${corner(0)}::float8[], ${corner(1)}::float8[], ${corner(2)}::float8[], ${corner(3)}::float8[])
        with ordinality r (w, s, e, n, place)
      cross join unnest(${offered.map(({ srid }) => srid)}::int[]) with ordinality c (srid, system)
      cross join lateral (select st_transform(
        st_segmentize(st_makeenvelope(w, s, e, n, 4326), greatest(e - w, n - s, 0.0001) / ${partsOfSide}::float8), c.srid) as box) b
    order by place, system`);
  return rectangles.map((degrees, index) => ({
    degrees,
    boxes: rows
      .slice(index * offered.length, (index + 1) * offered.length)
      .map(({ west, south, east, north }) => [west, south, east, north] as const),
  }));
}
