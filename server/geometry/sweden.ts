/** Sweden, with its sea: west, south, east, north in degrees. */
const [west, south, east, north] = [8, 54, 26, 70];

/** Whether a place may be here at all. What is not a number is not. */
export function isInSweden([longitude = Number.NaN, latitude = Number.NaN]: readonly number[]): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}
