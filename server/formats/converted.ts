import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Row } from '../database/database.ts';
import { empty, raw, type Sql, sql } from '../database/sql.ts';
import { publicColumns } from '../datasets/select.ts';
import { everything, flatColumns, geometryOf, readBatches, type Shape } from '../features/index.ts';
import { problem } from '../http/problems.ts';
import type { ConvertedFormat, Encoding, Pages, Read, Written } from './format.ts';
import type { GdalFormat } from './gdal/formats.ts';
import { type Layer, type LayerRow, TooLarge, type Value } from './gdal/layer.ts';
import { stageRows } from './gdal/staged-rows.ts';
import { gdalWriter } from './gdal/write.ts';
import { writeXlsx } from './gdal/xlsx.ts';

/** The formats that need to know all rows before they write the first: made in a file, most of them by GDAL. */

const writer = gdalWriter();

/** Writes with GDAL in a thread of its own, a few at once: others wait in line. */
function byGdal(format: GdalFormat): ConvertedFormat['read'] {
  return async (encoding, pages, file) => {
    const { layer, shape } = await layerOf(encoding, format);
    const folder = await workFolder(file);
    const discard = () => rm(folder, { recursive: true, force: true });
    try {
      const { rows, written } = rowsOf(encoding, pages, layer, shape);
      const staged = await stageRows(layer, rows, folder);
      const finish = async () => {
        await tellingTooLarge(() => writer.write(staged, format, file));
      };
      return { ...written, finish, discard };
    } catch (error) {
      await discard();
      throw error;
    }
  };
}

/** A folder on the volume of the file. */
function workFolder(file: string): Promise<string> {
  return mkdtemp(join(dirname(file), 'stage-'));
}

const nothing = async () => {};

/** Row by row into the file: there is nothing left to do. */
async function xlsx(encoding: Encoding, pages: Pages, file: string): Promise<Read> {
  const { layer, shape } = await layerOf(encoding, 'xlsx');
  const { rows, written } = rowsOf(encoding, pages, layer, shape);
  await tellingTooLarge(() => writeXlsx(layer, rows, file));
  return { ...written, finish: nothing, discard: nothing };
}

/** Throws a 413 problem for what a format has no room for. */
export async function tellingTooLarge<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof TooLarge ? problem('file-too-large') : error;
  }
}

async function layerOf(
  { database, wanted }: Encoding,
  format: GdalFormat | 'xlsx',
): Promise<{ layer: Layer; shape: Shape }> {
  const { definition } = wanted.selection;
  const { geometry } = definition;
  const flat = await flatColumns(database, definition, wanted.properties);
  const label = definition.map?.popup.title[0];
  return {
    layer: {
      name: definition.id,
      title: definition.title,
      description: definition.description,
      geometry: geometry && { type: geometry.type, srid: wanted.crs.srid },
      fields: flat.columns,
      label: publicColumns(definition).some(({ field }) => field.name === label) ? label : undefined,
    },
    shape: {
      inner: sql`${flat.inner}${geometry ? sql`, ${geometryOf(geometry, wanted.crs)} as allmanning_geometry` : empty}`,
      outer: sql`${flat.outer}${geometry ? placeIn(format) : empty}${geometry?.type === 'Geometry' && inParts(format) ? partsOfCollection : empty}`,
    },
  };
}

/** Of an empty point GDAL makes one at 0, 0 in a KML, of other empties what its readers pass over. */
function placeIn(format: GdalFormat | 'xlsx'): Sql {
  if (format !== 'kml') return raw(', page.allmanning_geometry::text');
  return raw(`, case when not st_isempty(page.allmanning_geometry)
    then page.allmanning_geometry::text end as allmanning_geometry`);
}

/** Where kinds of geometry are kept apart, a collection is a row for each kind that it has. */
function inParts(format: GdalFormat | 'xlsx'): boolean {
  return format === 'gpkg' || format === 'shp.zip';
}

const partsOfCollection = raw(`,
  case when geometrytype(page.allmanning_geometry) = 'GEOMETRYCOLLECTION' then array(
    select part::text from generate_series(1, 3) dimension,
      st_collectionextract(page.allmanning_geometry, dimension) part
    where not st_isempty(part) order by dimension) end as allmanning_parts`);

/** The rows as they are read; `written` is right when they have all been. */
function rowsOf({ database, published, wanted }: Encoding, { slice = everything }: Pages, layer: Layer, shape: Shape) {
  const written: Written = { features: 0, next: undefined };
  async function* rows(): AsyncGenerator<LayerRow> {
    for await (const page of readBatches<Row>(database, published, wanted, shape, slice)) {
      for (const row of page.rows) yield* asLayerRows(row, layer);
      written.features += page.rows.length;
      written.next = page.next;
    }
  }
  return { rows: rows(), written };
}

/** A row of the file, or several for a collection in parts: none of what it has is lost. */
function asLayerRows(row: Row, { fields }: Layer): LayerRow[] {
  const values = fields.map(({ name }) => asValue(row[name]));
  const geometries = partsSchema.parse(row.allmanning_parts ?? [row.allmanning_geometry]);
  return (geometries.length > 0 ? geometries : [null]).map((geometry) => ({ geometry: geometry ?? null, values }));
}

const partsSchema = z.array(z.string().nullish());

function asValue(value: unknown): Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

const hasGeometry: ConvertedFormat['holds'] = ({ geometry }) => geometry !== null;

export const geopackage: ConvertedFormat = {
  id: 'gpkg',
  extension: 'gpkg',
  mediaType: 'application/geopackage+sqlite3',
  title: { sv: 'GeoPackage', en: 'GeoPackage' },
  system: 'stored',
  read: byGdal('gpkg'),
};

export const shapefile: ConvertedFormat = {
  id: 'shp',
  extension: 'shp.zip',
  mediaType: 'application/zip',
  title: { sv: 'Shapefil (zip)', en: 'Shapefile (zip)' },
  system: 'stored',
  holds: hasGeometry,
  read: byGdal('shp.zip'),
};

export const kml: ConvertedFormat = {
  id: 'kml',
  extension: 'kml',
  mediaType: 'application/vnd.google-earth.kml+xml',
  title: { sv: 'KML', en: 'KML' },
  system: 'always-crs84',
  holds: hasGeometry,
  read: byGdal('kml'),
};

export const excel: ConvertedFormat = {
  id: 'xlsx',
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  title: { sv: 'Excel', en: 'Excel' },
  system: 'stored',
  read: xlsx,
};
