import type { Geometry, Position } from 'geojson';
import type { Bounds } from './bounds.ts';

/** How coordinates of a system are written in GML. */
export interface Written {
  /** The system, as `srsName`. */
  system: string;
  /** The authority's axis order is north, east. */
  flipped: boolean;
}

/**
 * A geometry as GML 3.2 (OGC 07-036, clauses 10 and 11), or nothing for an empty one, which GML has no way to say. `id`
 * is its `gml:id`, of which those of its parts are made.
 */
export function gmlGeometry(geometry: Geometry, id: string, { system, flipped }: Written): string {
  const place = ([x = 0, y = 0]: Position) => pair(x, y, flipped);
  const list = (positions: readonly Position[]) => `<gml:posList>${positions.map(place).join(' ')}</gml:posList>`;
  const ring = (side: 'exterior' | 'interior', positions: readonly Position[]) =>
    `<gml:${side}><gml:LinearRing>${list(positions)}</gml:LinearRing></gml:${side}>`;
  const polygon = ([outer = [], ...holes]: readonly (readonly Position[])[]) =>
    ring('exterior', outer) + holes.map((hole) => ring('interior', hole)).join('');

  const element = (name: string, own: string, isWhole: boolean, content: string) =>
    content === ''
      ? ''
      : `<gml:${name} gml:id="${own}"${isWhole ? ` srsName="${system}"` : ''}>${content}</gml:${name}>`;
  const many = (name: string, member: string, own: string, isWhole: boolean, parts: readonly Geometry[]) => {
    const members = parts.map((part, index) => one(part, `${own}.${index + 1}`, false)).filter((part) => part !== '');
    const content = members.map((part) => `<gml:${member}>${part}</gml:${member}>`).join('');
    return element(name, own, isWhole, content);
  };
  function one(shape: Geometry, own: string, isWhole: boolean): string {
    const { type } = shape;
    switch (type) {
      case 'Point': {
        const { coordinates } = shape;
        const content = coordinates.length === 0 ? '' : `<gml:pos>${place(coordinates)}</gml:pos>`;
        return element('Point', own, isWhole, content);
      }
      case 'LineString':
        return element(type, own, isWhole, shape.coordinates.length === 0 ? '' : list(shape.coordinates));
      case 'Polygon':
        return element(type, own, isWhole, shape.coordinates.length === 0 ? '' : polygon(shape.coordinates));
      case 'MultiPoint': {
        const parts = shape.coordinates.map((coordinates): Geometry => ({ type: 'Point', coordinates }));
        return many('MultiPoint', 'pointMember', own, isWhole, parts);
      }
      case 'MultiLineString': {
        const parts = shape.coordinates.map((coordinates): Geometry => ({ type: 'LineString', coordinates }));
        return many('MultiCurve', 'curveMember', own, isWhole, parts);
      }
      case 'MultiPolygon': {
        const parts = shape.coordinates.map((coordinates): Geometry => ({ type: 'Polygon', coordinates }));
        return many('MultiSurface', 'surfaceMember', own, isWhole, parts);
      }
      case 'GeometryCollection':
        return many('MultiGeometry', 'geometryMember', own, isWhole, shape.geometries);
    }
  }
  return one(geometry, id, true);
}

/** By which readers know the system of all that follows. */
export function gmlEnvelope([west, south, east, north]: Bounds, { system, flipped }: Written): string {
  return `<gml:Envelope srsName="${system}"><gml:lowerCorner>${pair(west, south, flipped)}</gml:lowerCorner><gml:upperCorner>${pair(east, north, flipped)}</gml:upperCorner></gml:Envelope>`;
}

function pair(x: number, y: number, flipped: boolean): string {
  return flipped ? `${y} ${x}` : `${x} ${y}`;
}
