import type { Queryable, Row } from '../database/database.ts';
import { identifier, join, type Sql, sql } from '../database/sql.ts';
import { reprojected } from '../datasets/select.ts';
import { bandOf, fullBand } from '../geometry/bands.ts';
import { attributeNames, drawnRows } from '../geometry/drawn-rows.ts';
import type { Layer } from '../geometry/layers.ts';
import type { SourceRows } from './drawing/features.ts';
import { type Frame, zoomOf } from './frame.ts';
import { packed } from './packed.ts';
import { frameInMercator } from './reach.ts';

interface PictureRow extends Row {
  properties: string;
  x: number | null;
  y: number | null;
  wkb: Buffer | null;
}

/** More features than this of one dataset are not drawn: the most important are. */
export const mostRows = 60_000;

/** What layers want of a source. */
export interface WantedRows {
  /** Attributes that their expressions read. */
  names: ReadonlySet<string>;
  /** Some of them draw more than a point on each feature. */
  whole: boolean;
}

/** The features of a dataset that reach into a frame, the most important first, in the frame's coordinate system. */
export async function readRows(
  database: Queryable,
  layer: Layer,
  frame: Frame,
  { names, whole }: WantedRows,
): Promise<SourceRows & { isCut: boolean }> {
  const zoom = Math.floor(zoomOf(frame));
  const band = bandOf(zoom);
  const { srid } = frame.crs;
  const { geometry } = layer.definition;
  // What is stored in the frame's own system is drawn as it is: straight lines stay straight there.
  const stored = band === fullBand && geometry.srid === srid ? sql`t.${identifier(geometry.column)}` : undefined;
  const rows = drawnRows(layer, {
    reach: frameInMercator(frame),
    band,
    zoom,
    most: mostRows + 1,
    into: (mercator) => (srid === 3857 ? mercator : reprojected(mercator, srid)),
    ...(stored ? { stored } : {}),
    withGeometry: whole,
    names,
  });
  const found = await database.query<PictureRow>(sql`
    select ${attributesAsJson(layer, zoom, names)}::text as properties,
      st_x(point) as x, st_y(point) as y, st_asbinary(geometry, 'NDR') as wkb
    from (${rows}) r`);
  const kept = found.slice(0, mostRows);
  return {
    ...packed(kept.map(({ properties, wkb, x, y }) => ({ properties, wkb, point: [x, y] }))),
    isCut: found.length > mostRows,
  };
}

/** As in a tile: what has no value is not there. */
function attributesAsJson(layer: Layer, zoom: number, names: ReadonlySet<string>): Sql {
  const { columns, series } = attributeNames(layer.definition, zoom, names);
  const own = columns.map(
    ({ alias, field }) =>
      sql`${field.name}::text, ${identifier(alias)}${field.type === 'integer' ? sql`::bigint` : sql``}`,
  );
  const object = sql`json_strip_nulls(json_build_object(${join(own)}))`;
  if (series.length === 0) return object;
  const parts = series.map((alias) => sql` || coalesce(${identifier(alias)}, '{}'::jsonb)`);
  return sql`(${object}::jsonb${join(parts, '')})`;
}
