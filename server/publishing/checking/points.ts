import type { Geometry } from 'geojson';
import type { Source, SourceRow } from '../reading/source.ts';
import { convertValue, fold } from './values.ts';

const eastNames = ['e', 'ost', 'east', 'easting', 'ostkoordinat', 'lon', 'long', 'longitud', 'longitude', 'lng'];
const northNames = ['n', 'nord', 'north', 'northing', 'nordkoordinat', 'lat', 'latitud', 'latitude'];
/** Surveyors' x is north and GIS programs' x is east: the larger number tells, Sweden has no east above 6 million. */
const eitherNames = [
  ['x', 'y'],
  ['xkoord', 'ykoord'],
  ['xkoordinat', 'ykoordinat'],
  ['koordx', 'koordy'],
] as const;

/** A table with two columns of coordinates, as a source of points; undefined when it has none. */
export function pointsFromColumns(source: Source): Source | undefined {
  const named = (names: readonly string[]) => source.columns.find((column) => names.includes(fold(column)));
  const pairs = [[named(eastNames), named(northNames)], ...eitherNames.map(([x, y]) => [named([x]), named([y])])];
  const [first, second] = pairs.find(([one, other]) => one && other) ?? [];
  if (!first || !second) return undefined;
  return {
    ...source,
    columns: source.columns.filter((column) => column !== first && column !== second),
    hasGeometry: true,
    async *rows() {
      for await (const row of source.rows()) yield { ...row, geometry: pointOf(row, first, second) };
    },
  };
}

const coordinate = { name: '', type: 'double', title: { sv: '', en: '' }, public: false } as const;

function pointOf(row: SourceRow, first: string, second: string): Geometry | null {
  const [a, b] = [numberIn(row.properties[first]), numberIn(row.properties[second])];
  if (a === null && b === null) return null;
  // One without the other is no number, and no point either.
  const [x, y] = [a ?? Number.NaN, b ?? Number.NaN];
  return { type: 'Point', coordinates: x > 6_000_000 && y < 6_000_000 ? [y, x] : [x, y] };
}

function numberIn(cell: unknown): number | null {
  const converted = convertValue(coordinate, cell);
  if ('problem' in converted) return Number.NaN;
  return converted.value === null ? null : Number(converted.value);
}
