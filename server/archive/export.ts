import { gzipSync } from 'node:zlib';
import { layerName } from '../geometry/layers.ts';
import { problem } from '../http/problems.ts';
import { type FindLayers, type LayerSet, layerVersions } from '../tiles/layer-sets.ts';
import { tilesReached } from '../tiles/reached-tiles.ts';
import type { TileCoordinates } from '../tiles/tile-matrix-sets.ts';
import { tileJson } from '../tiles/tilejson.ts';
import { plainBytes, type TileService } from '../tiles/tiles.ts';
import { inArchiveOrder, writeArchive } from './write.ts';

/** The deepest zoom of an archive: closer up the map draws its tiles larger. */
export const deepestZoom = 14;

/** Tiles of a layer at one zoom: the municipality has 30,000 at z 16. One polygon with one wrong corner spans millions. */
const mostOfZoom = 100_000;

/**
 * Writes all tiles of some layers into one PMTiles file. Gives how many tiles it has; undefined: there is nothing. Throws
 * a 404 problem for an unknown dataset, and a 413 one before anything is made of a layer that reaches too far.
 */
export async function exportArchive(
  service: TileService,
  find: FindLayers,
  names: string,
  file: string,
  maxzoom: number,
): Promise<number | undefined> {
  const set = find(names);
  const { tiles: _tiles, tilejson: _version, ...metadata } = await tileJson(service, set, { baseUrl: '', lang: 'sv' });
  const { bounds } = metadata;
  if (!bounds) return undefined;
  const tiles = new Map<string, TileCoordinates>();
  for (const layer of set.layers) {
    let zoom = 0;
    for await (const reached of tilesReached(service.database, layer, { maxzoom, most: mostOfZoom })) {
      for (const tile of reached) tiles.set(`${tile.z}/${tile.x}/${tile.y}`, tile);
      zoom += 1;
    }
    if (zoom <= maxzoom) throw problem('archive-too-large', { layer: layerName(layer), most: mostOfZoom, zoom });
  }
  return writeArchive(file, made(service, set, inArchiveOrder([...tiles.values()])), {
    metadata: { ...metadata, type: 'overlay', versions: Object.fromEntries(layerVersions(set, find)) },
    minzoom: 0,
    maxzoom,
    bounds,
  });
}

async function* made({ tiles }: TileService, { layers }: LayerSet, wanted: readonly TileCoordinates[]) {
  for (const tile of wanted) {
    const cached = await tiles.get(layers, tile);
    const bytes = plainBytes(cached);
    if (bytes.length > 0) yield { tile, gzip: cached.bodies.gzip ?? gzipSync(bytes) };
  }
}
