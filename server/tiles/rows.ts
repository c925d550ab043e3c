import { empty, identifier, join, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { fromTables, plainValue, publicColumns, seriesObject, shownCondition } from '../datasets/select.ts';
import { bandOf, fullBand, shortestSide, smallestWidth } from '../geometry/bands.ts';
import { derivedSource, geometryWithin } from '../geometry/derived.ts';
import type { Layer } from '../geometry/layers.ts';
import { inMatrixSet, reachOf } from './tile-envelope.ts';
import { matrixSetOf, nearestZoom, type TileCoordinates } from './tile-matrix-sets.ts';

/**
 * The features of a tile, the same for both encoders: `feature_id`, `geometry` (what `encode` makes of the geometry in the
 * tile's coordinate system, which is not clipped) and the attributes of this zoom, in a fixed order so that equal content gives equal
 * bytes. The most important come first, so `most` leaves out the least important.
 */
export function tileRows(layer: Layer, tile: TileCoordinates, encode: (geometry: Sql) => Sql, most: number): Sql {
  const { definition, shape } = layer;
  const zoom = nearestZoom(tile);
  const band = bandOf(zoom);
  const geometry = band === fullBand ? geometryWithin(layer, reachOf(tile)) : sql`d.${identifier(band.column)}`;
  const short = sql`d.longest < ${shortestSide(zoom)}::double precision`;
  const narrow = sql`st_area(d.${identifier(band.column)}) < d.longest * ${smallestWidth(zoom)}::double precision`;
  const drawn =
    shape === 'points'
      ? raw('d.point')
      : sql`case when d.dimension = 2 and (${short} or ${narrow}) then d.point else ${geometry} end`;
  return sql`
    select ${featureId(definition)} as feature_id,
      ${encode(inMatrixSet(matrixSetOf(tile), drawn))} as geometry
      ${attributes(definition, zoom)}
    from ${fromTables(definition)}
    join ${derivedSource(layer)} d on d.key = t.${identifier(definition.key)}
    where ${reached(tile)}
      ${shape === 'points' ? sql`and d.point && ${reachOf(tile)}` : empty}
      and not (${short} and d.dimension = 1)
      and ${wanted(layer)}
    order by ${rank(definition)}
    limit ${raw(String(most))}`;
}

/** How many rows there may be for a tile, whatever is left out. */
export function countRows(layer: Layer, tile: TileCoordinates): Sql {
  const { definition } = layer;
  return sql`select count(*)::int as rows from ${fromTables(definition)}
    join ${derivedSource(layer)} d on d.key = t.${identifier(definition.key)}
    where ${reached(tile)} and ${wanted(layer)}`;
}

/** A layer of a tile before compression. */
export interface EncodedLayer {
  bytes: Buffer;
  features: number;
  /** Rows that were looked at: as many as were asked for when there may be more. */
  rows: number;
}

/** The features whose rectangle reaches into the tile or its buffer. */
function reached(tile: TileCoordinates): Sql {
  return sql`d.${identifier(fullBand.column)} && ${reachOf(tile)}`;
}

function wanted({ definition, filter }: Layer): Sql {
  const shown = shownCondition(definition);
  return filter ? sql`${shown} and (${filter.condition})` : shown;
}

/**
 * The key itself where it is a whole number that JavaScript can hold, else 52 bits of its hash: ST_AsMVT takes no UUID,
 * and JavaScript rounds above 2^53.
 */
function featureId(definition: Definition): Sql {
  const key = sql`t.${identifier(definition.key)}`;
  const hashed = sql`('x' || substr(md5(${key}::text), 1, 13))::bit(52)::bigint`;
  const isNumber = definition.fields.some(({ name, type }) => name === definition.key && type === 'integer');
  if (!isNumber) return hashed;
  return sql`case when ${key} between 0 and 9007199254740991 then ${key}::bigint else ${hashed} end`;
}

function attributes(definition: Definition, z: number): Sql {
  const columns = publicColumns(definition)
    .filter(({ field }) => field.tile !== undefined && field.tile.minzoom <= z)
    .map((column) => {
      // A list travels as the text of a JSON array: vector tiles have no lists.
      const value = column.field.type === 'list' ? sql`to_json(${column.expression})::text` : plainValue(column);
      return sql`, ${value} as ${identifier(column.field.name)}`;
    });
  const series = (definition.series ?? []).map(
    (series, index) => sql`, ${seriesObject(series)} as ${identifier(`series_${index}`)}`,
  );
  return join([...columns, ...series], '');
}

function rank(definition: Definition): Sql {
  const by = (definition.tiles?.rank ?? []).map(({ by, order }) => {
    const expression = by === 'area' ? raw('d.size') : sql`t.${identifier(by)}`;
    return sql`${expression} ${raw(order)} nulls last`;
  });
  return join([...by, raw('d.key')]);
}
