import type { Row } from '../../database/database.ts';
import { empty, identifier, join, raw, type Sql, sql } from '../../database/sql.ts';
import type { Definition } from '../../datasets/definition.ts';
import {
  type Column,
  fromTables,
  ownColumn,
  plainValue,
  publicColumns,
  seriesObject,
  shownCondition,
} from '../../datasets/select.ts';
import { type Band, fullBand, shortestSide } from '../../geometry/bands.ts';
import { derivedSource, geometryWithin } from '../../geometry/derived.ts';
import type { Layer } from '../../geometry/layers.ts';
import { inMatrixSet, reachOf } from '../tile-envelope.ts';
import { matrixSetOf, type TileCoordinates } from '../tile-matrix-sets.ts';

/** Which rows of a square: of a band of zooms, those that may be drawn down to `zoom`, and no more than `most`. */
export interface Wanted {
  band: Band;
  zoom: number;
  most?: number;
}

/**
 * The features of a square, the most important first: `feature_id`, `dimension`, `longest` and `area` (EPSG:3857),
 * `point` and `geometry` (null in layers of points) in the square's coordinate system, not clipped, and the attributes
 * `a0`, `a1` … of `tileColumns`, then `s0` … of the series. In a fixed order, so that equal content gives equal bytes.
 */
export function squareRows(layer: Layer, square: TileCoordinates, wanted: Wanted): Sql {
  const { definition, shape } = layer;
  const { band, zoom, most } = wanted;
  const kept = sql`d.${identifier(band.column)}`;
  const geometry = band === fullBand ? geometryWithin(layer, reachOf(square)) : kept;
  const matrixSet = matrixSetOf(square);
  return sql`
    select ${featureId(definition)} as feature_id, d.dimension, d.longest,
      case when d.dimension = 2 then st_area(${kept}) else 0 end as area,
      ${inMatrixSet(matrixSet, raw('d.point'))} as point,
      ${shape === 'points' ? raw('null::geometry') : inMatrixSet(matrixSet, geometry)} as geometry
      ${attributes(definition, zoom)}
    from ${reached(layer, square, zoom)}
    order by ${rank(definition)}
    ${most === undefined ? empty : sql`limit ${raw(String(most))}`}`;
}

/** The same as it travels: geometry as well-known binary. */
export function patchQuery(layer: Layer, square: TileCoordinates, wanted: Wanted): Sql {
  const { definition } = layer;
  const names = [
    ...tileColumns(definition, wanted.zoom).map((_, index) => `a${index}`),
    ...(definition.series ?? []).map((_, index) => `s${index}`),
  ];
  return sql`select feature_id, dimension, longest, area, st_x(point) as x, st_y(point) as y,
      st_asbinary(geometry, 'NDR') as wkb ${join(
        names.map((name) => sql`, ${identifier(name)}`),
        '',
      )}
    from (${squareRows(layer, square, wanted)}) r`;
}

export interface PatchRow extends Row {
  /** A whole number. */
  feature_id: number;
  dimension: number;
  longest: number;
  area: number;
  /** Null: outside what the coordinate system covers. */
  x: number | null;
  y: number | null;
  wkb: Buffer | null;
}

/** How many rows there may be for a tile, whatever is left out. */
export function countRows(layer: Layer, tile: TileCoordinates, zoom: number): Sql {
  return sql`select count(*)::int as rows from ${reached(layer, tile, zoom)}`;
}

/** As many of the features around a square as are there, but no more than `most`. */
export function countReached(layer: Layer, square: TileCoordinates, most: number): Sql {
  return sql`select count(*)::int as rows from (
    select from ${derivedSource(layer)} d where ${reaches(square)} limit ${raw(String(most))}) r`;
}

/** The columns of the attributes that tiles have at a zoom. */
export function tileColumns(definition: Definition, zoom: number): { column: Column; minzoom: number }[] {
  return publicColumns(definition).flatMap((column) => {
    const { tile } = column.field;
    return tile !== undefined && tile.minzoom <= zoom ? [{ column, minzoom: tile.minzoom }] : [];
  });
}

/** The features whose rectangle reaches into the square or its buffer, long enough to be drawn at a zoom. */
function reached(layer: Layer, square: TileCoordinates, zoom: number): Sql {
  const { definition, shape, filter } = layer;
  const shown = shownCondition(definition);
  return sql`${fromTables(definition)}
    join ${derivedSource(layer)} d on d.key = t.${identifier(definition.key)}
    where ${reaches(square)}
      ${shape === 'points' ? sql`and d.point && ${reachOf(square)}` : empty}
      and not (d.longest < ${shortestSide(zoom)}::double precision and d.dimension = 1)
      and ${filter ? sql`${shown} and (${filter.condition})` : shown}`;
}

function reaches(square: TileCoordinates): Sql {
  return sql`d.${identifier(fullBand.column)} && ${reachOf(square)}`;
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

function attributes(definition: Definition, zoom: number): Sql {
  const columns = tileColumns(definition, zoom).map(({ column }, index) => {
    return sql`, ${travelling(column)} as ${identifier(`a${index}`)}`;
  });
  const series = (definition.series ?? []).map(
    (series, index) => sql`, ${seriesObject(series)} as ${identifier(`s${index}`)}`,
  );
  return join([...columns, ...series], '');
}

/** A list as the text of a JSON array, since vector tiles have no lists; a whole number as its digits, however many. */
function travelling(column: Column): Sql {
  if (column.field.type === 'list') return sql`to_json(${column.expression})::text`;
  if (column.field.type === 'integer') return sql`(${plainValue(column)})::text`;
  return plainValue(column);
}

function rank(definition: Definition): Sql {
  const by = (definition.tiles?.rank ?? []).map(({ by, order }) => {
    const expression = by === 'area' ? raw('d.size') : ownColumn(definition, by);
    return sql`${expression} ${raw(order)} nulls last`;
  });
  return join([...by, raw('d.key')]);
}
