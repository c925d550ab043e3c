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

function gpkg({ layer }: StagedRows): Step[] {
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
  return [
    {
      name: layer.name,
      vrt: vrt(layer.name, layer.geometry, columns),
      options: [
        ...['-f', 'GPKG', '-gt', 'unlimited', ...asDeclared(layer)],
        ...layerOptions({
          FID: fid,
          ...(layer.geometry ? { GEOMETRY_NAME: geometry, SPATIAL_INDEX: 'YES' } : {}),
          IDENTIFIER: layer.title.sv,
          DESCRIPTION: layer.description.sv,
        }),
      ],
    },
  ];
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
      options: ['-f', 'FlatGeobuf', ...asDeclared(layer), ...layerOptions({ SPATIAL_INDEX: index })],
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

/** One shapefile; of a dataset with mixed geometry, one for each dimension that is there. */
function shapefile(staged: StagedRows): Step[] {
  const { layer, kinds, withoutGeometry } = staged;
  const columns = shapefileColumns(staged);
  const step = (name: string, geometry: Layer['geometry'], where: readonly string[]): Step => ({
    name,
    vrt: vrt(name, geometry, [...columns, kindColumn]),
    options: [
      ...['-f', 'ESRI Shapefile', ...where, '-select', columns.map(({ name }) => name).join(',')],
      ...['-lco', 'ENCODING=UTF-8', '-lco', 'SPATIAL_INDEX=NO'],
    ],
  });
  if (layer.geometry?.type !== 'Geometry') return [step(layer.name, layer.geometry, [])];
  const { srid } = layer.geometry;
  const present = dimensions.filter(({ kind }) => kinds.has(kind));
  const wanted = present.length > 0 ? present : dimensions.slice(2);
  return wanted.map(({ kind, end, type }, index) => {
    // Whatever has no place goes with the first one: no row is lost.
    const rest = index === 0 && withoutGeometry > 0 ? ` or ${kindColumn.name} is null` : '';
    return step(`${layer.name}_${end}`, { type, srid }, [
      '-where',
      `${kindColumn.name} = '${kind}'${rest}`,
      '-nlt',
      type.toUpperCase(),
    ]);
  });
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

function asDeclared(layer: Layer): string[] {
  if (!layer.geometry || layer.geometry.type === 'Geometry') return [];
  return ['-nlt', layer.geometry.type.toUpperCase()];
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
