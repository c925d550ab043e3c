import type { LineString, MultiPolygon, Point, Polygon } from 'geojson';
import { z } from 'zod/mini';

/** What somebody has drawn. Positions are longitude, latitude. */

export const colours = ['blue', 'red', 'green', 'purple', 'ink'] as const;
export type Colour = (typeof colours)[number];

/** As far north as a map in Mercator's projection goes. */
const position = z
  .array(z.number())
  .check(z.refine(([east = 999, north = 999]) => Math.abs(east) <= 180 && Math.abs(north) <= 86));
const line = z.array(position).check(z.minLength(2));
const ring = z.array(position).check(z.minLength(4));
const polygon = z.array(ring).check(z.minLength(1));

const point = z.object({ type: z.literal('Point'), coordinates: position });
export const areaSchema = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).check(z.minLength(1)) }),
]);

const common = {
  id: z.string(),
  /** Of a text, what it says. */
  name: z.string(),
  colour: z.enum(colours),
  /** Its figures stand beside it on the map. */
  figures: z.boolean(),
};

export const drawingSchema = z.union([
  z.object({ ...common, kind: z.enum(['point', 'text']), geometry: point }),
  z.object({
    ...common,
    kind: z.literal('line'),
    geometry: z.object({ type: z.literal('LineString'), coordinates: line }),
  }),
  z.object({ ...common, kind: z.literal('area'), geometry: areaSchema }),
  /** So many metres around its point. */
  z.object({ ...common, kind: z.literal('circle'), geometry: point, radius: z.number().check(z.positive()) }),
]);

export type Drawing = z.infer<typeof drawingSchema>;
/** One that is about to be, without its identity. */
export type NewDrawing = Drawing extends infer D ? (D extends Drawing ? Omit<D, 'id'> : never) : never;

/** What is drawn without what it is called: what tools make. */
export type Shape =
  | { kind: 'point' | 'text'; geometry: Point }
  | { kind: 'line'; geometry: LineString }
  | { kind: 'area'; geometry: Polygon | MultiPolygon }
  | { kind: 'circle'; geometry: Point; radius: number };
