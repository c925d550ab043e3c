import type { OnMap } from './need-state.ts';

/** The colours of the years when places run short: the sooner, the darker. */
export const classes = [
  { id: 'now', within: 1, colour: '@rise-4' },
  { id: 'soon', within: 4, colour: '@rise-3' },
  { id: 'later', within: 9, colour: '@rise-2' },
  { id: 'far', within: Number.POSITIVE_INFINITY, colour: '@rise-1' },
] as const;

export type NeedClass = (typeof classes)[number]['id'] | 'enough' | 'unknown';

/** So much of the colour covers the paper. */
export const opacity = 0.7;
export const enoughColour = '@unchanged';
export const unknownImage = '@image/missing';

/** `first`: the first year that is reckoned. */
export function classOf(onMap: OnMap, first: number): NeedClass {
  if (typeof onMap === 'string') return onMap;
  return classes.find(({ within }) => onMap - first <= within)?.id ?? 'far';
}
