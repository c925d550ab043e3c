import type { Field } from '../datasets/definition.ts';

/** Attributes by name, as in tiles. */
export type Values = Record<string, string | number | boolean | null>;

export type DrawnKind = 'point' | 'line' | 'polygon';

/** How a drawing program is to show a dataset. */
export interface Drawing {
  /** The fields by whose values kinds of features are told apart, each kind a layer. */
  kinds: readonly Field[];
  /** The fields that texts are made of. */
  names: readonly Field[];
  /** `#rrggbb` of a kind, or undefined where the map does not draw it. */
  colourOf(values: Values, kind: DrawnKind): string | undefined;
  /** What is written on a feature: empty for nothing. */
  textOf(values: Values, kind: DrawnKind): string;
}
