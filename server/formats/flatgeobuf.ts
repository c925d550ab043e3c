import { Builder } from 'flatbuffers';
import { Column } from 'flatgeobuf/lib/mjs/flat-geobuf/column.js';
import { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import { Crs as FlatCrs } from 'flatgeobuf/lib/mjs/flat-geobuf/crs.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import { Header } from 'flatgeobuf/lib/mjs/flat-geobuf/header.js';
import { buildFeature } from 'flatgeobuf/lib/mjs/generic/feature.js';
import type { IParsedGeometry } from 'flatgeobuf/lib/mjs/generic/geometry.js';
import { parseGC, parseGeometry } from 'flatgeobuf/lib/mjs/geojson/geometry.js';
import type { Geometry } from 'geojson';
import { z } from 'zod';
import type { Row } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Definition, Field, Localized } from '../datasets/definition.ts';
import { type Crs, type FlatColumn, flatColumns, geometryOf } from '../features/index.ts';
import type { Language } from '../http/language.ts';
import type { Format } from './format.ts';

/** The first bytes of a file: "fgb", the version, "fgb", the patch. */
const magic = Buffer.from([0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62, 0x00]);

/**
 * FlatGeobuf 3 without an index, so that it can be written as it is read. Not by ST_AsFlatGeobuf: after a null it gives
 * the values to the wrong columns (PostGIS 3.3 and 3.6), and it refuses points beside areas.
 */
export const flatgeobuf: Format = {
  id: 'fgb',
  extension: 'fgb',
  mediaType: 'application/vnd.flatgeobuf',
  title: { sv: 'FlatGeobuf', en: 'FlatGeobuf' },
  system: 'stored',
  async encoder({ database, wanted, lang }) {
    const { definition } = wanted.selection;
    const { geometry } = definition;
    if (!geometry) throw new Error(`${definition.id} has no geometry`);
    const flat = await flatColumns(database, definition, wanted.properties);
    const type = geometry.type === 'Geometry' ? GeometryType.Unknown : GeometryType[geometry.type];
    const read = geometryOf(geometry, wanted.crs);
    const shape = geometry.type.startsWith('Multi') ? sql`st_multi(${read})` : read;
    const build = featureBuilder(type, flat.columns);
    return {
      shape: {
        inner: sql`${flat.inner}, st_asgeojson(${shape}, 15, 0) as allmanning_geometry`,
        outer: sql`page.allmanning_geometry, ${flat.outer}`,
      },
      begin: () => Buffer.concat([magic, header(definition, type, flat.columns, wanted.crs, lang)]),
      features: (rows) => Buffer.concat(rows.map(build)),
      end: () => '',
    };
  },
};

/** As PostGIS writes it. */
const geometrySchema = z.custom<Geometry>((value) => typeof value === 'object' && value !== null && 'type' in value);
const valuesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const empty = { xy: [], ends: [], parts: [] };

function parse(shape: Geometry): IParsedGeometry {
  return shape.type === 'GeometryCollection' ? parseGC(shape) : parseGeometry(shape);
}

/** A row as a feature, its length before it. */
function featureBuilder(geometryType: GeometryType, flat: readonly FlatColumn[]): (row: Row) => Uint8Array {
  const columns = flat.map(({ name, type }) => ({ ...unsaidOfColumn, name, type: columnTypes[type] }));
  const meta = { ...unsaid, geometryType, columns };
  return ({ allmanning_geometry: text, cursor: _, ...row }) => {
    const parts =
      typeof text === 'string' ? parse(geometrySchema.parse(JSON.parse(text))) : { ...empty, type: geometryType };
    return buildFeature(parts, valuesSchema.parse(row), meta);
  };
}

const columnTypes: Record<Field['type'], ColumnType> = {
  text: ColumnType.String,
  code: ColumnType.String,
  integer: ColumnType.Long,
  double: ColumnType.Double,
  boolean: ColumnType.Bool,
  date: ColumnType.DateTime,
  timestamptz: ColumnType.DateTime,
  list: ColumnType.String,
};

const unsaidOfColumn = {
  title: null,
  description: null,
  width: -1,
  precision: -1,
  scale: -1,
  nullable: true,
  unique: false,
  primary_key: false,
};
const unsaid = {
  geometryType: GeometryType.Unknown,
  envelope: null,
  featuresCount: 0,
  indexNodeSize: 0,
  crs: null,
  title: null,
  description: null,
  metadata: null,
};

/** The header, its length before it. A count of 0 means that it is not known. */
function header(
  { id, title }: Definition,
  type: GeometryType,
  columns: readonly FlatColumn[],
  crs: Crs,
  lang: Language,
): Uint8Array {
  const builder = new Builder();
  const text = (value: Localized | undefined) => (value ? builder.createString(value[lang]) : 0);
  const described = columns.map((column) => {
    const [name, heading, description] = [
      builder.createString(column.name),
      text(column.title),
      text(column.description),
    ];
    return Column.createColumn(
      builder,
      name,
      columnTypes[column.type],
      heading,
      description,
      -1,
      -1,
      -1,
      true,
      false,
      false,
      0,
    );
  });
  const columnsAt = Header.createColumnsVector(builder, described);
  const [name, heading, org] = [builder.createString(id), text(title), builder.createString('EPSG')];
  const system = FlatCrs.createCrs(builder, org, crs.srid, 0, 0, 0, 0);
  Header.startHeader(builder);
  Header.addName(builder, name);
  Header.addTitle(builder, heading);
  Header.addGeometryType(builder, type);
  Header.addColumns(builder, columnsAt);
  Header.addFeaturesCount(builder, 0n);
  Header.addIndexNodeSize(builder, 0);
  Header.addCrs(builder, system);
  builder.finishSizePrefixed(Header.endHeader(builder));
  return builder.asUint8Array();
}
