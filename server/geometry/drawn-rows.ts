import { empty, identifier, join, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition, Field } from '../datasets/definition.ts';
import {
  type Column,
  fromTables,
  ownColumn,
  plainValue,
  publicColumns,
  seriesObject,
  shownCondition,
} from '../datasets/select.ts';
import { type Band, fullBand, shortestSide } from './bands.ts';
import { derivedSource, geometryWithin } from './derived.ts';
import type { Layer } from './layers.ts';

/** Where features are to be drawn, and how near. */
export interface Drawing {
  /** A rectangle in EPSG:3857 that holds the place. */
  reach: Sql;
  band: Band;
  /** What is shorter than two pixels at this zoom is left out, or told by a point. */
  zoom: number;
  most?: number;
  /** Makes of a geometry in EPSG:3857 one in the coordinate system of the drawing. */
  into(mercator: Sql): Sql;
  /** The dataset's own geometry, where it is in that system already and as exact as the band wants. */
  stored?: Sql;
  /** False: their points are enough. */
  withGeometry: boolean;
  /** Only these attributes. Absent: all that tiles have. */
  names?: ReadonlySet<string>;
}

/**
 * The features that reach into a place, the most important first: `feature_id`, `dimension`, `longest` and `area` (EPSG:3857),
 * `point` and `geometry` (null when not wanted), not clipped, and the attributes `a0`, `a1` … of `drawnColumns`, then `s0` … of
 * the series. In a fixed order, so that equal content gives equal bytes.
 */
export function drawnRows(layer: Layer, drawing: Drawing): Sql {
  const { definition } = layer;
  const { band, most, into, reach, stored, withGeometry } = drawing;
  const kept = sql`d.${identifier(band.column)}`;
  const near = into(band === fullBand ? geometryWithin(layer, reach) : kept);
  // Of what has very many corners only the pieces that are near.
  const geometry = stored && layer.derived === 'kept' ? sql`case when d.large then ${near} else ${stored} end` : near;
  return sql`
    select ${featureId(definition)} as feature_id, d.dimension, d.longest,
      case when d.dimension = 2 then st_area(${kept}) else 0 end as area,
      ${into(raw('d.point'))} as point,
      ${withGeometry ? geometry : raw('null::geometry')} as geometry
      ${attributes(definition, drawing)}
    from ${reached(layer, drawing)}
    order by ${rank(definition)}
    ${most === undefined ? empty : sql`limit ${raw(String(most))}`}`;
}

/** The columns of the attributes that tiles have at a zoom, in order. */
export function drawnColumns(
  definition: Definition,
  zoom: number,
  names?: ReadonlySet<string>,
): { column: Column; minzoom: number }[] {
  return publicColumns(definition).flatMap((column) => {
    const { tile, name } = column.field;
    const isWanted = tile !== undefined && tile.minzoom <= zoom && (names?.has(name) ?? true);
    return isWanted ? [{ column, minzoom: tile.minzoom }] : [];
  });
}

/** What the attributes of `drawnRows` are called there. */
export function attributeNames(
  definition: Definition,
  zoom: number,
  names?: ReadonlySet<string>,
): { columns: { alias: string; field: Field }[]; series: string[] } {
  return {
    columns: drawnColumns(definition, zoom, names).map(({ column }, index) => ({
      alias: `a${index}`,
      field: column.field,
    })),
    series: (definition.series ?? []).map((_, index) => `s${index}`),
  };
}

/** The features whose rectangle reaches into a place, long enough to be drawn there: `t` and `d`. */
export function reached(layer: Layer, { reach, zoom }: Pick<Drawing, 'reach' | 'zoom'>): Sql {
  const { definition, shape, filter } = layer;
  const shown = shownCondition(definition);
  return sql`${fromTables(definition)}
    join ${derivedSource(layer)} d on d.key = t.${identifier(definition.key)}
    where ${reaches(reach)}
      ${shape === 'points' ? sql`and d.point && ${reach}` : empty}
      and not (d.longest < ${shortestSide(zoom)}::double precision and d.dimension = 1)
      and ${filter ? sql`${shown} and (${filter.condition})` : shown}`;
}

export function reaches(reach: Sql): Sql {
  return sql`d.${identifier(fullBand.column)} && ${reach}`;
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

function attributes(definition: Definition, { zoom, names }: Drawing): Sql {
  const columns = drawnColumns(definition, zoom, names).map(({ column }, index) => {
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
