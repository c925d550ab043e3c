/** Sheets of paper, and where the map lies on them. Millimetres, from the upper left corner. No node: imports here, the web app reads it too. */

/** Long side, short side (ISO 216). */
const sides = { A4: [297, 210], A3: [420, 297], A2: [594, 420], A1: [841, 594], A0: [1189, 841] } as const;

export type Paper = keyof typeof sides;
export const papers = ['A4', 'A3', 'A2', 'A1', 'A0'] as const satisfies readonly Paper[];

/** Landscape: the words stand beside the map; portrait: below it. */
export const directions = ['liggande', 'staende'] as const;
export type Direction = (typeof directions)[number];

/** How much larger the words are than on A4: a large sheet is read from farther away. */
const units: Record<Paper, number> = { A4: 1, A3: 1.2, A2: 1.6, A1: 2.1, A0: 2.8 };

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Sheet {
  paper: Paper;
  direction: Direction;
  width: number;
  height: number;
  unit: number;
  map: Rectangle;
  /** Where the words stand, the space around them included. */
  words: Rectangle;
}

const margin = 10;
/** Of the words beside and below the map, for each unit. */
const beside = 66;
const below = 80;

/** The sheet: the same map for the same paper, whatever is written. */
export function sheetOf(paper: Paper, direction: Direction): Sheet {
  const [long, short] = sides[paper];
  const isLandscape = direction === 'liggande';
  const [width, height] = isLandscape ? [long, short] : [short, long];
  const unit = units[paper];
  const inner = { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin };
  const share = unit * (isLandscape ? beside : below);
  const map = isLandscape ? { ...inner, width: inner.width - share } : { ...inner, height: inner.height - share };
  const words = isLandscape
    ? { ...inner, x: map.x + map.width, width: share }
    : { ...inner, y: map.y + map.height, height: share };
  return { paper, direction, width, height, unit, map, words };
}

/** Scales to choose among; any other from the least to the most can be written. */
export const usualScales = [200, 400, 500, 1000, 2000, 4000, 5000, 10_000, 20_000, 25_000, 50_000, 100_000] as const;
export const leastScale = 50;
export const mostScale = 500_000;
