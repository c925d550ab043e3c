import type { Definition } from '../datasets/definition.ts';
import { type Crs, crs84, systemOf } from '../features/index.ts';
import { problem } from '../http/problems.ts';
import { csv, csvForExcel } from './csv.ts';
import { flatgeobuf } from './flatgeobuf.ts';
import type { Format } from './format.ts';
import { geojson, geojsonSequence, jsonFg } from './geojson.ts';
import { geoparquet } from './geoparquet.ts';
import { jsonStat } from './json-stat.ts';

export type { Format } from './format.ts';
export { writeFeatures as writeFile } from './write.ts';

/** The formats of one feature by itself. */
export const documents = [geojson, jsonFg] as const;

const formats: readonly Format[] = [
  geojson,
  geojsonSequence,
  jsonFg,
  csv,
  csvForExcel,
  jsonStat,
  flatgeobuf,
  geoparquet,
];

/** The formats that a dataset can be had in, GeoJSON first. */
export function formatsOf(definition: Definition): readonly [Format, ...Format[]] {
  const [, ...others] = formats.filter(({ holds }) => holds?.(definition) ?? true);
  return [geojson, ...others];
}

/** The formats that files come in. */
export type FileFormat = Format;
export function fileFormatsOf(definition: Definition): readonly FileFormat[] {
  return formatsOf(definition);
}

/** The system of a file when nobody asks for another: that of the table where users expect it, else degrees. */
export function systemOfFile({ system }: FileFormat, { geometry }: Definition): Crs {
  return (system === 'stored' && geometry && systemOf(geometry.srid)) || crs84;
}

/** Throws a 400 problem when a format that has one system only is asked for in another. */
export function refuseOtherSystem({ title, system }: FileFormat, crs: Crs): void {
  if (system !== 'always-crs84' || crs === crs84) return;
  const expected = {
    sv: `${crs84.uri} när formatet är ${title.sv}`,
    en: `${crs84.uri} where the format is ${title.en}`,
  };
  throw problem('bad-parameter', { name: 'crs', value: crs.uri, expected });
}
