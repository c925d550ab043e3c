import { difference, feature, featureCollection, pointOnFeature, polygonize } from '@turf/turf';
import type { LineString, MultiPolygon, Polygon, Position } from 'geojson';
import { positions } from '../../../server/geometry/positions.ts';
import { contains } from './contains.ts';
import { cutAt, type Line, type Place } from './cutting.ts';
import { mappedArea, planeAround } from './plane.ts';

/** Cuts what is drawn in two or more along a line. Undefined: the line does not go all the way through it. */

/** Metres by which a line is longer at both ends: one that ends on an edge has to meet it, rounded as it may be. */
const reach = 0.05;

export function splitArea(area: Polygon | MultiPolygon, along: LineString): (Polygon | MultiPolygon)[] | undefined {
  const plane = planeAround(positions(area));
  const knife = lengthened(along.coordinates.map(plane.flat));
  const flat = mappedArea(area, plane.flat);
  const polygons = flat.type === 'Polygon' ? [flat.coordinates] : flat.coordinates;
  const pieces = polygons.flatMap((rings) => facesOf(rings, knife));
  if (pieces.length === polygons.length) return undefined;
  return pieces.map((piece) => mappedArea(piece, plane.round));
}

export function splitLine(line: LineString, along: LineString): LineString[] | undefined {
  const plane = planeAround(line.coordinates);
  const knife = lengthened(along.coordinates.map(plane.flat));
  const pieces = cutAt(line.coordinates.map(plane.flat), [knife]);
  if (pieces.length < 2) return undefined;
  return pieces.map((piece) => ({ type: 'LineString', coordinates: piece.map(plane.round) }));
}

function lengthened(line: Line): Line {
  const end = ([x, y]: Place, [fromX, fromY]: Place): Place => {
    const length = Math.hypot(x - fromX, y - fromY) || 1;
    return [x + ((x - fromX) / length) * reach, y + ((y - fromY) / length) * reach];
  };
  const [first, second = first] = line;
  const [beforeLast = first, last = first] = line.slice(-2);
  if (!first || !second || !last || !beforeLast) return line;
  return [end(first, second), ...line.slice(1, -1), end(last, beforeLast)];
}

/** The parts of one polygon: what its outer ring and the line enclose, without its holes. */
function facesOf([outer = [], ...holes]: Position[][], knife: Line): (Polygon | MultiPolygon)[] {
  const ring = outer.map(([x = 0, y = 0]): Place => [x, y]);
  const edges = [...cutAt(ring, [knife]), ...cutAt(knife, [ring, knife])];
  const lines = edges.map((coordinates) => feature<LineString>({ type: 'LineString', coordinates }));
  const whole: Polygon = { type: 'Polygon', coordinates: [outer] };
  const within = polygonize(featureCollection(lines)).features.filter((face) =>
    contains(whole, pointOnFeature(face).geometry.coordinates),
  );
  if (holes.length === 0) return within.map(({ geometry }) => geometry);
  const hollow = feature<Polygon | MultiPolygon>({ type: 'MultiPolygon', coordinates: holes.map((hole) => [hole]) });
  return within.flatMap(
    (face) => difference(featureCollection<Polygon | MultiPolygon>([face, hollow]))?.geometry ?? [],
  );
}
