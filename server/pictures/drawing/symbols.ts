import type { Feature } from '../../styles/evaluate.ts';
import type { Box, Placed } from './collisions.ts';
import type { DrawnFeature } from './features.ts';
import { type Draw, type Label, labelOf } from './label.ts';
import type { LayerOf, Look } from './layer.ts';
import { wordOf } from './line.ts';
import { placeAlong, type Written } from './line-labels.ts';
import { drawImage } from './patterns.ts';
import type { Pen } from './pen.ts';
import { setText, writeBlock } from './text.ts';

/** Share of a block's width and height that lies left of and above its anchor. */
const anchors = {
  center: [0.5, 0.5],
  left: [0, 0.5],
  right: [1, 0.5],
  top: [0.5, 0],
  bottom: [0.5, 1],
  'top-left': [0, 0],
  'top-right': [1, 0],
  'bottom-left': [0, 1],
  'bottom-right': [1, 1],
} as const satisfies Record<string, readonly [number, number]>;
type Anchor = keyof typeof anchors;

const justifications = { left: 0, center: 0.5, right: 1, auto: undefined } as const;

/** The symbols of a layer, in the order in which they have the choice of place, and those that have one. */
export interface Symbols {
  layer: LayerOf;
  ordered: { one: DrawnFeature; label: Label | undefined }[];
  written: Written;
  /** What has its place already. */
  done: Set<string>;
  draws: Draw[];
}

export function inOrder(layer: LayerOf): Symbols {
  const { look, features } = layer;
  const ordered = features
    .map((one) => ({ one, sort: sortKeyOf(look, one.feature) }))
    .sort((a, b) => a.sort - b.sort)
    .map(({ one }) => ({ one, label: labelOf(look, one.feature) }));
  return { layer, ordered, written: new Map(), done: new Set(), draws: [] };
}

/** Places those that there is room for. */
export function placeSymbols(
  pen: Pen,
  { layer: { look }, ordered, written, done, draws }: Symbols,
  placed: Placed,
): void {
  ordered.forEach(({ one: { feature, parts }, label }, index) => {
    const placement = wordOf({ point: 0, line: 0, 'line-center': 0 }, look, 'symbol-placement', feature, 'point');
    if (placement !== 'point') {
      const spacing = look.number('symbol-spacing', feature);
      const before = { spacing, written, done, index };
      if (label) draws.push(...placeAlong(pen, parts, placement, label, placed, before));
      return;
    }
    for (let at = 0; at < parts.points.length; at += 2) {
      const x = parts.points[at] ?? 0;
      const y = parts.points[at + 1] ?? 0;
      if (x < 0 || y < 0 || x > pen.width || y > pen.height || done.has(`${index} ${at}`)) continue;
      if (!placed.isTurnOf([x, y, x, y])) continue;
      const made = placeAt(pen, look, feature, label, x, y, placed);
      if (made.length > 0) done.add(`${index} ${at}`);
      draws.push(...made);
    }
  });
}

function sortKeyOf(look: Look, feature: Feature): number {
  const key = Number(look.value('symbol-sort-key', feature));
  return Number.isFinite(key) ? key : 0;
}

function placeAt(
  pen: Pen,
  look: Look,
  feature: Feature,
  label: Label | undefined,
  x: number,
  y: number,
  placed: Placed,
): Draw[] {
  const icon = iconAt(look, feature, x, y);
  const overIcon = Boolean(look.value('icon-allow-overlap', feature));
  if (icon && !overIcon && !placed.isFree([icon.box])) return [];
  const text = label && textAt(pen, look, feature, label, x, y, placed);
  // A symbol that has both is shown whole or not at all, unless one of them may be without the other.
  const mayBeAlone = placed.isLast && icon && look.value('text-optional', feature);
  if (label && !text && !mayBeAlone) return placed.isLast && icon && overIcon ? draws(icon) : [];
  if (icon && !look.value('icon-ignore-placement', feature)) placed.take([icon.box]);
  if (text && !look.value('text-ignore-placement', feature)) placed.take([text.box]);
  return [...(icon ? draws(icon) : []), ...(text ? draws(text) : [])];

  function draws({ draw }: { draw: (pen: Pen) => void }): Draw[] {
    return [() => draw(pen)];
  }
}

interface Placeable {
  box: Box;
  draw(pen: Pen): void;
}

function iconAt(look: Look, feature: Feature, x: number, y: number): Placeable | undefined {
  const name = look.image('icon-image', feature);
  const found = name === undefined ? undefined : look.images.get(name);
  if (!found) return undefined;
  const size = look.number('icon-size', feature);
  const opacity = look.number('icon-opacity', feature);
  const padding = 2;
  const [halfWidth, halfHeight] = [(found.image.width * size) / 2 + padding, (found.image.height * size) / 2 + padding];
  return {
    box: [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight],
    draw(pen) {
      pen.context.globalAlpha = opacity;
      drawImage(pen, found, x, y, size);
      pen.context.globalAlpha = 1;
    },
  };
}

/** MapLibre moves text that hangs from an anchor this much nearer, since letters do not fill their line (em). */
const nearer = 7 / 24;

function textAt(
  pen: Pen,
  look: Look,
  feature: Feature,
  label: Label,
  x: number,
  y: number,
  placed: Placed,
): Placeable | undefined {
  const { size } = label.style;
  const block = setText(pen, label.sections, label.style);
  const overlap = Boolean(look.value('text-allow-overlap', feature));
  for (const { anchor, offset } of waysToHang(look, feature)) {
    const [across, down] = anchors[anchor];
    const left = x - block.width * across + offset[0] * size;
    const top = y - block.height * down + offset[1] * size;
    const { padding } = label;
    const box: Box = [left - padding, top - padding, left + block.width + padding, top + block.height + padding];
    if (!overlap && !(isWithin(pen, box) && placed.isFree([box]))) continue;
    const justify = justifications[wordOf(justifications, look, 'text-justify', feature, 'center')] ?? across;
    return { box, draw: (onto) => writeBlock(onto, block, [left, top], label.style, { ...label.paint, justify }) };
  }
  return undefined;
}

/** A name that the edge would cut is not written: nobody sees the rest of it. */
function isWithin({ width, height }: Pen, [left, top, right, bottom]: Box): boolean {
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
}

/** The ways in which a text may hang at its place, the best first; offsets in em. */
function waysToHang(look: Look, feature: Feature): { anchor: Anchor; offset: readonly [number, number] }[] {
  const offsets = look.value('text-variable-anchor-offset', feature);
  if (isVariable(offsets)) {
    const ways: { anchor: Anchor; offset: readonly [number, number] }[] = [];
    for (let at = 0; at + 1 < offsets.values.length; at += 2) {
      const anchor = offsets.values[at];
      const offset = offsets.values[at + 1];
      if (!isAnchor(anchor) || !Array.isArray(offset)) continue;
      ways.push({ anchor, offset: [Number(offset[0]), Number(offset[1]) + nearerBy(anchor)] });
    }
    return ways;
  }
  const variable = look.value('text-variable-anchor', feature);
  if (Array.isArray(variable)) {
    const radius = look.number('text-radial-offset', feature);
    return variable.filter(isAnchor).map((anchor) => ({ anchor, offset: around(anchor, radius) }));
  }
  const anchor = wordOf(anchors, look, 'text-anchor', feature, 'center');
  const offset = look.value('text-offset', feature);
  const [right, down] = Array.isArray(offset) ? offset.map(Number) : [0, 0];
  return [{ anchor, offset: [right ?? 0, down ?? 0] }];
}

function isVariable(value: unknown): value is { values: unknown[] } {
  return typeof value === 'object' && value !== null && 'values' in value && Array.isArray(value.values);
}

function isAnchor(value: unknown): value is Anchor {
  return typeof value === 'string' && Object.hasOwn(anchors, value);
}

function nearerBy(anchor: Anchor): number {
  if (anchor.startsWith('top')) return -nearer;
  return anchor.startsWith('bottom') ? nearer : 0;
}

function around(anchor: Anchor, radius: number): [number, number] {
  const isCorner = anchor.includes('-');
  const reach = isCorner ? radius / Math.SQRT2 : radius;
  const right = anchor.endsWith('left') ? reach : anchor.endsWith('right') ? -reach : 0;
  const down = anchor.startsWith('top') ? reach : anchor.startsWith('bottom') ? -reach : 0;
  return [right, down + nearerBy(anchor)];
}
