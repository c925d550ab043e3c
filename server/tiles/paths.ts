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
const host = '^(?:https?://[^/]+)?';
const part = (name: string) => `(?<${name}>[^/?]+)`;
const query = '(?:\\?(?<query>.*))?$';
const ours = new RegExp(`${host}/tiles/${part('datasets')}/${part('z')}/${part('x')}/${part('y')}\\.mvt${query}`);
/** OGC API – Tiles (20-057) has the row before the column. */
const ogc = new RegExp(
  `${host}/geodata/v1(?:/collections/${part('collection')})?/tiles/${part('matrixSet')}/${part('z')}/${part('y')}/${part('x')}/?${query}`,
);

/** Undefined: not a tile's address. */
export function readTilePath(url: string): TilePath | undefined {
  const groups = (ours.exec(url) ?? ogc.exec(url))?.groups;
  if (!groups) return undefined;
  const { z = '', x = '', y = '', query: search, ...named } = groups;
  return { ...named, z, x, y, query: new URLSearchParams(search) };
}
