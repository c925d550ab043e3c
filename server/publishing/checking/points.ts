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
  const a = convertValue(coordinate, row.properties[first]);
  const b = convertValue(coordinate, row.properties[second]);
  if (!('value' in a) || !('value' in b) || typeof a.value !== 'number' || typeof b.value !== 'number') return null;
  const swapped = a.value > 6_000_000 && b.value < 6_000_000;
  return { type: 'Point', coordinates: swapped ? [b.value, a.value] : [a.value, b.value] };
}
