import type { Definition } from '../datasets/definition.ts';
import { type Crs, crs84, systemOf } from '../features/index.ts';
import { problem } from '../http/problems.ts';
import { excel, geopackage, kml, shapefile } from './converted.ts';
import { csv, csvForExcel } from './csv.ts';
import { dxf } from './dxf/dxf.ts';
import { excelInWords } from './excel-in-words.ts';
import { flatgeobuf } from './flatgeobuf/flatgeobuf.ts';
import type { Format, StreamedFormat } from './format.ts';
import { geojson, geojsonSequence, jsonFg } from './geojson.ts';
import { geoparquet } from './geoparquet.ts';
import { gml } from './gml/gml.ts';
import { zippedGml } from './gml/zipped.ts';
import { jsonStat } from './json-stat.ts';

export type { Drawing } from './drawing.ts';
export { featureShape } from './feature-shape.ts';
export type { ConvertedFormat, Encoding, Format, Read, StreamedFormat, Written } from './format.ts';
export { gmlSchema } from './gml/schema.ts';
export { type SmallTable, tableAsCsv, tableAsCube, tableAsXlsx } from './small-table.ts';
export { cellName, type SheetCell, type WorkbookSheet, writeWorkbook } from './workbook.ts';
export { readForFile } from './write.ts';

/** The formats of one feature by itself. */
export const documents = [geojson, jsonFg] as const;

const others: readonly Format[] = [
  geojsonSequence,
  jsonFg,
  csv,
  csvForExcel,
  excel,
  excelInWords,
  jsonStat,
  geopackage,
  flatgeobuf,
  geoparquet,
  shapefile,
  gml,
  kml,
  dxf,
];

/** The formats that features of a dataset can be had in, GeoJSON first. */
export function formatsOf(definition: Definition): readonly [StreamedFormat, ...Format[]] {
  return [geojson, ...others.filter(({ holds }) => holds?.(definition) ?? true)];
}

/** The formats that files of a dataset come in. */
export function fileFormatsOf(definition: Definition): readonly Format[] {
  return formatsOf(definition).map((format) => (format === gml ? zippedGml : format));
}

/**
 * The format of a file by its ending. A GML by itself is for programs that read it where it is, with its schema beside
 * it: whoever takes it home is offered both in one.
 */
export function fileFormatOf(definition: Definition, extension: string): Format | undefined {
  return [...fileFormatsOf(definition), ...formatsOf(definition)].find((one) => one.extension === extension);
}

/** The format of a file by what people call it: `gpkg`, `shp`, `csv-excel`, or its ending, `shp.zip`. */
export function fileFormatNamed(definition: Definition, name: string): Format | undefined {
  const isNamed = ({ id, aliases = [] }: Format) => id === name || aliases.includes(name);
  return fileFormatOf(definition, name) ?? fileFormatsOf(definition).find(isNamed);
}

/** The system of a file when nobody asks for another: that of the table where users expect it, else degrees. */
export function systemOfFile({ system }: Format, { geometry }: Definition): Crs {
  return (system === 'stored' && geometry && systemOf(geometry.srid)) || crs84;
}

/** Throws a 400 problem when a format that has one system only is asked for in another. */
export function refuseOtherSystem({ title, system }: Format, crs: Crs): void {
  if (system !== 'always-crs84' || crs === crs84) return;
  const expected = {
    sv: `${crs84.uri} när formatet är ${title.sv}`,
    en: `${crs84.uri} where the format is ${title.en}`,
  };
  throw problem('bad-parameter', { name: 'crs', value: crs.uri, expected });
}
