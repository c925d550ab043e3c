import { type Options, stringify } from 'csv-stringify/sync';
import type { Row } from '../database/database.ts';
import { empty, raw, sql } from '../database/sql.ts';
import { coordinatesOf, flatColumns, geometryOf, pointOn } from '../features/index.ts';
import type { Encoder, StreamedFormat } from './format.ts';

interface Cell {
  /** Column of the row. */
  name: string;
  heading: string;
}

/** A heading and then lines, one a feature. */
function lines(cells: readonly Cell[], { bom = false, ...options }: Options): Omit<Encoder, 'shape'> {
  const write = (records: unknown[][], first: Options = {}) =>
    stringify(records, { record_delimiter: '\r\n', quoted_match: /[\r\n]/, ...options, ...first });
  return {
    begin: () => write([cells.map(({ heading }) => heading)], { bom }),
    features: (rows: readonly Row[]) => write(rows.map((row) => cells.map(({ name }) => row[name]))),
    end: () => '',
  };
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

/** What a cell may not begin with, since a sheet would take it for a formula (OWASP, CSV injection). */
const swedish: Options = {
  delimiter: ';',
  bom: true,
  escape_formulas: true,
  cast: { number: (value) => String(value).replace('.', ','), boolean: (value) => (value ? 'SANT' : 'FALSKT') },
};

/**
 * For a double click in a Swedish Excel: a BOM, semicolons, decimal commas, headings that people read. Geometry is too
 * long for a cell: a point on each feature, east and north, stands for it.
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
    const own = flat.columns.map(({ name, title, unit }) => ({
      name,
      heading: unit ? `${title[lang]} (${unit[lang]})` : title[lang],
    }));
    const coordinates = point ? coordinateCells(wanted.crs.title[lang], wanted.crs.unit === 'metre') : [];
    return {
      shape: {
        inner: sql`${flat.inner}${point ? sql`, ${point} as allmanning_point` : empty}`,
        outer: sql`${flat.outer}${point ? sql`, ${coordinatesOf('allmanning_point', wanted.crs)}` : empty}`,
      },
      ...lines([...own, ...coordinates], swedish),
    };
  },
};

function coordinateCells(system: string, inMetres: boolean): Cell[] {
  return [
    { name: 'allmanning_x', heading: `${inMetres ? 'E' : 'Longitud'} (${system})` },
    { name: 'allmanning_y', heading: `${inMetres ? 'N' : 'Latitud'} (${system})` },
  ];
}
