import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature, Geometry, Position } from 'geojson';
import GeoJSONVT, { type LegacyFeature } from 'geojson-vt';
import type { Database, Row } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { buffer, extent } from '../../server/geometry/bands.ts';
import { type Layer, layerName } from '../../server/geometry/layers.ts';
import { withoutSpikes } from '../../server/tiles/encoder/spikes.ts';
import { matrixSetOf, type TileCoordinates, type TileMatrixSet } from '../../server/tiles/tile-matrix-sets.ts';
import { areaOf } from './rings.ts';
import { drawnRows } from './st-asmvt.ts';

interface FeatureRow extends Row {
  feature_id: number;
  /** Null: nothing of it lies in the tile. */
  geometry: string | null;
}

/** A layer of a tile as geojson-vt and vt-pbf make it, for the embedded database, which has no ST_AsMVT. */
export async function encodeByGeojsonVt(database: Database, layer: Layer, tile: TileCoordinates, most: number) {
  const rows = await database.query<FeatureRow>(
    drawnRows(layer, tile, most, (geometry) => sql`st_asgeojson(${geometry}, 3)`),
  );
  const matrixSet = matrixSetOf(tile);
  const inDegrees = asIfMercator(matrixSet);
  const z = tile.z + matrixSet.halvings;
  const index = new GeoJSONVT(
    { type: 'FeatureCollection', features: rows.flatMap((row) => toFeature(row, inDegrees)) },
    { maxZoom: z, indexMaxZoom: 0, tolerance: 0, extent, buffer: buffer + 1 },
  );
  const features = index.getTile(z, tile.x, tile.y)?.features.flatMap(asRounded) ?? [];
  if (features.length === 0) return Buffer.alloc(0);
  return Buffer.from(fromGeojsonVt({ [layerName(layer)]: { features } }, { version: 2, extent }));
}

/** Null attributes are left out, series objects become one attribute a year: as ST_AsMVT does. */
function toFeature({ feature_id, geometry, ...attributes }: FeatureRow, inDegrees: Move): Feature[] {
  if (geometry === null) return [];
  const properties: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) continue;
    if (typeof value === 'object') Object.assign(properties, value);
    else properties[name] = value;
  }
  return [{ type: 'Feature', id: feature_id, properties, geometry: moved(JSON.parse(geometry), inDegrees) }];
}

type Move = (position: Position) => Position;

function moved(geometry: Geometry, move: Move): Geometry {
  switch (geometry.type) {
    case 'Point':
      return { ...geometry, coordinates: move(geometry.coordinates) };
    case 'MultiPoint':
    case 'LineString':
      return { ...geometry, coordinates: geometry.coordinates.map(move) };
    case 'MultiLineString':
    case 'Polygon':
      return { ...geometry, coordinates: geometry.coordinates.map((line) => line.map(move)) };
    case 'MultiPolygon':
      return {
        ...geometry,
        coordinates: geometry.coordinates.map((polygon) => polygon.map((ring) => ring.map(move))),
      };
    case 'GeometryCollection':
      return { ...geometry, geometries: geometry.geometries.map((one) => moved(one, move)) };
  }
}

/** geojson-vt takes degrees and makes a Web Mercator square of them: those that become the matrix set's own square. */
function asIfMercator({ centre, half }: TileMatrixSet): Move {
  return ([x = 0, y = 0]) => [
    ((x - centre.east) / half) * 180,
    (Math.atan(Math.sinh(((y - centre.north) / half) * Math.PI)) * 180) / Math.PI,
  ];
}

/**
 * ST_AsMVTGeom rounds to tile units first and clips then, geojson-vt the other way round: it clips a unit further out,
 * and what is outside after rounding goes here. So do the rings and lines that rounding folds to nothing.
 */
function asRounded(feature: LegacyFeature): LegacyFeature[] {
  if (feature.type === 1) {
    const geometry = feature.geometry.filter((point) =>
      point.every((value) => value >= -buffer && value <= extent + buffer),
    );
    return geometry.length === 0 ? [] : [{ ...feature, geometry }];
  }
  const points = feature.geometry.flat();
  const isOutside = [0, 1].some(
    (axis) =>
      points.every((point) => (point[axis] ?? 0) <= -buffer) ||
      points.every((point) => (point[axis] ?? 0) >= extent + buffer),
  );
  if (isOutside) return [];
  const geometry =
    feature.type === 3
      ? feature.geometry.map((ring) => withoutSpikes(withinBuffer(ring))).filter((ring) => areaOf(ring) !== 0)
      : feature.geometry.map(withinBuffer).filter(hasLength);
  return geometry.length === 0 ? [] : [{ ...feature, geometry }];
}

function withinBuffer(line: readonly [number, number][]): [number, number][] {
  const within = (value: number) => Math.min(Math.max(value, -buffer), extent + buffer);
  return line.map(([x, y]) => [within(x), within(y)]);
}

function hasLength(line: readonly [number, number][]): boolean {
  const [first] = line;
  return first !== undefined && line.some(([x, y]) => x !== first[0] || y !== first[1]);
}
