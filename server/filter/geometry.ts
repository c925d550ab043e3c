import type { Place, Position } from './expression.ts';
import { fault } from './fault.ts';

/** What a geometry literal must be in either encoding. What costs more to find is mended by the database. */

export const geometryTypes = [
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
] as const;

export function checkedLine(line: readonly Position[], place: Place): readonly Position[] {
  if (line.length >= 2) return line;
  throw fault(place, { sv: 'en linje har minst två punkter.', en: 'a line has at least two points.' });
}

export function checkedRing(ring: readonly Position[], place: Place): readonly Position[] {
  if (ring.length < 4) {
    throw fault(place, {
      sv: 'en ring har minst fyra punkter, den sista samma som den första.',
      en: 'a ring has at least four points, the last the same as the first.',
    });
  }
  const first = ring[0] ?? [];
  const last = ring.at(-1) ?? [];
  if (first[0] === last[0] && first[1] === last[1]) return ring;
  throw fault(place, {
    sv: `ringen är inte sluten: den börjar i ${first.join(' ')} men slutar i ${last.join(' ')}.`,
    en: `the ring is not closed: it begins at ${first.join(' ')} but ends at ${last.join(' ')}.`,
  });
}

/** CQL2 §7.5.1: four numbers, or six with heights: lower corner, then upper corner. */
export function checkedBbox(bbox: readonly number[], place: Place): readonly number[] {
  if (bbox.length === 4 || bbox.length === 6) return bbox;
  throw fault(place, {
    sv: `BBOX har 4 tal (6 med höjd), inte ${bbox.length}: nedre hörnet, sedan övre.`,
    en: `BBOX has 4 numbers (6 with heights), not ${bbox.length}: the lower corner, then the upper.`,
  });
}
