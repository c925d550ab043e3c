import type { Geometry, Position } from 'geojson';
import { firstEntity, modelSpace } from './document.ts';
import { handle, type Tag, written } from './tags.ts';

/** Places a text in the middle of its point (71: 5). */
const middle = 5;
/** A longer text goes into groups of their own before the last. */
const longestText = 250;

/** Writes entities, each with a handle of its own. */
export function entityWriter() {
  let next = firstEntity;
  const entity = (type: string, layer: string, tags: readonly Tag[]): string =>
    written([[0, type], [5, handle(next++)], [330, modelSpace], [100, 'AcDbEntity'], [8, layer], ...tags]);
  const points = (layer: string, positions: readonly Position[]) =>
    positions.map((position) => entity('POINT', layer, [[100, 'AcDbPoint'], ...at(position)])).join('');
  const line = (layer: string, positions: readonly Position[], closed: boolean) => {
    // A closed polyline comes back to its first corner by itself.
    const corners = closed ? positions.slice(0, -1) : positions;
    if (corners.length === 0) return '';
    return entity('LWPOLYLINE', layer, [
      [100, 'AcDbPolyline'],
      [90, corners.length],
      [70, closed ? 1 : 0],
      ...corners.flatMap(([x = 0, y = 0]): Tag[] => [
        [10, x],
        [20, y],
      ]),
    ]);
  };
  const lines = (layer: string, all: readonly (readonly Position[])[], closed: boolean) =>
    all.map((positions) => line(layer, positions, closed)).join('');

  /** Points, and polylines for all else: the ring of an area is a closed one. */
  function shape(layer: string, geometry: Geometry): string {
    switch (geometry.type) {
      case 'Point':
        return geometry.coordinates.length === 0 ? '' : points(layer, [geometry.coordinates]);
      case 'MultiPoint':
        return points(layer, geometry.coordinates);
      case 'LineString':
        return line(layer, geometry.coordinates, false);
      case 'MultiLineString':
        return lines(layer, geometry.coordinates, false);
      case 'Polygon':
        return lines(layer, geometry.coordinates, true);
      case 'MultiPolygon':
        return geometry.coordinates.map((rings) => lines(layer, rings, true)).join('');
      case 'GeometryCollection':
        return geometry.geometries.map((part) => shape(layer, part)).join('');
    }
  }

  /** A text with its middle at a point; `height` in the units of the drawing. */
  function text(layer: string, content: string, place: Position, height: number): string {
    const coded = escaped(content);
    const pieces = coded.match(new RegExp(`.{1,${longestText}}`, 'gsu')) ?? [];
    return entity('MTEXT', layer, [
      [100, 'AcDbMText'],
      ...at(place),
      [40, height],
      [41, 0],
      [71, middle],
      ...pieces.map((piece, index): Tag => [index === pieces.length - 1 ? 1 : 3, piece]),
      [7, 'Standard'],
    ]);
  }
  return { shape, text };
}

function at([x = 0, y = 0]: Position): Tag[] {
  return [
    [10, x],
    [20, y],
    [30, 0],
  ];
}

/** What would be formatting in an MTEXT, as letters; a caret makes a control character of what follows. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\{}]/g, '\\$&')
    .replaceAll('^', '^ ')
    .trim()
    .replaceAll(/\r\n|\n|\r/g, '\\P')
    .replaceAll(/\p{Cc}/gu, ' ');
}
