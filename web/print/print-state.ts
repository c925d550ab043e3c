import { computed, signal } from '@preact/signals';
import { project, projections, unproject } from '../../server/geometry/gauss-kruger.ts';
import {
  type Direction,
  directions,
  leastScale,
  mostScale,
  type Paper,
  papers,
  sheetOf,
  usualScales,
} from '../../server/pictures/print/papers.ts';

/** A sheet that somebody is about to print: what of it the address keeps. */
export interface Printing {
  paper: Paper;
  direction: Direction;
  scale: number;
  /** Of the map on it, [longitude, latitude]. */
  centre: readonly [number, number];
  system: keyof typeof projections & number;
  grid: boolean;
}

export const systems = [3006, 3010] as const satisfies readonly (keyof typeof projections)[];

/** The sheet; undefined while nobody prints. */
export const printing = signal<Printing | undefined>(undefined);
/** What is written on it: not in the address, which others see. */
export const sheetTitle = signal('');
export const sheetText = signal('');

/** The frame's corners on the map from the upper left, clockwise: [longitude, latitude]. */
export const frameCorners = computed(() => (printing.value ? cornersOf(printing.value) : []));

export function cornersOf({ paper, direction, scale, centre, system }: Printing): [number, number][] {
  const { map } = sheetOf(paper, direction);
  const projection = projections[system];
  const [east, north] = project(projection, ...centre);
  const [right, up] = [(map.width * scale) / 2000, (map.height * scale) / 2000];
  const signs = [
    [-1, 1],
    [1, 1],
    [1, -1],
    [-1, -1],
  ] as const;
  return signs.map(([x, y]) => unproject(projection, east + x * right, north + y * up));
}

/** So many shares of the map's width and height on the sheet to the right and up. */
export function movedBy(one: Printing, right: number, up: number): Printing {
  const { map } = sheetOf(one.paper, one.direction);
  const projection = projections[one.system];
  const [east, north] = project(projection, ...one.centre);
  const metres = one.scale / 1000;
  return {
    ...one,
    centre: unproject(projection, east + right * map.width * metres, north + up * map.height * metres),
  };
}

export function turned(one: Printing): Printing {
  return { ...one, direction: one.direction === 'liggande' ? 'staende' : 'liggande' };
}

/** The next of the usual scales: closer (1) or farther away (-1). */
export function rescaled(one: Printing, closer: 1 | -1): Printing {
  const scale =
    closer === 1 ? usualScales.findLast((usual) => usual < one.scale) : usualScales.find((usual) => usual > one.scale);
  return scale === undefined ? one : { ...one, scale };
}

/** `A4,liggande,1000,17.07800,59.63600,3006` and `,rutnat`: a part of the page's address. */
export function writePrinting({ paper, direction, scale, centre, system, grid }: Printing): string {
  const place = centre.map((degrees) => degrees.toFixed(5));
  return [paper, direction, scale, ...place, system, ...(grid ? ['rutnat'] : [])].join(',');
}

/** Undefined: the text tells of no sheet that can be printed. */
export function readPrinting(text: string | undefined): Printing | undefined {
  const [paperText, directionText, scaleText, longitudeText, latitudeText, systemText, gridText] =
    text?.split(',') ?? [];
  const paper = papers.find((one) => one === paperText);
  const direction = directions.find((one) => one === directionText);
  const system = systems.find((one) => String(one) === systemText);
  const [scale, longitude, latitude] = [scaleText, longitudeText, latitudeText].map(Number);
  if (!paper || !direction || !system || !isScale(scale) || longitude === undefined || latitude === undefined)
    return undefined;
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85)) return undefined;
  return { paper, direction, scale, centre: [longitude, latitude], system, grid: gridText === 'rutnat' };
}

export function isScale(scale: number | undefined): scale is number {
  return scale !== undefined && Number.isInteger(scale) && scale >= leastScale && scale <= mostScale;
}

/** The largest usual scale at which a sheet shows no more than so many metres across. */
export function scaleFor(paper: Paper, metres: number): number {
  const { map } = sheetOf(paper, 'liggande');
  const wanted = (metres * 1000) / map.width;
  return usualScales.findLast((usual) => usual <= wanted) ?? usualScales[0];
}
