import type { Position } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { metadataOf } from '../../../server/styles/compose.ts';
import { columnAt, rowAt } from '../../../server/tiles/tile-grid.ts';
import { geometryOf } from '../shape.ts';
import { drawings } from '../state/drawings.ts';
import { editedId, snaps } from '../state/tools.ts';

/** Corners stick to corners and edges of what the map shows, and of other drawings. */

/** Pixels within which they do. A corner is preferred to an edge that is nearer. */
const reach = { corner: 12, edge: 8 };

interface Pixel {
  x: number;
  y: number;
}

/** The place of the nearest corner or edge. Undefined: none is near, or corners do not stick. */
export function snapped(map: MapLibreMap, at: Pixel): Position | undefined {
  if (!snaps.peek()) return undefined;
  const lines = [...drawnLines(), ...shownLines(map, at)];
  let corner: { place: Position; far: number } | undefined;
  let edge: { place: Position; far: number } | undefined;
  for (const line of lines) {
    const pixels = line.map(([lng = 0, lat = 0]) => map.project([lng, lat]));
    for (const [index, pixel] of pixels.entries()) {
      const far = Math.hypot(pixel.x - at.x, pixel.y - at.y);
      if (far <= Math.min(reach.corner, corner?.far ?? reach.corner)) corner = { place: line[index] ?? [], far };
      const next = pixels[index + 1];
      if (!next) continue;
      const share = nearestShare(pixel, next, at);
      const beside = { x: pixel.x + share * (next.x - pixel.x), y: pixel.y + share * (next.y - pixel.y) };
      const away = Math.hypot(beside.x - at.x, beside.y - at.y);
      if (away <= Math.min(reach.edge, edge?.far ?? reach.edge))
        edge = { place: between(line[index] ?? [], line[index + 1] ?? [], share), far: away };
    }
  }
  return (corner ?? edge)?.place;
}

/** How far along an edge, from 0 to 1, the place nearest to a point is. */
function nearestShare(from: Pixel, to: Pixel, at: Pixel): number {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = x * x + y * y;
  return length === 0 ? 0 : Math.min(1, Math.max(0, ((at.x - from.x) * x + (at.y - from.y) * y) / length));
}

function between([x = 0, y = 0]: Position, [toX = 0, toY = 0]: Position, share: number): Position {
  return [x + share * (toX - x), y + share * (toY - y)];
}

function drawnLines(): Position[][] {
  return drawings.peek().flatMap((drawing) => (drawing.id === editedId.peek() ? [] : linesOf(geometryOf(drawing))));
}

/** Of the datasets, not of the paper below them. */
function shownLines(map: MapLibreMap, { x, y }: Pixel): Position[][] {
  const layers = map
    .getStyle()
    .layers.filter((layer) => metadataOf(layer, 'allmanning:dataset') !== undefined && layer.type !== 'symbol')
    .map(({ id }) => id);
  const box: [[number, number], [number, number]] = [
    [x - reach.corner, y - reach.corner],
    [x + reach.corner, y + reach.corner],
  ];
  const found = map.queryRenderedFeatures(box, { layers });
  return found.flatMap(({ geometry, source }) => {
    const tiles = map.getSource(source);
    const zoom = Math.min(Math.floor(map.getZoom()), tiles && 'maxzoom' in tiles ? Number(tiles.maxzoom) : 22);
    return geometry.type === 'GeometryCollection' ? [] : linesOf(geometry).flatMap((line) => withoutCuts(line, zoom));
  });
}

function linesOf(geometry: { type: string; coordinates: unknown }): Position[][] {
  return nested(geometry.coordinates);
}

function nested(coordinates: unknown): Position[][] {
  if (!Array.isArray(coordinates)) return [];
  if (typeof coordinates[0] === 'number') return [[coordinates.map(Number)]];
  if (Array.isArray(coordinates[0]) && typeof coordinates[0][0] === 'number')
    return [coordinates.map((position: number[]) => [...position])];
  return coordinates.flatMap(nested);
}

/** Units of a tile's width, and by how many it reaches over its edge (server/geometry/bands.ts). */
const extent = 4096;
const buffer = 64;

/** A tile cuts what it holds: along its edge there is no edge of anything. */
function withoutCuts(line: Position[], zoom: number): Position[][] {
  const parts: Position[][] = [];
  let part: Position[] = [];
  for (const [index, position] of line.entries()) {
    const before = line[index - 1];
    if (before && isCut(before, position, zoom)) {
      parts.push(part);
      part = [];
    }
    part.push(position);
  }
  return [...parts, part].filter((one) => one.length > (line.length > 1 ? 1 : 0));
}

function isCut([fromX = 0, fromY = 0]: Position, [toX = 0, toY = 0]: Position, zoom: number): boolean {
  const onEdge = (one: number, other: number) => {
    const units = (one % 1) * extent;
    const isSame = Math.abs(one - other) * extent < 0.5;
    return isSame && (Math.abs(units - buffer) < 0.6 || Math.abs(units - (extent - buffer)) < 0.6);
  };
  return onEdge(columnAt(fromX, zoom), columnAt(toX, zoom)) || onEdge(rowAt(fromY, zoom), rowAt(toY, zoom));
}
