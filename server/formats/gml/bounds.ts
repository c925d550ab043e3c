import type { Geometry, Position } from 'geojson';
import { z } from 'zod';
import type { Row } from '../../database/database.ts';
import { raw, sql } from '../../database/sql.ts';
import { geometryOf, matching } from '../../features/index.ts';
import type { Encoding } from '../format.ts';

/** East and north of two corners. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

const boundsSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** Of all that is selected; undefined where that has no place. */
export async function selectedBounds({ database, published, wanted }: Encoding): Promise<Bounds | undefined> {
  const { definition } = wanted.selection;
  if (!definition.geometry) return undefined;
  const rounded = (name: string) => raw(`round(st_${name}(box)::numeric, ${wanted.crs.decimals})::double precision`);
  const [row] = await database.query<Row>(sql`
    select ${rounded('xmin')} as west, ${rounded('ymin')} as south, ${rounded('xmax')} as east, ${rounded('ymax')} as north
    from (select st_extent(${geometryOf(definition.geometry, wanted.crs)}) as box ${matching(published, wanted.selection)}) one`);
  return boundsSchema.safeParse([row?.west, row?.south, row?.east, row?.north]).data;
}

/** The bounds with a geometry in them. */
export function widened(bounds: Bounds | undefined, geometry: Geometry): Bounds | undefined {
  let wide = bounds;
  for (const [x, y] of positionsOf(geometry)) {
    if (x === undefined || y === undefined) continue;
    const [west, south, east, north] = wide ?? [x, y, x, y];
    wide = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  }
  return wide;
}

function positionsOf(geometry: Geometry): readonly Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates;
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
    case 'GeometryCollection':
      return geometry.geometries.flatMap(positionsOf);
  }
}
