import type { Canvas, CanvasPattern, PDFDocument } from '@napi-rs/canvas';
import type { Parts } from '../../geometry/well-known-binary.ts';

/** What a page of a file and an image of dots both can. */
export type Painter = ReturnType<PDFDocument['beginPage']>;

/** Where the layers of a picture are drawn. */
export interface Pen {
  context: Painter;
  /** In pixels of the frame. */
  width: number;
  height: number;
  /** Dots for each of those pixels. */
  pixelRatio: number;
  /** An image again and again. Absent: what is drawn stays lines, areas and letters, and so do patterns. */
  repeat?: ((cell: Canvas) => CanvasPattern | null) | undefined;
  zoom: number;
  /** So many pixels on each side are not shown, in a picture that others are put beside. */
  margin: number;
  /** A place in the frame's coordinate system, in pixels from the upper left corner. */
  place(x: number, y: number): readonly [number, number];
  /** Where the frame's coordinate system begins, in pixels: patterns are laid from there, so that neighbours fit together. */
  origin: readonly [number, number];
}

/** Corners one after the other, x and y in turn, in pixels of the frame. Rings do not end with their first corner. */
export type Corners = readonly number[];

/** Adds lines from corner to corner to the path. */
export function trace({ context }: Pen, corners: Corners, closed: boolean): void {
  context.moveTo(corners[0] ?? 0, corners[1] ?? 0);
  for (let at = 2; at < corners.length; at += 2) context.lineTo(corners[at] ?? 0, corners[at + 1] ?? 0);
  if (closed) context.closePath();
}

/** Adds all rings of the areas to the path. */
export function traceAreas(pen: Pen, { areas }: Parts): void {
  for (const rings of areas) for (const ring of rings) trace(pen, ring, true);
}

/** What holds all corners: left, top, right, bottom. */
export function boundsOfAreas({ areas }: Parts): [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of areas) {
    for (let at = 0; at < (outer?.length ?? 0); at += 2) {
      const x = outer?.[at] ?? 0;
      const y = outer?.[at + 1] ?? 0;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  }
  return [left, top, right, bottom];
}
