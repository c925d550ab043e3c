/**
 * A CQL2 filter as a tree: one for both encodings, close to CQL2 JSON (OGC 21-065r2). Each node knows where it was
 * written, so that whatever is wrong with it can be shown there.
 */

/** CQL2 Text: offset of the first character, from 0. CQL2 JSON: the path, `/args/0/property`; the root is empty. */
export type Place = { readonly offset: number } | { readonly path: string };

/** Coordinates as they were written: axis order of the filter's CRS, a third (height) is kept and not asked about. */
export type Position = readonly number[];

export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString' | 'MultiPoint'; readonly coordinates: readonly Position[] }
  | { readonly type: 'Polygon' | 'MultiLineString'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] }
  | { readonly type: 'GeometryCollection'; readonly geometries: readonly Geometry[] };

export type Expression =
  | TextLiteral
  | NumberLiteral
  | { readonly kind: 'boolean'; readonly value: boolean; readonly place: Place }
  | Property
  | InstantLiteral
  | Interval
  | { readonly kind: 'geometry'; readonly geometry: Geometry; readonly place: Place }
  | { readonly kind: 'bbox'; readonly bbox: readonly number[]; readonly place: Place }
  | { readonly kind: 'array'; readonly items: readonly Expression[]; readonly place: Place }
  | Call;

export interface TextLiteral {
  readonly kind: 'text';
  readonly value: string;
  readonly place: Place;
}

export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  /** A whole number beyond 2^53, which `value` rounds. */
  readonly digits?: string;
  readonly place: Place;
}

export interface Property {
  readonly kind: 'property';
  readonly name: string;
  readonly place: Place;
  /** Written within "…", which many mean as a text. */
  readonly quoted?: boolean;
}

/** `value` is a real day or second in its one form: `2024-05-01`, `2024-05-01T12:00:00Z`, at most six decimals. */
export interface InstantLiteral {
  readonly kind: 'date' | 'timestamp';
  readonly value: string;
  readonly place: Place;
}

/** Both ends belong to it. */
export interface Interval {
  readonly kind: 'interval';
  readonly ends: readonly [IntervalEnd, IntervalEnd];
  readonly place: Place;
}

export type IntervalEnd = InstantLiteral | Property | Call | { readonly kind: 'open'; readonly place: Place };

/** An operator with its operands, or a function that is none of the standard's. */
export interface Call {
  readonly kind: 'call';
  readonly op: string;
  readonly args: readonly Expression[];
  readonly place: Place;
}
