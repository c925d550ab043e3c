import type { GeometryKind } from './geometry-kind.ts';
import type { Layer, LayerField } from './layer.ts';
import { dbfNames, elementNames, uniqueNames } from './names.ts';
import { dbfText, type StagedRows } from './staged-rows.ts';
import { type Column, vrt } from './vrt.ts';

export const gdalFormats = ['gpkg', 'shp.zip', 'kml', 'fgb'] as const;
export type GdalFormat = (typeof gdalFormats)[number];

/** One run of ogr2ogr. */
export interface Step {
  /** The file that it makes, without its ending. */
  name: string;
  vrt: string;
  options: readonly string[];
}

const types: Readonly<Record<LayerField['type'], Pick<Column, 'type' | 'subtype'>>> = {
  text: { type: 'String' },
  code: { type: 'String' },
  list: { type: 'String' },
  integer: { type: 'Integer64' },
  double: { type: 'Real' },
  boolean: { type: 'Integer', subtype: 'Boolean' },
  date: { type: 'Date' },
  timestamptz: { type: 'DateTime' },
};

/** Each field with its own type; lists as the text of a JSON array, as in the tiles. */
function typed(layer: Layer, names: readonly string[]): Column[] {
  return layer.fields.map(({ name, type, title, description }, index) => ({
    source: `c${index}`,
    name: names[index] ?? name,
    ...types[type],
    title: title.sv,
    description: description?.sv,
  }));
}

/** Chooses rows, and goes into no file. Longer than a DBF name, so that it is no field's. */
const kindColumn: Column = { source: 'kind', name: 'geometry_kind', type: 'String' };

const fieldNames = (layer: Layer) => layer.fields.map(({ name }) => name);

/** One table; of a dataset with mixed geometry, one for each kind, since QGIS shows no more of a layer than one kind. */
function gpkg(staged: StagedRows): Step[] {
  const { layer } = staged;
  const names = uniqueNames(fieldNames(layer));
  // gpkg_data_columns wants each title once in a table.
  const titles = uniqueNames(
    layer.fields.map(({ title }) => title.sv),
    [],
    200,
  );
  const columns = typed(layer, names).map((column, index) => ({ ...column, title: titles[index] ?? column.name }));
  const [fid = 'fid'] = uniqueNames(['fid'], names);
  const [geometry = 'geom'] = uniqueNames(['geom'], [...names, fid]);
  return layersByKind(staged).map(({ name, geometry: shape, where, title }, index) => ({
    name: layer.name,
    vrt: vrt(name, shape, where.length > 0 ? [...columns, kindColumn] : columns),
    options: [
      ...['-f', 'GPKG', '-gt', 'unlimited', ...(index > 0 ? ['-update'] : []), ...asDeclared(shape)],
      ...(where.length > 0 ? [...where, '-select', names.join(',')] : []),
      ...layerOptions({
        FID: fid,
        ...(shape ? { GEOMETRY_NAME: geometry, SPATIAL_INDEX: 'YES' } : {}),
        IDENTIFIER: `${layer.title.sv}${title}`,
        DESCRIPTION: layer.description.sv,
      }),
    ],
  }));
}

/** With a spatial index there is no place for a feature without geometry. */
function fgb({ layer, withoutGeometry }: StagedRows): Step[] {
  // It has one type for days and times, which would give a day a midnight.
  const columns = typed(layer, fieldNames(layer)).map((column) =>
    column.type === 'Date' ? { ...column, ...types.text } : column,
  );
  const index = layer.geometry && withoutGeometry === 0 ? 'YES' : 'NO';
  return [
    {
      name: layer.name,
      vrt: vrt(layer.name, layer.geometry, columns),
      options: ['-f', 'FlatGeobuf', ...asDeclared(layer.geometry), ...layerOptions({ SPATIAL_INDEX: index })],
    },
  ];
}

/** KML has no dates and 32-bit integers: values are the texts that people read. GDAL turns coordinates into CRS84. */
function kml({ layer }: StagedRows): Step[] {
  // GDAL writes them as they are.
  const names = uniqueNames(fieldNames(layer).map((name) => name.replaceAll(/[<>&"]/g, '_')));
  const columns = layer.fields.map(({ name, type }, index): Column => {
    const source = type === 'list' ? `l${index}` : `c${index}`;
    const plain = type === 'double' || type === 'boolean' ? types[type] : types.text;
    return { source, name: names[index] ?? name, ...plain };
  });
  const label = names[layer.fields.findIndex(({ name }) => name === layer.label)] ?? '';
  const options = ['-f', 'KML', '-dsco', `NameField=${label}`, '-dsco', 'DescriptionField='];
  // The title of the folder is the schema's id as well, which can have no spaces.
  const [title = layer.name] = elementNames([layer.title.sv], []);
  return [{ name: layer.name, vrt: vrt(layer.name, layer.geometry, columns), options: [...options, '-nln', title] }];
}

const dimensions = [
  { kind: 'point', end: 'punkter', type: 'MultiPoint' },
  { kind: 'line', end: 'linjer', type: 'MultiLineString' },
  { kind: 'polygon', end: 'ytor', type: 'MultiPolygon' },
] as const satisfies readonly { kind: GeometryKind; end: string; type: string }[];

interface LayerOfKind {
  name: string;
  /** What comes after the dataset's title. */
  title: string;
  geometry: Layer['geometry'];
  /** Options that choose its rows. */
  where: readonly string[];
}

/** The dataset in one layer, or, where it has mixed geometry, a layer for each kind that is there. */
function layersByKind({ layer, kinds, withoutGeometry }: StagedRows): LayerOfKind[] {
  if (layer.geometry?.type !== 'Geometry')
    return [{ name: layer.name, title: '', geometry: layer.geometry, where: [] }];
  const { srid } = layer.geometry;
  const present = dimensions.filter(({ kind }) => kinds.has(kind));
  const wanted = present.length > 0 ? present : dimensions.slice(2);
  return wanted.map(({ kind, end, type }, index) => {
    // Whatever has no place goes with the first one: no row is lost.
    const rest = index === 0 && withoutGeometry > 0 ? ` or ${kindColumn.name} is null` : '';
    const where = ['-where', `${kindColumn.name} = '${kind}'${rest}`];
    return { name: `${layer.name}_${end}`, title: `: ${end}`, geometry: { type, srid }, where };
  });
}

/** One shapefile for each layer. */
function shapefile(staged: StagedRows): Step[] {
  const columns = shapefileColumns(staged);
  return layersByKind(staged).map(({ name, geometry, where }) => ({
    name,
    vrt: vrt(name, geometry, [...columns, kindColumn]),
    options: [
      ...['-f', 'ESRI Shapefile', ...where, '-select', columns.map((column) => column.name).join(',')],
      ...(where.length > 0 ? asDeclared(geometry) : []),
      ...['-lco', 'ENCODING=UTF-8', '-lco', 'SPATIAL_INDEX=NO'],
    ],
  }));
}

const dbfDigits = 18;
const isoTime = 20;

function shapefileColumns({ layer, widths }: StagedRows): Column[] {
  const names = dbfNames(fieldNames(layer));
  return layer.fields.map(({ name, type }, index): Column => {
    const bytes = Math.max(1, widths[index]?.bytes ?? 1);
    const column = { source: type === 'list' ? `l${index}` : `c${index}`, name: names[index] ?? name };
    // A DBF has no time of day.
    if (type === 'timestamptz') return { ...column, type: 'String', width: Math.max(isoTime, bytes) };
    if (type === 'boolean') return { ...column, ...types.boolean, width: 1 };
    if (type === 'integer' && bytes <= dbfDigits) return { ...column, ...types.integer, width: dbfDigits };
    if (types[type].type === 'String' || type === 'integer') {
      return { ...column, type: 'String', width: Math.min(dbfText, bytes) };
    }
    return { ...column, ...types[type] };
  });
}

function asDeclared(geometry: Layer['geometry']): string[] {
  return !geometry || geometry.type === 'Geometry' ? [] : ['-nlt', geometry.type.toUpperCase()];
}

function layerOptions(options: Record<string, string>): string[] {
  return Object.entries(options).flatMap(([name, value]) => ['-lco', `${name}=${value}`]);
}

export const steps: Readonly<Record<GdalFormat, (rows: StagedRows) => Step[]>> = {
  gpkg,
  'shp.zip': shapefile,
  kml,
  fgb,
};
