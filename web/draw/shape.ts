import type { Position } from 'geojson';
import { formatNumber } from '../../server/styles/format.ts';
import type { Lang } from '../text/texts.ts';
import type { Shape } from './drawing.ts';
import { areaInWords, metresInWords } from './figures.ts';
import { circleAround } from './geometry/circle.ts';
import { areaOf, bearing, circleArea, gridAreaOf, lengthOf, perimeterOf } from './geometry/measure.ts';
import type { OneGeometry } from './geometry/plane.ts';

/** Where a drawing is: of a circle all that lies in it. */
export function geometryOf(shape: Shape): OneGeometry {
  return shape.kind === 'circle' ? circleAround(shape.geometry.coordinates, shape.radius) : shape.geometry;
}

/** What can be measured of a drawing: metres, square metres, degrees. */
export interface Figures {
  length?: number;
  /** Of a line with two corners. */
  bearing?: number;
  radius?: number;
  area?: number;
  /** Square metres in SWEREF 99 TM. */
  gridArea?: number;
  perimeter?: number;
  place?: Position;
}

export function figuresOf(shape: Shape): Figures {
  switch (shape.kind) {
    case 'line': {
      const { coordinates } = shape.geometry;
      const [from, to, more] = coordinates;
      const length = lengthOf(coordinates);
      return from && to && !more && length > 0 ? { length, bearing: bearing(from, to) } : { length };
    }
    case 'area':
      return {
        area: areaOf(shape.geometry),
        gridArea: gridAreaOf(shape.geometry),
        perimeter: perimeterOf(shape.geometry),
      };
    case 'circle': {
      const { radius } = shape;
      const area = circleArea(radius);
      const drawn = circleAround(shape.geometry.coordinates, radius);
      // What the corners cut off is the same share on the ellipsoid as in the grid.
      return { radius, area, gridArea: (gridAreaOf(drawn) * area) / areaOf(drawn), perimeter: 2 * Math.PI * radius };
    }
    default:
      return { place: shape.geometry.coordinates };
  }
}

/** The first figures, as they stand beside a drawing on the map. Empty: a point has none. */
export function figuresInShort(shape: Shape, lang: Lang): string {
  const { length, bearing: direction, radius, area } = figuresOf(shape);
  return [
    radius !== undefined && `r ${metresInWords(radius, lang)}`,
    length !== undefined && metresInWords(length, lang),
    direction !== undefined && `${formatNumber(direction, lang)}°`,
    area !== undefined && areaInWords(area, lang),
  ]
    .filter(Boolean)
    .join(' · ');
}
