import type { Position } from 'geojson';
import { guessSystem, toDegrees } from '../files/systems.ts';
import { placeAt } from '../geometry/measure.ts';

/**
 * A place that somebody types: coordinates in SWEREF 99 TM or 16 30, north or east first, latitude and longitude, or metres and
 * degrees from the last corner (`25 m 90°`). Undefined: it is none of these.
 */
export function readPlace(text: string, last: Position | undefined): Position | undefined {
  const [, metres, degrees] = /^\s*(\d+(?:[.,]\d+)?)\s*m\b[\s,;]*(\d+(?:[.,]\d+)?)\s*°?\s*$/i.exec(text) ?? [];
  if (metres !== undefined && degrees !== undefined)
    return last && placeAt(last, Number(degrees.replace(',', '.')), Number(metres.replace(',', '.')));
  const plain = text.replaceAll(/\b[NEÖ]\b\s*[:=]?|°/gi, ' ');
  // A comma between digits is a decimal comma, unless the decimals come after points.
  const numbers = plain.includes('.')
    ? plain.split(/[\s,;]+/)
    : plain.replaceAll(/(\d),(\d)/g, '$1.$2').split(/[\s,;]+/);
  const [x, y, ...more] = numbers.filter(Boolean).map(Number);
  if (x === undefined || y === undefined || more.length > 0 || !Number.isFinite(x + y)) return undefined;
  // A person writes latitude before longitude; guessSystem finds either order within Sweden.
  const guess = guessSystem([[x, y]]);
  const change = guess && toDegrees(guess.system);
  return change?.(guess?.isTurned ? [y, x] : [x, y]);
}
