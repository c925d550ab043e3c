import { z } from 'zod';
import { address, links, text } from '../documents.ts';

/** Documents of OGC API – Tiles: Two Dimensional Tile Matrix Set and Tile Set Metadata 2.0 (17-083r4). */

const count = z.int().min(0);
const point = z.tuple([z.number(), z.number()]);
const boundingBox = z.object({ lowerLeft: point, upperRight: point, crs: address });

/** What a list of tilesets says of each. */
const tileset = z.object({
  title: text,
  dataType: z.literal('vector'),
  crs: address,
  tileMatrixSetId: text,
  tileMatrixSetURI: address,
  tileMatrixSetDefinition: address,
  links,
});

const layer = z.object({
  id: text,
  title: text,
  description: text,
  dataType: z.literal('vector'),
  geometryDimension: z.int().min(0).max(2).optional(),
  minTileMatrix: text.optional(),
  boundingBox: boundingBox.optional(),
  propertiesSchema: z.object({
    type: z.literal('object'),
    properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  }),
  links,
});

const matrix = z.object({
  id: text,
  scaleDenominator: z.number(),
  cellSize: z.number(),
  cornerOfOrigin: z.literal('topLeft'),
  pointOfOrigin: point,
  tileWidth: count,
  tileHeight: count,
  matrixWidth: count,
  matrixHeight: count,
});

const limits = z.object({
  tileMatrix: text,
  minTileRow: count,
  maxTileRow: count,
  minTileCol: count,
  maxTileCol: count,
});

/** By their names in OpenAPI. */
export const tileDocuments = {
  TileMatrixSets: z.object({
    links,
    tileMatrixSets: z.array(z.object({ id: text, title: text, crs: address, uri: address, links })),
  }),
  TileMatrixSet: z.object({
    id: text,
    title: text,
    uri: address,
    wellKnownScaleSet: address.optional(),
    crs: address,
    orderedAxes: z.array(text),
    tileMatrices: z.array(matrix),
  }),
  Tilesets: z.object({ links, tilesets: z.array(tileset) }),
  Tileset: tileset.extend({
    description: text,
    attribution: text,
    license: text,
    version: text.optional(),
    mediaTypes: z.array(text),
    boundingBox: boundingBox.optional(),
    tileMatrixSetLimits: z.array(limits).optional(),
    layers: z.array(layer),
  }),
};
