import { systemOf } from '../features/index.ts';
import type { MercatorBox } from './extent.ts';
import { type Frame, resolutionOfZoom } from './frame.ts';

const mercator = systemOf(3857);

/** Where a picture looks, as MapLibre does: a place in EPSG:3857, and its metres for each pixel (those of the equator). */
export interface View {
  centre: readonly [number, number];
  metres: number;
}

export type Size = readonly [width: number, height: number];

/** The frame of so many pixels around a view. */
export function frameOf({ centre: [x, y], metres }: View, [width, height]: Size, pixelRatio: number): Frame {
  if (!mercator) throw new Error('EPSG:3857 is not offered');
  const [right, up] = [(width / 2) * metres, (height / 2) * metres];
  return { crs: mercator, box: [x - right, y - up, x + right, y + up], width, height, pixelRatio };
}

/** Nothing is drawn nearer than this zoom. */
const deepest = 24;

/** Of a side that is left free around what is to be seen, and how much at most, in pixels. */
const margin = { share: 0.15, most: 60 };

/** The view that holds a box with a margin around it, no nearer than a zoom. */
export function viewOf(box: MercatorBox, size: Size, { nearest }: { nearest: number }): View {
  const free = Math.min(margin.most, margin.share * Math.min(...size));
  const metres = exactMetres(box, [size[0] - 2 * free, size[1] - 2 * free]);
  return { centre: middleOf(box), metres: Math.max(metres, resolutionOfZoom(nearest, 0)) };
}

/** The view whose picture holds a box, and no more than its shape asks for. */
export function exactView(box: MercatorBox, size: Size): View {
  return { centre: middleOf(box), metres: Math.max(exactMetres(box, size), resolutionOfZoom(deepest, 0)) };
}

function middleOf([west, south, east, north]: MercatorBox): [number, number] {
  return [(west + east) / 2, (south + north) / 2];
}

function exactMetres([west, south, east, north]: MercatorBox, [width, height]: Size): number {
  return Math.max((east - west) / width, (north - south) / height);
}
