import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature, Geometry } from 'geojson';
import GeoJSONVT, { type LegacyFeature } from 'geojson-vt';
import type { Definition } from '../datasets/definition.ts';
import { featureShape } from '../formats/index.ts';
import { buffer, extent, shortestSide } from '../geometry/bands.ts';
import { inMercator } from '../geometry/mercator.ts';
import { boxAround, positions } from '../geometry/positions.ts';
import type { PastDataset } from '../history/past.ts';
import { boundedQueue } from '../http/bounded-queue.ts';
import { problem } from '../http/problems.ts';
import type { OpenData } from '../open-data/open-data.ts';
import type { TileCoordinates } from '../tiles/tile-matrix-sets.ts';
import { allChanges, type NetChange } from './changes.ts';

/** Tiles of what differs between two states, of which no table has the geometry. */
export interface DifferenceTiles {
  /**
   * A tile of one layer (the dataset's name, WebMercatorQuad), empty where nothing differs: each feature has `change`, which
   * is `added`, `removed`, `changed-before` or `changed-after`, beside its properties. Throws a 413 problem where too much
   * differs, a 503 when too many wait.
   */
  get(definition: Definition, from: PastDataset, until: PastDataset, tile: TileCoordinates): Promise<Buffer>;
}

/** What is laid out for tiles at once is in memory, and while it is laid out everybody waits. */
const mostCharacters = 16_000_000;
const mostKept = 8;
const keptForMs = 600_000;
const deepest = 22;

interface LaidOut {
  index: GeoJSONVT;
  /** Of each feature by its id: the longer side in metres (EPSG:3857). */
  longest: readonly number[];
}

interface Kept {
  definition: Definition;
  laidOut: Promise<LaidOut>;
  usedAt: number;
}

export function makeDifferenceTiles(service: Pick<OpenData, 'database' | 'published'>): DifferenceTiles {
  /** The least used first. */
  const kept = new Map<string, Kept>();
  const queue = boundedQueue({ atOnce: 1, waiting: 50 });

  async function layOut({ id }: Definition, from: PastDataset, until: PastDataset): Promise<LaidOut> {
    const features: Feature[] = [];
    let characters = 0;
    const between = { from, until, query: new URLSearchParams(), lang: 'sv' as const };
    for await (const change of allChanges(service, between)) {
      characters += (change.before?.length ?? 0) + (change.after?.length ?? 0);
      if (characters > mostCharacters) throw problem('too-much-differs', { id, from: from.version, to: until.version });
      features.push(...featuresOf(change));
    }
    const options = { maxZoom: deepest, tolerance: 0, extent, buffer, generateId: true };
    const index = new GeoJSONVT({ type: 'FeatureCollection', features }, options);
    return { index, longest: features.map(({ geometry }) => longerSide(geometry)) };
  }

  function differenceOf(definition: Definition, from: PastDataset, until: PastDataset): Promise<LaidOut> {
    const name = `${definition.id} ${from.definition.asOf?.number} ${until.definition.asOf?.number}`;
    const known = kept.get(name);
    kept.delete(name);
    const now = Date.now();
    for (const [other, { usedAt }] of kept) if (usedAt < now - keptForMs || kept.size >= mostKept) kept.delete(other);
    // What is public may be told otherwise since.
    if (known?.definition === definition) {
      kept.set(name, { ...known, usedAt: now });
      return known.laidOut;
    }
    const laidOut = queue.run(() => layOut(definition, from, until));
    kept.set(name, { definition, laidOut, usedAt: now });
    laidOut.catch(() => {
      if (kept.get(name)?.laidOut === laidOut) kept.delete(name);
    });
    return laidOut;
  }

  return {
    async get(definition, from, until, tile) {
      const { index, longest } = await differenceOf(definition, from, until);
      const found = index.getTile(tile.z, tile.x, tile.y);
      if (!found || found.features.length === 0) return Buffer.alloc(0);
      const shortest = shortestSide(tile.z);
      const features = found.features.map((feature) =>
        feature.type === 3 && (longest[Number(feature.id)] ?? 0) < shortest ? asPoint(feature) : feature,
      );
      return Buffer.from(fromGeojsonVt({ [definition.id]: { ...found, features } }, { version: 2, extent }));
    },
  };
}

function longerSide(geometry: Geometry): number {
  const box = boxAround(positions(geometry));
  if (!box) return 0;
  const [west, south, east, north] = inMercator(box);
  return Math.max(east - west, north - south);
}

/** Of an area that is too small to be seen, a point where it is. */
function asPoint({ id, tags, geometry }: LegacyFeature & { type: 2 | 3 }): LegacyFeature {
  const [[corner] = []] = geometry;
  return { ...(id === undefined ? {} : { id }), tags, type: 1, geometry: corner ? [corner] : [] };
}

function featuresOf({ change, before, after }: NetChange): Feature[] {
  const marked = (text: string | null, mark: string): Feature[] => {
    if (text === null) return [];
    const { geometry, properties } = featureShape.parse(JSON.parse(withLongNumbersAsTexts(text)));
    if (!geometry) return [];
    const known = Object.entries(properties).filter(([, value]) => value !== null);
    return [{ type: 'Feature', geometry, properties: { ...Object.fromEntries(known), change: mark } }];
  };
  if (change === 'added') return marked(after, change);
  if (change === 'removed') return marked(before, change);
  return [...marked(before, 'changed-before'), ...marked(after, 'changed-after')];
}

/** A text, or a whole number of more digits than JavaScript is sure to keep. */
const textOrLongNumber = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

function withLongNumbersAsTexts(json: string): string {
  return json.replaceAll(textOrLongNumber, (found) => (found.startsWith('"') ? found : `"${found}"`));
}
