/** The addresses that name one tile. */
export interface TilePath {
  /** Datasets of a composite, or one collection. Absent: all, or those that the query names. */
  datasets?: string;
  collection?: string;
  /** Absent: WebMercatorQuad. */
  matrixSet?: string;
  z: string;
  x: string;
  y: string;
  query: URLSearchParams;
}

/** A request may name the whole address (RFC 9112 §3.2.2). */
const host = /^https?:\/\/[^/]+/;
const suffix = '.mvt';

/** Undefined: not a tile's address. */
export function readTilePath(url: string): TilePath | undefined {
  const path = url.startsWith('/') ? url : url.replace(host, '');
  const mark = path.indexOf('?');
  const parts = (mark < 0 ? path : path.slice(0, mark)).split('/');
  const named = parts[1] === 'tiles' ? ours(parts) : ogc(parts);
  if (!named) return undefined;
  return { ...named, query: new URLSearchParams(mark < 0 ? '' : path.slice(mark)) };
}

type Named = Omit<TilePath, 'query'>;

/** `/tiles/{datasets}/{z}/{x}/{y}.mvt` */
function ours([, , datasets, z, x, file, ...others]: readonly string[]): Named | undefined {
  if (!datasets || !z || !x || !file?.endsWith(suffix) || others.length > 0) return undefined;
  const y = file.slice(0, -suffix.length);
  return y ? { datasets, z, x, y } : undefined;
}

/**
 * `/geodata/v1/tiles/{matrixSet}/{z}/{y}/{x}`, and `/geodata/v1/collections/{collection}/tiles/…`: OGC API – Tiles (20-057)
 * has the row before the column.
 */
function ogc([, api, version, ...rest]: readonly string[]): Named | undefined {
  if (api !== 'geodata' || version !== 'v1') return undefined;
  const ofCollection = rest[0] === 'collections';
  const collection = rest[1];
  const [tiles, matrixSet, z, y, x, ...others] = ofCollection ? rest.slice(2) : rest;
  const isWhole = others.length === 0 || (others.length === 1 && others[0] === '');
  if (tiles !== 'tiles' || !matrixSet || !z || !y || !x || !isWhole) return undefined;
  if (!ofCollection) return { matrixSet, z, x, y };
  return collection ? { collection, matrixSet, z, x, y } : undefined;
}
