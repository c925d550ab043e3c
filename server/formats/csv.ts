import { type Options, stringify } from 'csv-stringify/sync';
import type { Row } from '../database/database.ts';
import { empty, raw, sql } from '../database/sql.ts';
import { coordinatesOf, type FlatColumn, flatColumns, geometryOf, pointOn } from '../features/index.ts';
import type { Encoder, StreamedFormat } from './format.ts';
import { joinedList } from './gdal/layer.ts';
import { coordinateColumns, inSweden, type SheetColumn, sheetColumns } from './sheet.ts';

interface Cell {
  /** Column of the row. */
  name: string;
  heading: string;
  /** What stands in the cell; absent: the value as it is. */
  shown?: (value: unknown) => unknown;
}

/** A heading and then lines, one a feature. */
function lines(cells: readonly Cell[], { bom = false, ...options }: Options): Omit<Encoder, 'shape'> {
  const write = (records: unknown[][], first: Options = {}) =>
    stringify(records, { record_delimiter: '\r\n', quoted_match: /[\r\n]/, ...options, ...first });
  return {
    begin: () => write([cells.map(({ heading }) => heading)], { bom }),
    features: (rows: readonly Row[]) =>
      write(rows.map((row) => cells.map(({ name, shown }) => (shown ? shown(row[name]) : row[name])))),
    end: () => '',
  };
}

/** Lines for programs (RFC 4180) of rows that are in memory. */
export function csvText(names: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return stringify([names, ...rows], { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
}

const trueOrFalse = (value: boolean) => (value ? 'true' : 'false');

/** For programs (RFC 4180): names as in the API, dots in numbers, geometry as WKT, which GDAL finds by itself. */
export const csv: StreamedFormat = {
  id: 'csv',
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  title: { sv: 'CSV', en: 'CSV' },
  system: 'crs84',
  async encoder({ database, wanted }) {
    const { definition } = wanted.selection;
    const flat = await flatColumns(database, definition, wanted.properties);
    const wkt =
      definition.geometry &&
      sql`st_astext(${geometryOf(definition.geometry, wanted.crs)}, ${raw(String(wanted.crs.decimals))})`;
    const names = [...flat.columns.map(({ name }) => name), ...(wkt ? ['WKT'] : [])];
    return {
      shape: {
        inner: sql`${flat.inner}${wkt ? sql`, ${wkt} as "WKT"` : empty}`,
        outer: sql`${flat.outer}${wkt ? raw(', page."WKT"') : empty}`,
      },
      ...lines(
        names.map((name) => ({ name, heading: name })),
        { cast: { boolean: trueOrFalse } },
      ),
    };
  },
};

const swedish: Options = {
  delimiter: ';',
  bom: true,
  cast: { number: (value) => String(value).replace('.', ','), boolean: (value) => (value ? 'SANT' : 'FALSKT') },
};

/**
 * For a double click in a Swedish Excel: a BOM, semicolons, decimal commas, headings that people read, times of clocks in
 * Sweden, lists and codes in words. Geometry is too long for a cell: a point on each feature, east and north, stands for it.
 */
export const csvForExcel: StreamedFormat = {
  id: 'csv-excel',
  extension: 'excel.csv',
  mediaType: 'text/csv; charset=utf-8; header=present; profile=excel',
  title: { sv: 'CSV för svenskt Excel', en: 'CSV for a Swedish Excel' },
  system: 'stored',
  async encoder({ database, wanted, lang }) {
    const { definition } = wanted.selection;
    const flat = await flatColumns(database, definition, wanted.properties);
    const point = definition.geometry && pointOn(definition.geometry, wanted.crs);
    const own = flat.columns.flatMap((column) => sheetColumns(column, lang));
    const coordinates = point ? coordinateColumns(wanted.crs, lang) : [];
    return {
      shape: {
        inner: sql`${flat.inner}${point ? sql`, ${point} as allmanning_point` : empty}`,
        outer: sql`${flat.outer}${point ? sql`, ${coordinatesOf('allmanning_point', wanted.crs)}` : empty}`,
      },
      ...lines([...own, ...coordinates].map(cellOf), swedish),
    };
  },
};

function cellOf({ name, heading, type, meanings }: SheetColumn): Cell {
  return {
    ...{ name, heading },
    shown: (value) => (meanings ? (meanings.get(String(value)) ?? null) : inSheet(type, value)),
  };
}

/** What a sheet takes for a number or a day, though it is a text: 0381, 1-2, 2E5. */
const looksLikeNumber = /^[\d\s.,:/-]*\d[\d\s.,:/-]*$|^\d+([.,]\d+)?e[+-]?\d+$/i;
/** What it would take for a formula (OWASP, CSV injection). */
const looksLikeFormula = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
/** More digits Excel turns into zeros. */
const mostDigits = 15;

function inSheet(type: FlatColumn['type'], value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const text = String(value);
  switch (type) {
    case 'double':
    case 'boolean':
    case 'date':
      return value;
    case 'integer':
      return text.replace('-', '').length > mostDigits ? asText(text) : value;
    case 'timestamptz':
      return inSweden(text);
    case 'list':
      return harmless(joinedList(text));
    default:
      return looksLikeNumber.test(text) ? asText(text) : harmless(text);
  }
}

/** A formula whose value is the text: the one way to tell a sheet that a CSV has a text and no number. */
function asText(text: string): string {
  return `="${text}"`;
}

function harmless(text: string): string {
  return looksLikeFormula.test(text) ? `'${text}` : text;
}
