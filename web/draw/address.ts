import type { Position } from 'geojson';
import { type Colour, type Drawing, drawingSchema, type NewDrawing } from './drawing.ts';

/**
 * Drawings as a part of the page's address: `ritat=`. One after the other, each with a letter for its kind, one for its colour, its
 * corners and `~` its name. A corner is the difference from the one before, east and north, in units of 10⁻⁷ degrees (a centimetre),
 * in digits of five bits, the lowest first, each but the last with a sixth. Rings are parted by `!`, polygons by `*`, drawings by `.`.
 */

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const units = 1e7;

/** In capitals when the figures stand beside it. */
const kinds = { point: 'p', text: 't', line: 'l', area: 'y', circle: 'c' } as const satisfies Record<
  Drawing['kind'],
  string
>;
const colourLetters: Record<Colour, string> = { blue: 'b', red: 'r', green: 'g', purple: 'l', ink: 's' };

/** An address longer than that is cut by programs that it is sent through. */
export const mostLetters = 1500;

export function writeDrawings(drawings: readonly NewDrawing[]): string {
  return drawings.map(written).join('.');
}

function written(drawing: NewDrawing): string {
  const letter = kinds[drawing.kind];
  const kind = drawing.figures ? letter.toUpperCase() : letter;
  const name = drawing.name.replaceAll(/[%.~]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${kind}${colourLetters[drawing.colour]}${writtenPlaces(drawing)}${name ? `~${name}` : ''}`;
}

function writtenPlaces(drawing: NewDrawing): string {
  let before: [number, number] = [0, 0];
  const corners = (positions: readonly Position[]) =>
    positions
      .map(([east = 0, north = 0]) => {
        const [x, y] = [Math.round(east * units), Math.round(north * units)];
        const text = writtenNumber(x - before[0]) + writtenNumber(y - before[1]);
        before = [x, y];
        return text;
      })
      .join('');
  // A ring comes back to its first corner by itself.
  const rings = (all: readonly (readonly Position[])[]) => all.map((ring) => corners(ring.slice(0, -1))).join('!');
  switch (drawing.kind) {
    case 'line':
      return corners(drawing.geometry.coordinates);
    case 'area':
      return drawing.geometry.type === 'Polygon'
        ? rings(drawing.geometry.coordinates)
        : drawing.geometry.coordinates.map(rings).join('*');
    case 'circle':
      return `${corners([drawing.geometry.coordinates])}${writtenNumber(Math.round(drawing.radius * 100))}`;
    default:
      return corners([drawing.geometry.coordinates]);
  }
}

function writtenNumber(number: number): string {
  // The sign is the lowest bit. No shifts: 180 degrees are more than 31 bits.
  let rest = number < 0 ? -2 * number - 1 : 2 * number;
  let text = '';
  do {
    const low = rest % 32;
    rest = Math.floor(rest / 32);
    text += digits[rest > 0 ? low + 32 : low];
  } while (rest > 0);
  return text;
}

/** Undefined: the text was cut or is none of ours. */
export function readDrawings(text: string): NewDrawing[] | undefined {
  const drawings = text.split('.').map(read);
  return drawings.every((drawing) => drawing !== undefined) ? drawings : undefined;
}

function read(text: string): NewDrawing | undefined {
  const [, kindLetter = '', colourLetter = '', places = '', coded = ''] =
    /^([a-zA-Z])([a-z])([\w!*-]+)(?:~(.*))?$/s.exec(text) ?? [];
  const kind = Object.entries(kinds).find(([, letter]) => letter === kindLetter.toLowerCase())?.[0];
  const colour = Object.entries(colourLetters).find(([, letter]) => letter === colourLetter)?.[0];
  const name = coded.replaceAll(/%(25|2e|7e)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const numbers = places.split('*').map((polygon) => polygon.split('!').map(readNumbers));
  const drawing = {
    id: '',
    kind,
    colour,
    name,
    figures: kindLetter !== kindLetter.toLowerCase(),
    ...shapeOf(kind, numbers),
  };
  const parsed = drawingSchema.safeParse(drawing);
  if (!parsed.success) return undefined;
  const { id: _id, ...known } = parsed.data;
  return known;
}

function shapeOf(kind: string | undefined, polygons: readonly (readonly number[][])[]) {
  const [rings = []] = polygons;
  let before: [number, number] = [0, 0];
  const corners = (numbers: readonly number[]) => {
    const found: [number, number][] = [];
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      before = [before[0] + (numbers[at] ?? 0), before[1] + (numbers[at + 1] ?? 0)];
      found.push([before[0] / units, before[1] / units]);
    }
    return found;
  };
  const closed = (ring: readonly number[]) => {
    const found = corners(ring);
    return [...found, ...found.slice(0, 1)];
  };
  if (kind === 'line') return { geometry: { type: 'LineString', coordinates: corners(rings[0] ?? []) } };
  if (kind === 'area')
    return {
      geometry:
        polygons.length > 1
          ? { type: 'MultiPolygon', coordinates: polygons.map((polygon) => polygon.map(closed)) }
          : { type: 'Polygon', coordinates: rings.map(closed) },
    };
  const [east, north, centimetres = 0] = rings[0] ?? [];
  const [place] = corners(east === undefined || north === undefined ? [] : [east, north]);
  return {
    geometry: { type: 'Point', coordinates: place },
    ...(kind === 'circle' ? { radius: centimetres / 100 } : {}),
  };
}

function readNumbers(text: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  let weight = 1;
  for (const letter of text) {
    const digit = digits.indexOf(letter);
    number += (digit % 32) * weight;
    weight *= 32;
    if (digit >= 32) continue;
    numbers.push(number % 2 === 1 ? -(number + 1) / 2 : number / 2);
    [number, weight] = [0, 1];
  }
  return numbers;
}
