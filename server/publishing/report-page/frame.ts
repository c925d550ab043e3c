import type { Position } from 'geojson';
import { boxAround } from '../../geometry/positions.ts';
import type { Frame, Places, Shape } from '../places.ts';

/** What a small map shows, and how large a part of the country that is. */
export interface Framed {
  dataset: string;
  frame: Frame;
  places: Places;
}

export const mapWidth = 720;
export const mapHeight = 480;
/** Metres across, at least: a single point should show where it is. */
const leastWidth = 600;
const margin = 1.12;

/** A frame of the map's form around all positions. Undefined: there is none. */
export function frameAround(positions: Iterable<Position>): Frame | undefined {
  const box = boxAround(positions);
  if (!box) return undefined;
  const [west, south, east, north] = box;
  const form = mapWidth / mapHeight;
  const width = Math.max((east - west) * margin, (north - south) * margin * form, leastWidth);
  const height = width / form;
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

/** Lines and rings of a shape; a point is a line of one. */
export function linesOf(shape: Shape): { lines: Position[][]; isArea: boolean } {
  switch (shape.type) {
    case 'Point':
      return { lines: shape.coordinates.length > 0 ? [[shape.coordinates]] : [], isArea: false };
    case 'MultiPoint':
      return { lines: shape.coordinates.map((one) => [one]), isArea: false };
    case 'LineString':
      return { lines: [shape.coordinates], isArea: false };
    case 'MultiLineString':
      return { lines: shape.coordinates, isArea: false };
    case 'Polygon':
      return { lines: shape.coordinates, isArea: true };
    case 'MultiPolygon':
      return { lines: shape.coordinates.flat(), isArea: true };
    case 'GeometryCollection': {
      const parts = shape.geometries.map(linesOf);
      return { lines: parts.flatMap(({ lines }) => lines), isArea: parts.some(({ isArea }) => isArea) };
    }
  }
}
