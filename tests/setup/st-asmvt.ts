import type { Database } from '../../server/database/database.ts';
import { identifier, inlined, join, literal, raw, type Sql, sql } from '../../server/database/sql.ts';
import { bandOf, buffer, extent, shortestSide, smallestWidth } from '../../server/geometry/bands.ts';
import { drawnColumns } from '../../server/geometry/drawn-rows.ts';
import { type Layer, layerName } from '../../server/geometry/layers.ts';
import { squareRows } from '../../server/tiles/patches/rows.ts';
import { tileEnvelope } from '../../server/tiles/tile-envelope.ts';
import { nearestZoom, type TileCoordinates } from '../../server/tiles/tile-matrix-sets.ts';

/** A layer of a tile as PostGIS makes it: what our own encoder is compared with. */
export async function encodeByPostgis(database: Database, layer: Layer, tile: TileCoordinates, most: number) {
  const [row] = await database.query<{ mvt: Buffer }>(inlined(tileQuery(layer, tile, most)));
  return row?.mvt ?? Buffer.alloc(0);
}

/** What is drawn of each row at a zoom, as a table expression: feature_id, geometry, and the attributes by name. */
export function drawnRows(layer: Layer, tile: TileCoordinates, most: number, encode: (geometry: Sql) => Sql): Sql {
  const zoom = nearestZoom(tile);
  const attributes = [
    ...drawnColumns(layer.definition, zoom).map(({ column: { field } }, index) => {
      const value = identifier(`a${index}`);
      return sql`, ${field.type === 'integer' ? sql`${value}::bigint` : value} as ${identifier(field.name)}`;
    }),
    ...(layer.definition.series ?? []).map((_, index) => sql`, ${identifier(`s${index}`)}`),
  ];
  const short = sql`r.longest < ${raw(String(shortestSide(zoom)))}`;
  const narrow = sql`r.area < r.longest * ${raw(String(smallestWidth(zoom)))}`;
  const drawn = sql`case when r.geometry is null or (r.dimension = 2 and (${short} or ${narrow})) then r.point
    else r.geometry end`;
  return sql`select r.feature_id, ${encode(drawn)} as geometry ${join(attributes, '')}
    from (${squareRows(layer, tile, { band: bandOf(zoom), zoom, most })}) r`;
}

/**
 * No outer `where geometry is not null`: PostgreSQL would flatten the subquery and compute ST_AsMVTGeom twice, and
 * ST_AsMVT skips null geometry anyway.
 */
export function tileQuery(layer: Layer, tile: TileCoordinates, most: number): Sql {
  const units = raw(String(extent));
  const clipped = (geometry: Sql) =>
    sql`st_asmvtgeom(${geometry}, ${tileEnvelope(tile)}, ${units}, ${raw(String(buffer))}, true)`;
  return sql`select st_asmvt(f, ${literal(layerName(layer))}, ${units}, 'geometry', 'feature_id') as mvt
    from (${drawnRows(layer, tile, most, clipped)}) f`;
}
