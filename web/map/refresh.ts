import type { Map as MapLibreMap, RequestTransformFunction } from 'maplibre-gl';
import { columnAt, rowAt } from '../../server/tiles/tile-grid.ts';
import { readTileVersion } from '../server.ts';
import { type LiveChange, onChange } from '../state/live.ts';
import { datasetsOfSource } from './join-sources.ts';

/** The map's part in live data: tiles are asked for by the newest version, and those that a change touches again. */

const tileAddress = /\/tiles\/([\w.,]+)(\/\d+\/\d+\/\d+\.mvt\?v=)([^&]*)/;

/** The newest version of each source's tiles that the page knows of, by the source's name. */
const newest = new Map<string, string>();

/** Puts the newest version that the page knows of in place of that which TileJSON had when it was read. */
export const withNewestVersion: RequestTransformFunction = (url) => ({
  url: url.replace(tileAddress, (all, name: string, rest: string) => {
    const version = newest.get(name);
    return version === undefined ? all : `/tiles/${name}${rest}${version}`;
  }),
});

/** Redraws what changes touch, as they are heard. Returns what ends it. */
export function refreshWithChanges(map: MapLibreMap): () => void {
  /** Changes whose tiles were still on their way, asked for before the change. */
  let unsettled: LiveChange[] = [];
  const settle = () => {
    for (const change of unsettled.splice(0)) void refresh(map, change);
  };
  const stop = onChange((changes) => {
    for (const change of changes) void refresh(map, change);
    if (!map.areTilesLoaded()) unsettled = [...unsettled, ...changes];
  });
  map.on('idle', settle);
  return () => {
    stop();
    map.off('idle', settle);
  };
}

async function refresh(map: MapLibreMap, { dataset, bbox }: LiveChange): Promise<void> {
  const names = Object.keys(map.getStyle().sources).filter((name) => datasetsOfSource(name).includes(dataset));
  await Promise.all(
    names.map(async (name) => {
      const version = await readTileVersion(name).catch(() => undefined);
      if (version !== undefined) newest.set(name, version);
      if (map.getSource(name)) map.refreshTiles(name, touchedTiles(map, bbox));
    }),
  );
}

/** A tile shows what is so far outside it, in parts of its width (server/geometry/bands.ts). */
const buffer = 64 / 4096;

/** More tiles than this lie in view only when the whole view changes. */
const mostTiles = 500;

/** Tiles of every zoom that may be drawn now and that the box reaches, buffer included; undefined: all. */
function touchedTiles(map: MapLibreMap, bbox: LiveChange['bbox']) {
  if (!bbox) return undefined;
  const view = map.getBounds();
  const tiles: { x: number; y: number; z: number }[] = [];
  for (let z = 0; z <= Math.ceil(map.getZoom()) + 1; z++) {
    const left = Math.floor(Math.max(columnAt(bbox[0], z) - buffer, Math.floor(columnAt(view.getWest(), z))));
    const right = Math.floor(Math.min(columnAt(bbox[2], z) + buffer, columnAt(view.getEast(), z)));
    const top = Math.floor(Math.max(rowAt(bbox[3], z) - buffer, Math.floor(rowAt(view.getNorth(), z))));
    const bottom = Math.floor(Math.min(rowAt(bbox[1], z) + buffer, rowAt(view.getSouth(), z)));
    if ((right - left + 1) * (bottom - top + 1) + tiles.length > mostTiles) return undefined;
    for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) tiles.push({ x, y, z });
  }
  return tiles;
}
