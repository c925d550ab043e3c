import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';

/** From which zoom on a label has room on its own area: on a neighbour it would tell of that. */

/** Letters, of which one is about half as wide as high, in the smallest size of a label. */
const letterPixels = 6.5;
/** Longer lines are broken at a space or a hyphen. */
const mostLetters = 16;
/** "+12,3 %" */
const valueLetters = 7;
const earth = 40_075_016.7;

/** The zoom from which a text of so many letters is no wider than a square of so many km² at a latitude (tiles of 512 pixels). */
function roomFrom(letters: number, area: number | null, latitude: number): number {
  if (area === null || area <= 0) return 0;
  const metresPerPixel = (earth * Math.cos((latitude * Math.PI) / 180)) / 512;
  // Whole zooms: the browser filters tiles, which have no others.
  return Math.ceil(Math.log2((letters * letterPixels * metresPerPixel) / (1000 * Math.sqrt(area))));
}

function longestLine(title: string): number {
  const longestWord = Math.max(...title.split(/[ -]/).map((word) => word.length));
  return Math.max(longestWord, Math.min(title.length, mostLetters));
}

/** What a point of an area knows of its name and its value. `area`: km²; null where nobody knows it. */
export function roomOf(title: string, area: number | null, latitude: number): { nameFrom: number; valueFrom: number } {
  return {
    nameFrom: roomFrom(longestLine(title), area, latitude),
    valueFrom: roomFrom(valueLetters, area, latitude),
  };
}

export function hasRoom(from: 'nameFrom' | 'valueFrom'): ExpressionSpecification {
  return ['>=', ['zoom'], ['get', from]];
}
