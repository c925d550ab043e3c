import { createReadStream } from 'node:fs';
import type { Geometry } from 'geojson';
import { z } from 'zod';
import type { Field } from '../../datasets/definition.ts';
import { identifyCrs } from '../crs.ts';
import { rowTooLarge } from '../findings/values.ts';
import { fileDamaged } from '../findings.ts';
import { mostCharacters } from '../limits.ts';
import { Refusal } from '../report.ts';
import type { Source, SourceRow } from './source.ts';

/** A layer as GDAL describes it. */
export const layerSchema = z.object({
  name: z.string(),
  featureCount: z.number(),
  /** Where the format keeps a number for each row beside its attributes: `fid` of a GeoPackage. */
  fidColumnName: z.string().optional(),
  fields: z.array(z.object({ name: z.string(), type: z.string(), subType: z.string().optional() })).default([]),
  geometryFields: z
    .array(
      z.object({
        name: z.string().default(''),
        type: z.string().optional(),
        coordinateSystem: z.looseObject({ projjson: z.unknown() }).nullish(),
      }),
    )
    .default([]),
});
export type Layer = z.infer<typeof layerSchema>;

/** A layer as a source of its rows. */
export function sourceOf(layer: Layer, rows: Source['rows']): Source {
  const geometry = layer.geometryFields[0];
  const names = layer.fields.map(({ name }) => name);
  const rowNumber = rowNumberOf(layer);
  return {
    columns: rowNumber ? [...names, rowNumber] : names,
    ...(rowNumber ? { rowNumber } : {}),
    isEmpty: layer.featureCount === 0,
    // GDAL says -1 where it would have to read all.
    ...(layer.featureCount < 0 ? {} : { count: layer.featureCount }),
    hasGeometry: geometry !== undefined,
    srid: (geometry && identifyCrs(geometry.coordinateSystem?.projjson)) ?? null,
    rows,
  };
}

/** The column with the format's number of a row. */
export function rowNumberOf({ fidColumnName, fields }: Layer): string | undefined {
  return fidColumnName && !fields.some(({ name }) => name === fidColumnName) ? fidColumnName : undefined;
}

/**
 * Field and name in what GDAL wrote, when it had to rename some: it takes namn and Namn for the same and calls the second
 * Namn2.
 */
function renamedFields({ fields }: Layer): [string, string][] | undefined {
  const taken = new Set<string>();
  const names = fields.map(({ name }): [string, string] => {
    let as = name;
    for (let count = 2; taken.has(as.toLowerCase()); count += 1) as = `${name}${count}`;
    taken.add(as.toLowerCase());
    return [name, as];
  });
  return names.some(([name, as]) => name !== as) ? names : undefined;
}

const fieldTypes: Readonly<Record<string, Field['type']>> = {
  String: 'text',
  Integer: 'integer',
  Integer64: 'integer',
  Real: 'double',
  Date: 'date',
  DateTime: 'timestamptz',
  StringList: 'list',
  IntegerList: 'list',
  Integer64List: 'list',
  RealList: 'list',
};

/** What the format says of its columns. */
export function typesOf(layer: Layer): Map<string, Field['type']> {
  return new Map(
    layer.fields.map(({ name, type, subType }) => [
      name,
      subType === 'Boolean' ? 'boolean' : (fieldTypes[type] ?? 'text'),
    ]),
  );
}

/** The rows of a layer, from the file of one feature a line that GDAL wrote. */
export async function* linesOf(file: string, layer: Layer): AsyncIterable<SourceRow> {
  const stream = createReadStream(file);
  const rowNumber = rowNumberOf(layer);
  const renamed = renamedFields(layer);
  let number = 0;
  try {
    for await (const line of linesIn(stream)) {
      number += 1;
      // GDAL wrote this line itself.
      const feature: { id?: number; properties: Record<string, unknown> | null; geometry: Geometry | null } =
        JSON.parse(line);
      const written = feature.properties ?? {};
      const properties = renamed ? Object.fromEntries(renamed.map(([name, as]) => [name, written[as]])) : written;
      if (rowNumber) properties[rowNumber] = feature.id;
      yield { number, properties, geometry: feature.geometry };
    }
  } finally {
    stream.destroy();
  }
  if (layer.featureCount > number) throw new Refusal(fileDamaged(`${number}/${layer.featureCount}`));
}

/** Lines one at a time; one that is too long is refused before it is whole. */
async function* linesIn(stream: AsyncIterable<Buffer>): AsyncIterable<string> {
  let parts: Buffer[] = [];
  let length = 0;
  let number = 1;
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      const line = Buffer.concat([...parts, chunk.subarray(from, end)]).toString();
      if (line !== '') yield line;
      parts = [];
      length = 0;
      number += 1;
      from = end + 1;
    }
    parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > mostCharacters) throw new Refusal(rowTooLarge(number, mostCharacters / 1024 / 1024));
  }
  const rest = Buffer.concat(parts).toString();
  if (rest !== '') yield rest;
}

const newline = 0x0a;
