import type { JsonSchema } from '../schema.ts';
import { address, links, number, object, text } from './schema-parts.ts';

/** Schemas of OGC API – Tiles: Two Dimensional Tile Matrix Set and Tile Set Metadata 2.0 (17-083r4). */

const count = { type: 'integer', minimum: 0 };
const point = { type: 'array', items: number, minItems: 2, maxItems: 2 };
const boundingBox = object({ lowerLeft: point, upperRight: point, crs: address });

/** What a list of tilesets says of each. */
const tileset = {
  title: text,
  dataType: { type: 'string', enum: ['vector'] },
  crs: address,
  tileMatrixSetId: text,
  tileMatrixSetURI: address,
  tileMatrixSetDefinition: address,
  links,
};

const layer = object(
  {
    id: text,
    title: text,
    description: text,
    dataType: { type: 'string', enum: ['vector'] },
    geometryDimension: { type: 'integer', minimum: 0, maximum: 2 },
    minTileMatrix: text,
    boundingBox,
    propertiesSchema: object({
      type: { type: 'string', enum: ['object'] },
      properties: { type: 'object', additionalProperties: { type: 'object' } },
    }),
    links,
  },
  ['geometryDimension', 'minTileMatrix', 'boundingBox'],
);

export const tileSchemas: Record<string, JsonSchema> = {
  TileMatrixSets: object({
    links,
    tileMatrixSets: {
      type: 'array',
      items: object({ id: text, title: text, crs: address, uri: address, links }),
    },
  }),
  TileMatrixSet: object(
    {
      id: text,
      title: text,
      uri: address,
      wellKnownScaleSet: address,
      crs: address,
      orderedAxes: { type: 'array', items: text },
      tileMatrices: {
        type: 'array',
        items: object({
          id: text,
          scaleDenominator: number,
          cellSize: number,
          cornerOfOrigin: { type: 'string', enum: ['topLeft'] },
          pointOfOrigin: point,
          tileWidth: count,
          tileHeight: count,
          matrixWidth: count,
          matrixHeight: count,
        }),
      },
    },
    ['wellKnownScaleSet'],
  ),
  Tilesets: object({ links, tilesets: { type: 'array', items: object(tileset) } }),
  Tileset: object(
    {
      ...tileset,
      description: text,
      attribution: text,
      license: text,
      version: text,
      mediaTypes: { type: 'array', items: text },
      boundingBox,
      tileMatrixSetLimits: {
        type: 'array',
        items: object({
          tileMatrix: text,
          minTileRow: count,
          maxTileRow: count,
          minTileCol: count,
          maxTileCol: count,
        }),
      },
      layers: { type: 'array', items: layer },
    },
    ['version', 'boundingBox', 'tileMatrixSetLimits'],
  ),
};
