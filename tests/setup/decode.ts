import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

export interface DecodedFeature {
  id: number | undefined;
  type: number;
  properties: Record<string, unknown>;
  /** Tile units. */
  geometry: [number, number][][];
}

/** A vector tile as plain data: layer → features in order. */
export function decodeTile(bytes: Uint8Array): Record<string, DecodedFeature[]> {
  const tile = new VectorTile(new PbfReader(bytes));
  return Object.fromEntries(
    Object.entries(tile.layers).map(([name, layer]) => [
      name,
      Array.from({ length: layer.length }, (_, index) => {
        const feature = layer.feature(index);
        return {
          id: feature.id,
          type: feature.type,
          properties: { ...feature.properties },
          geometry: feature.loadGeometry().map((line) => line.map(({ x, y }): [number, number] => [x, y])),
        };
      }),
    ]),
  );
}
