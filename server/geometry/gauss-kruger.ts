/**
 * SWEREF 99 in Gauss–Krüger's projection, by the formulas that Lantmäteriet publishes ("Gauss Conformal Projection (Transverse
 * Mercator)", Krüger's formulas): a tenth of a millimetre within Sweden. No node: imports here, the web app reads it too.
 */

export interface Projection {
  /** Longitude of the middle, in degrees. */
  meridian: number;
  /** Of lengths on the middle meridian. */
  scale: number;
  /** East coordinate of the middle, in metres. */
  falseEasting: number;
}

const zone = (meridian: number): Projection => ({ meridian, scale: 1, falseEasting: 150_000 });

/** By EPSG code. */
export const projections = {
  3006: { meridian: 15, scale: 0.9996, falseEasting: 500_000 },
  3007: zone(12),
  3008: zone(13.5),
  3009: zone(15),
  3010: zone(16.5),
  3011: zone(18),
  3012: zone(14.25),
  3013: zone(15.75),
  3014: zone(17.25),
  3015: zone(18.75),
  3016: zone(20.25),
  3017: zone(21.75),
  3018: zone(23.25),
} satisfies Record<number, Projection>;

/** Undefined: the system is another. */
export function projectionOf(srid: number): Projection | undefined {
  return Object.entries(projections).find(([code]) => Number(code) === srid)?.[1];
}

/** GRS 80. */
const axis = 6_378_137;
const flattening = 1 / 298.257222101;
const e2 = flattening * (2 - flattening);
const n = flattening / (2 - flattening);
const mean = (axis / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);

const toGrid = [
  n / 2 - (2 * n ** 2) / 3 + (5 * n ** 3) / 16 + (41 * n ** 4) / 180,
  (13 * n ** 2) / 48 - (3 * n ** 3) / 5 + (557 * n ** 4) / 1440,
  (61 * n ** 3) / 240 - (103 * n ** 4) / 140,
  (49_561 * n ** 4) / 161_280,
];
const toSphere = [
  n / 2 - (2 * n ** 2) / 3 + (37 * n ** 3) / 96 - n ** 4 / 360,
  n ** 2 / 48 + n ** 3 / 15 - (437 * n ** 4) / 1440,
  (17 * n ** 3) / 480 - (37 * n ** 4) / 840,
  (4397 * n ** 4) / 161_280,
];
const toConformal = [e2, (5 * e2 ** 2 - e2 ** 3) / 6, (104 * e2 ** 3 - 45 * e2 ** 4) / 120, (1237 * e2 ** 4) / 1260];
const toGeodetic = [
  e2 + e2 ** 2 + e2 ** 3 + e2 ** 4,
  -(7 * e2 ** 2 + 17 * e2 ** 3 + 30 * e2 ** 4) / 6,
  (224 * e2 ** 3 + 889 * e2 ** 4) / 120,
  -(4279 * e2 ** 4) / 1260,
];

const radian = Math.PI / 180;

/** The sum of some terms, one for each coefficient. */
function sum(coefficients: readonly number[], term: (index: number) => number): number {
  return coefficients.reduce((total, coefficient, index) => total + coefficient * term(index), 0);
}

/** [east, north] in metres of a place in degrees. */
export function project(
  { meridian, scale, falseEasting }: Projection,
  longitude: number,
  latitude: number,
): [number, number] {
  const sine = Math.sin(latitude * radian);
  const series = sum(toConformal, (power) => sine ** (2 * power));
  const conformal = latitude * radian - sine * Math.cos(latitude * radian) * series;
  const aside = (longitude - meridian) * radian;
  const up = Math.atan2(Math.tan(conformal), Math.cos(aside));
  const across = Math.atanh(Math.cos(conformal) * Math.sin(aside));
  const folds = (index: number) => 2 * (index + 1);
  return [
    falseEasting +
      scale * mean * (across + sum(toGrid, (at) => Math.cos(folds(at) * up) * Math.sinh(folds(at) * across))),
    scale * mean * (up + sum(toGrid, (at) => Math.sin(folds(at) * up) * Math.cosh(folds(at) * across))),
  ];
}

/** [longitude, latitude] in degrees of a place in metres. */
export function unproject(
  { meridian, scale, falseEasting }: Projection,
  east: number,
  north: number,
): [number, number] {
  const gridUp = north / (scale * mean);
  const gridAcross = (east - falseEasting) / (scale * mean);
  const folds = (index: number) => 2 * (index + 1);
  const up = gridUp - sum(toSphere, (at) => Math.sin(folds(at) * gridUp) * Math.cosh(folds(at) * gridAcross));
  const across = gridAcross - sum(toSphere, (at) => Math.cos(folds(at) * gridUp) * Math.sinh(folds(at) * gridAcross));
  const conformal = Math.asin(Math.sin(up) / Math.cosh(across));
  const sine = Math.sin(conformal);
  const series = sum(toGeodetic, (power) => sine ** (2 * power));
  return [
    meridian + Math.atan2(Math.sinh(across), Math.cos(up)) / radian,
    (conformal + sine * Math.cos(conformal) * series) / radian,
  ];
}

/** Degrees from the grid's north to that of the meridian, clockwise: west of the middle meridian it lies to the right. */
export function trueNorth(projection: Projection, longitude: number, latitude: number): number {
  const step = 0.001;
  const [east, north] = project(projection, longitude, latitude - step);
  const [farEast, farNorth] = project(projection, longitude, latitude + step);
  return Math.atan2(farEast - east, farNorth - north) / radian;
}
