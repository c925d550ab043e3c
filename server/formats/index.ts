import type { Definition } from '../datasets/definition.ts';
import { type Crs, crs84, systemOf } from '../features/index.ts';
import { csv, csvForExcel } from './csv.ts';
import { flatgeobuf } from './flatgeobuf.ts';
import type { Format } from './format.ts';
import { geojson, geojsonSequence, jsonFg } from './geojson.ts';

export type { Format } from './format.ts';
export { writeFeatures as writeFile } from './write.ts';

/** The formats of one feature by itself. */
export const documents = [geojson, jsonFg] as const;

const formats: readonly Format[] = [geojson, geojsonSequence, jsonFg, csv, csvForExcel, flatgeobuf];
const needGeometry: readonly Format[] = [flatgeobuf];

/** The formats that a dataset can be had in, GeoJSON first. */
export function formatsOf({ geometry }: Definition): readonly [Format, ...Format[]] {
  const [, ...others] = formats.filter((format) => geometry || !needGeometry.includes(format));
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
