import type { IncomingMessage, ServerResponse } from 'node:http';
import { hearOf, oneReadingMs } from '../changes/hear.ts';
import { isDatabaseAway } from '../database/away.ts';
import { checkQuery } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import { sendProblem } from '../http/send.ts';
import { parseCoordinates } from './address.ts';
import { answerOf, chooseEncoding, type Freshness, isKnownTo, notModified, type TileAnswer } from './answer.ts';
import type { CachedTile } from './cache.ts';
import { accepted, brotlied, type Encoding, gzipped } from './compress.ts';
import { type FindLayers, type LayerSet, layerVersions } from './layer-sets.ts';
import { readTilePath, type TilePath } from './paths.ts';
import { collections, matrixSetNamed, ogcTileParameters, selectedCollections, tileParameters } from './query.ts';
import type { TileCoordinates } from './tile-matrix-sets.ts';
import { plainBytes, type TileService, toTile } from './tiles.ts';
import { tilesetOf } from './tilesets.ts';

/** Tiles from somewhere else, for when the database is away. */
export interface StandbyTiles {
  /**
   * The tile's bytes before compression, and when they were made. `wanted`: the version of each of its layers. Undefined:
   * it is not there, or one of the layers has changed since: what is no longer public must not come back.
   */
  tile(
    wanted: ReadonlyMap<string, string | undefined>,
    tile: TileCoordinates,
  ): Promise<{ bytes: Buffer; madeAt: number } | undefined>;
}

/** False: not a tile's address, ask somebody else. */
export type TileLane = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A whole address whose tile is in memory, with the answers that it has been given. */
interface Hot {
  tile: CachedTile;
  set: LayerSet;
  /** In the address; undefined: it names none. */
  version: string | undefined;
  answers: Partial<Record<Encoding, { full: TileAnswer; known: TileAnswer }>>;
  hits: number;
}

/** Tiles that are asked for so often are compressed once more, better. */
const worthBrotli = 2;
const mostHot = 100_000;

/**
 * Tiles are answered here, in front of Express, which costs more than a whole cached tile does: address → compressed
 * bytes → socket.
 */
export function tileLane(service: TileService & { archive: StandbyTiles }, find: FindLayers): TileLane {
  const { tiles, changes } = service;
  const hot = new Map<string, Hot>();

  function answerHot(one: Hot, request: IncomingMessage, response: ServerResponse): void {
    const { tile } = one;
    tile.used = true;
    one.hits += 1;
    const takes = accepted(headerOf(request, 'accept-encoding'));
    const encoding = chooseEncoding(tile, takes);
    one.answers[encoding] ??= hotAnswers(one, encoding);
    const { full, known } = one.answers[encoding];
    write(response, isKnownTo(headerOf(request, 'if-none-match'), tile) ? known : full);
    if (one.hits === worthBrotli && takes.has('br')) void compressBetter(service, tile);
  }

  async function answer(request: IncomingMessage, response: ServerResponse, path: TilePath): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw problem('method-not-allowed');
    const { url: address = '' } = request;
    let set = layersAt(path);
    const coordinates = parseCoordinates(matrixSetNamed(path.matrixSet), path.z, path.x, path.y);
    const wanted = path.query.get('v') ?? undefined;
    const { published } = service;
    await hearOf(changes, { wanted, known: set.version });
    if (service.published !== published) set = layersAt(path);
    const asked = Date.now();
    service.lastAskedAt = asked;
    const tile = await tiles.get(set.layers, coordinates).catch((error: unknown) => standIn(error, set, coordinates));
    const freshness = freshnessOf(tile, set, wanted);
    const encoding = chooseEncoding(tile, accepted(headerOf(request, 'accept-encoding')));
    const full = answerOf(tile, encoding, freshness, { isHit: tile.madeAt < asked, plain: plainBytes });
    write(response, isKnownTo(headerOf(request, 'if-none-match'), tile) ? notModified(full) : full);
    const isAsNamed = freshness === 'current' || (freshness === 'unversioned' && wanted === undefined);
    if (isAsNamed && tile.kept && !set.filter && hot.size < mostHot) {
      hot.set(address, { tile, set, version: wanted, answers: {}, hits: 0 });
      tile.onDrop.push(() => hot.delete(address));
    }
  }

  function layersAt({ datasets, collection, query }: TilePath): LayerSet {
    if (datasets !== undefined) {
      checkQuery(query, tileParameters);
      return find(decoded(datasets), query);
    }
    checkQuery(query, collection === undefined ? [collections, ...ogcTileParameters] : ogcTileParameters);
    if (collection === undefined) return find(selectedCollections(query), query);
    return find(service.published.dataset(decoded(collection)).id, query);
  }

  /** What the archive has of a tile that the database cannot be asked for now. */
  async function standIn(error: unknown, set: LayerSet, coordinates: TileCoordinates): Promise<CachedTile> {
    // The archive has tiles of WebMercatorQuad, with everything in them.
    if (!isDatabaseAway(error) || set.filter || coordinates.matrixSet) throw error;
    const versions = layerVersions(set, find);
    const found = await service.archive.tile(versions, coordinates);
    if (!found) throw error;
    return toTile(tilesetOf(set.layers), coordinates, {
      ...found,
      readAt: found.madeAt,
      gzip: await gzipped(found.bytes),
      thinned: undefined,
    });
  }

  function freshnessOf(tile: CachedTile, set: LayerSet, wanted: string | undefined): Freshness {
    if (changes.awaySince !== undefined) return { staleSeconds: Math.round((Date.now() - tile.readAt) / 1000) };
    return wanted !== undefined && wanted === set.version ? 'current' : 'unversioned';
  }

  /** What is in memory is what the address means now. */
  function isTrue({ version, set }: Hot): boolean {
    if (version === undefined) return changes.heardWithin(oneReadingMs);
    return version === set.version && changes.awaySince === undefined;
  }

  return (request, response) => {
    const url = request.url ?? '';
    const one = hot.get(url);
    if (one && isTrue(one) && request.method === 'GET') {
      answerHot(one, request, response);
      return true;
    }
    const path = readTilePath(url);
    if (!path || request.method === 'OPTIONS') return false;
    answer(request, response, path).catch((error: unknown) => sendProblem(request, response, error));
    return true;
  };
}

function hotAnswers({ tile, version }: Hot, encoding: Encoding) {
  const freshness = version === undefined ? 'unversioned' : 'current';
  const full = answerOf(tile, encoding, freshness, { isHit: true, plain: plainBytes });
  return { full, known: notModified(full) };
}

/** Node writes a text together with the headers, in one call and without waiting; a buffer is a second piece. */
const mostAtOnce = 12_000;

function write(response: ServerResponse, { status, headers, body }: TileAnswer): void {
  response.writeHead(status, headers);
  if (body && body.length <= mostAtOnce) response.end(body.toString('latin1'), 'latin1');
  else response.end(body);
}

async function compressBetter({ tiles }: TileService, tile: CachedTile): Promise<void> {
  const best = tile.bodies.gzip;
  if (!best || tile.bodies.br) return;
  const body = await brotlied(plainBytes(tile), best);
  if (!body || !tile.kept) return;
  tile.bodies.br = body;
  tiles.cache.grew(tile, body.length);
}

/** Node makes one text of repeated headers that may be lists. */
function headerOf({ headers }: IncomingMessage, name: 'accept-encoding' | 'if-none-match'): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function decoded(names: string): string {
  try {
    return decodeURIComponent(names);
  } catch {
    throw problem('bad-request');
  }
}
