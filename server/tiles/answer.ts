import { immutable, shortLived } from '../http/caching.ts';
import type { CachedTile } from './cache.ts';
import type { Encoding } from './compress.ts';

/** An answer to a tile's address, ready to be written: status, headers as a flat list, body. */
export interface TileAnswer {
  status: 200 | 204 | 304;
  headers: string[];
  body: Buffer | undefined;
}

/** How long somebody may keep a tile without asking, and how old it is when we cannot know. */
export type Freshness = 'current' | 'unversioned' | { staleSeconds: number };

/** The smallest body that the reader takes. */
export function chooseEncoding({ bodies }: CachedTile, takes: ReadonlySet<Encoding>): Encoding {
  if (bodies.br && takes.has('br')) return 'br';
  return bodies.gzip && takes.has('gzip') ? 'gzip' : 'identity';
}

/** A strong validator of one encoding of a tile (RFC 9110 §8.8.3). */
function etagOf({ hash }: CachedTile, encoding: Encoding): string {
  return encoding === 'identity' ? `"${hash}"` : `"${hash}-${encoding}"`;
}

/** `plain`: gives the body for readers that take nothing compressed. */
export function answerOf(
  tile: CachedTile,
  encoding: Encoding,
  freshness: Freshness,
  { isHit, plain }: { isHit: boolean; plain: (tile: CachedTile) => Buffer },
): TileAnswer {
  const isEmpty = Object.keys(tile.bodies).length === 0;
  const body = isEmpty ? undefined : (tile.bodies[encoding] ?? plain(tile));
  const headers = [
    ...cacheHeaders(freshness, isHit),
    'ETag',
    etagOf(tile, encoding),
    'Vary',
    'Accept-Encoding',
    'Access-Control-Allow-Origin',
    '*',
    'Access-Control-Expose-Headers',
    'ETag, Age, Cache-Status, Allmanning-Shown',
    'X-Content-Type-Options',
    'nosniff',
    ...(tile.thinned ? ['Allmanning-Shown', `${tile.thinned.shown}/${tile.thinned.of}`] : []),
  ];
  if (!body) return { status: 204, headers, body };
  headers.push('Content-Type', 'application/vnd.mapbox-vector-tile', 'Content-Length', String(body.length));
  if (encoding !== 'identity') headers.push('Content-Encoding', encoding);
  return { status: 200, headers, body };
}

/** How long it may be kept, and whether it was in memory (RFC 9211), as a flat list. */
export function cacheHeaders(freshness: Freshness, isHit: boolean): string[] {
  if (typeof freshness === 'object') {
    // RFC 9211: a stored answer past its time. RFC 9111 has no Warning any more.
    const status = 'Allmanning; hit; ttl=-1; detail=database-away';
    return ['Cache-Control', 'no-store', 'Cache-Status', status, 'Age', String(freshness.staleSeconds)];
  }
  const control = freshness === 'current' ? immutable : shortLived;
  return ['Cache-Control', control, 'Cache-Status', isHit ? 'Allmanning; hit' : 'Allmanning; fwd=miss; stored'];
}

/** The same answer for a reader who has these bytes already. */
export function notModified({ headers }: TileAnswer): TileAnswer {
  const kept: string[] = [];
  for (let index = 0; index < headers.length; index += 2) {
    const [name = '', value = ''] = headers.slice(index, index + 2);
    if (!name.startsWith('Content-')) kept.push(name, value);
  }
  return { status: 304, headers: kept, body: undefined };
}

/** Whether If-None-Match names the bytes with this hash, in whatever encoding the reader has them. */
export function isKnownTo(header: string | undefined, { hash }: { hash: string }): boolean {
  return header !== undefined && (header.includes(`"${hash}`) || header.trim() === '*');
}
