import { z } from 'zod';
import type { Row } from '../database/database.ts';
import { empty, sql } from '../database/sql.ts';
import { coordinatesOf, everything, flatColumns, pointOn, readBatches } from '../features/index.ts';
import { excel, tellingTooLarge } from './converted.ts';
import type { ConvertedFormat, Encoding, Pages, Read, Written } from './format.ts';
import type { LayerRow } from './gdal/layer.ts';
import { uniqueNames } from './gdal/names.ts';
import { writeXlsx } from './gdal/xlsx.ts';
import { coordinateColumns, sheetColumns } from './sheet.ts';

/** Excel's own limit is what a cell holds. */
const longestHeading = 255;

/**
 * A workbook for people: headings and codes in words, and a point on each feature, east and north, in place of its geometry.
 * `excel` is the one for programs, by the names of the API.
 */
export const excelInWords: ConvertedFormat = {
  id: 'xlsx-i-ord',
  extension: 'i-ord.xlsx',
  mediaType: excel.mediaType,
  title: { sv: 'Excel med rubriker i ord', en: 'Excel with headings in words' },
  system: 'stored',
  read,
};

async function read({ database, published, wanted, lang }: Encoding, pages: Pages, file: string): Promise<Read> {
  const { definition } = wanted.selection;
  const flat = await flatColumns(database, definition, wanted.properties);
  const point = definition.geometry && pointOn(definition.geometry, wanted.crs);
  const columns = [
    ...flat.columns.flatMap((column) => sheetColumns(column, lang)),
    ...(point ? coordinateColumns(wanted.crs, lang) : []),
  ];
  const headings = uniqueNames(
    columns.map(({ heading }) => heading),
    [],
    longestHeading,
  );
  const shape = {
    inner: sql`${flat.inner}${point ? sql`, ${point} as allmanning_point` : empty}`,
    outer: sql`${flat.outer}${point ? sql`, ${coordinatesOf('allmanning_point', wanted.crs)}` : empty}`,
  };
  const layer = {
    name: definition.title[lang],
    title: definition.title,
    description: definition.description,
    geometry: null,
    fields: columns.map(({ type }, index) => ({
      ...{ name: headings[index] ?? '', type },
      title: definition.title,
    })),
  };
  const written: Written = { features: 0, next: undefined };
  async function* rows(): AsyncGenerator<LayerRow> {
    for await (const page of readBatches<Row>(database, published, wanted, shape, pages.slice ?? everything)) {
      for (const row of page.rows)
        yield {
          geometry: null,
          values: columns.map(({ name, meanings }) => {
            const value = valueSchema.parse(row[name] ?? null);
            return meanings ? (meanings.get(String(value)) ?? null) : value;
          }),
        };
      written.features += page.rows.length;
      written.next = page.next;
    }
  }
  await tellingTooLarge(() => writeXlsx(layer, rows(), file));
  return { ...written, finish: async () => {}, discard: async () => {} };
}

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
