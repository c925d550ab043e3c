import type { Database, SQLiteValue } from 'node-sqlite3-wasm';
import type { FoundLayer } from './messages.ts';

/**
 * What a GeoPackage says of its layers, as GDAL would: undefined where our reader is not to be trusted with it (tables
 * that are not registered, pictures).
 */
export function layersOf(database: Database): FoundLayer[] | undefined {
  const tables = new Map(
    all(database, `select name, sql, type from sqlite_master where type in ('table', 'view')`).map((row) => [
      text(row.name).toLowerCase(),
      row,
    ]),
  );
  const counted = tables.has('gpkg_ogr_contents')
    ? `(select o.feature_count from gpkg_ogr_contents o where lower(o.table_name) = lower(c.table_name))`
    : 'null';
  const contents = all(
    database,
    `select c.table_name as name, c.data_type as kind, g.column_name as geometry, g.geometry_type_name as type,
      g.srs_id as srs, s.organization as organization, s.organization_coordsys_id as code, ${counted} as counted
    from gpkg_contents c left join gpkg_geometry_columns g on lower(g.table_name) = lower(c.table_name)
    left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id order by c.rowid`,
  );
  const registered = new Set(contents.map(({ name }) => text(name).toLowerCase()));
  const others = [...tables.keys()].filter((name) => !/^(gpkg|rtree|sqlite)_/.test(name) && !registered.has(name));
  if (others.some((name) => !besideLayers.has(name))) return undefined;
  if (contents.some(({ kind }) => !layerKinds.has(text(kind)))) return undefined;
  if (registered.size < contents.length) return undefined;
  const special = tables.has('gpkg_data_columns')
    ? all(database, 'select lower(table_name) as name from gpkg_data_columns where mime_type is not null')
    : [];
  return contents.map((content) => {
    const isSpecial = special.some(({ name }) => name === text(content.name).toLowerCase());
    return describe(database, content, isSpecial ? undefined : tables.get(text(content.name).toLowerCase()));
  });
}

/** QGIS keeps its projects so. */
const besideLayers = new Set(['qgis_projects', 'layer_styles']);
const layerKinds = new Set(['features', 'attributes', 'aspatial']);

type Row = Record<string, SQLiteValue>;

export function all(database: Database, query: string): Row[] {
  return database.all(query).map((row) => Object.fromEntries(Object.entries(row).filter(isPlain)));
}

function isPlain(entry: [string, unknown]): entry is [string, SQLiteValue] {
  const [, value] = entry;
  return value === null || typeof value !== 'object' || value instanceof Uint8Array;
}

function text(value: SQLiteValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function describe(database: Database, content: Row, table: Row | undefined): FoundLayer {
  const name = text(content.name);
  const geometry = text(content.geometry);
  const columns = all(database, `pragma table_xinfo(${quoted(name)})`);
  const keys = columns.filter(({ pk }) => pk !== 0);
  const own = columns.filter((column) => column.pk === 0 && text(column.name) !== geometry);
  const types = own.map((column) => fieldTypes.find(([pattern]) => pattern.test(text(column.type)))?.[1]);
  const srid = epsgCode(content);
  return {
    name,
    featureCount: numberOf(content.counted) ?? (table ? countOf(database, name) : -1),
    fidColumnName: text(keys[0]?.name),
    fields: own.map((column, index) => ({ name: text(column.name), ...(types[index] ?? { type: 'String' }) })),
    geometryFields: geometry
      ? [{ name: geometry, type: text(content.type), coordinateSystem: coordinateSystem(srid) }]
      : [],
    isOurs:
      table?.type === 'table' &&
      /^\s*create\s+table\b/i.test(text(table.sql)) &&
      columns.every(({ hidden }) => hidden === 0) &&
      keys.length === 1 &&
      /^integer$/i.test(text(keys[0]?.type)) &&
      types.every((type) => type !== undefined) &&
      (geometry === '' ? content.kind !== 'features' : columns.some((column) => column.name === geometry)) &&
      srid !== 'other',
  };
}

/** GeoPackage's types (table 1) as GDAL calls them. What is no type of it, and bytes, are left to GDAL. */
const fieldTypes: readonly (readonly [RegExp, { type: string; subType?: string }])[] = [
  [/^boolean$/i, { type: 'Integer', subType: 'Boolean' }],
  [/^(tinyint|smallint|mediumint)$/i, { type: 'Integer' }],
  [/^int(eger)?$/i, { type: 'Integer64' }],
  [/^(double|real)$/i, { type: 'Real' }],
  [/^text(\(\d+\))?$/i, { type: 'String' }],
  [/^date$/i, { type: 'Date' }],
  [/^datetime$/i, { type: 'DateTime' }],
];

/** -1 and 0 are "not said" (§1.1.2.1). */
function epsgCode({ geometry, srs, organization, code }: Row): number | null | 'other' {
  if (text(geometry) === '' || srs === -1 || srs === 0) return null;
  // One that is known by another number here may be somebody's own.
  const isEpsg = text(organization).toLowerCase() === 'epsg' && code === srs;
  return isEpsg ? (numberOf(code) ?? 'other') : 'other';
}

function coordinateSystem(srid: number | null | 'other') {
  return typeof srid === 'number' ? { projjson: { id: { authority: 'EPSG', code: srid } } } : null;
}

function numberOf(value: SQLiteValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function countOf(database: Database, name: string): number {
  const [row] = all(database, `select count(*) as n from ${quoted(name)}`);
  return numberOf(row?.n) ?? -1;
}
