import { ByteWriter, type ColumnSource, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { Row } from '../database/database.ts';
import { empty, raw, sql } from '../database/sql.ts';
import type { Definition, Field } from '../datasets/definition.ts';
import { type Crs, crs84, type FlatColumn, flatColumns, geometryOf } from '../features/index.ts';
import type { StreamedFormat } from './format.ts';
import { projJson } from './projjson.ts';

const geometryColumn = 'geometry';

/** GeoParquet 1.1, a row group a batch. */
export const geoparquet: StreamedFormat = {
  id: 'parquet',
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  title: { sv: 'GeoParquet', en: 'GeoParquet' },
  system: 'crs84',
  async encoder({ database, wanted }) {
    const { definition } = wanted.selection;
    const { geometry } = definition;
    const flat = await flatColumns(database, definition, wanted.properties);
    const columns = [
      ...flat.columns.map((column) => ({
        name: column.name,
        type: types[column.type],
        value: (row: Row) => decoded(column, row[column.name]),
      })),
      ...(geometry
        ? [
            {
              name: geometryColumn,
              type: { type: 'BYTE_ARRAY' } satisfies Stored,
              value: (row: Row) => row.allmanning_wkb ?? null,
            },
          ]
        : []),
    ];
    const sources = (rows: readonly Row[]): ColumnSource[] =>
      columns.map(({ name, value }) => ({ name, data: rows.map(value) }));
    const bytes = new ByteWriter();
    const writer = new ParquetWriter({
      writer: bytes,
      schema: [
        { name: 'root', num_children: columns.length },
        ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...type })),
      ],
      ...(geometry ? { kvMetadata: [{ key: 'geo', value: JSON.stringify(geoMetadata(geometry, wanted.crs)) }] } : {}),
      createdBy: 'Allmänning',
    });
    /** What has been written since the last time. */
    const written = (): Buffer => {
      const piece = Buffer.from(bytes.getBytes().slice());
      bytes.index = 0;
      return piece;
    };
    return {
      shape: {
        inner: sql`${flat.inner}${geometry ? sql`, st_asbinary(${geometryOf(geometry, wanted.crs)}) as allmanning_wkb` : empty}`,
        outer: sql`${flat.outer}${geometry ? raw(', page.allmanning_wkb') : empty}`,
      },
      begin: written,
      features: (rows) => {
        void writer.write({ columnData: sources(rows), rowGroupSize: rows.length });
        return written();
      },
      end: () => {
        void writer.finish();
        return written();
      },
    };
  },
};

type Stored = Omit<SchemaElement, 'name'>;

const text: Stored = { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
const types: Record<Field['type'], Stored> = {
  text,
  code: text,
  list: text,
  integer: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE' },
  timestamptz: { type: 'INT64', converted_type: 'TIMESTAMP_MICROS' },
};

function decoded({ type }: FlatColumn, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'integer':
      return BigInt(String(value));
    case 'timestamptz':
      return microsecondsOf(String(value));
    case 'date': {
      const date = new Date(String(value));
      return Number.isNaN(date.getTime()) ? null : date;
    }
    default:
      return value;
  }
}

/** Since 1970; null for a time that Date does not reach. */
function microsecondsOf(iso: string): bigint | null {
  const [, whole = '', fraction = ''] = /^(.*?)(?:\.(\d{1,6}))?Z$/.exec(iso) ?? [];
  const milliseconds = Date.parse(`${whole}Z`);
  return Number.isNaN(milliseconds) ? null : BigInt(milliseconds) * 1000n + BigInt(fraction.padEnd(6, '0'));
}

/** The `geo` metadata (GeoParquet 1.1.0, "File metadata"). Without `crs` it is in longitude and latitude (CRS84). */
function geoMetadata({ type }: NonNullable<Definition['geometry']>, crs: Crs): object {
  const geometryTypes = type === 'Geometry' ? [] : [type];
  return {
    version: '1.1.0',
    primary_column: geometryColumn,
    columns: {
      [geometryColumn]: {
        encoding: 'WKB',
        geometry_types: geometryTypes,
        ...(crs === crs84 ? {} : { crs: projJson(crs) }),
      },
    },
  };
}
