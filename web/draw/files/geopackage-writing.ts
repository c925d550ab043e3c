import { boxAround, positions } from '../../../server/geometry/positions.ts';
import type { OneGeometry } from '../geometry/plane.ts';
import type { Written } from './keeping.ts';
import type { Value } from './sqlite-record.ts';
import { type Table, writeSqlite } from './sqlite-writing.ts';
import { type SystemCode, systemNames, wellKnownText, wgs84Text } from './systems.ts';
import { writeWkb } from './wkb.ts';

/** Writes a GeoPackage 1.3 (OGC 12-128r17) with a layer each for points, lines and areas, of those that there are. */

const layers = [
  { name: 'punkter', type: 'POINT', holds: ['Point'] },
  { name: 'linjer', type: 'LINESTRING', holds: ['LineString'] },
  { name: 'ytor', type: 'MULTIPOLYGON', holds: ['Polygon', 'MultiPolygon'] },
] as const;

/** What SQLite writes for 'GPKG', and version 1.3. */
const marks = { applicationId: 0x47504b47, userVersion: 10_300 };

const columns = [
  { name: 'namn', type: 'TEXT' },
  { name: 'slag', type: 'TEXT' },
  { name: 'farg', type: 'TEXT' },
  { name: 'figurer', type: 'BOOLEAN' },
  { name: 'radie', type: 'REAL' },
] as const;

/** Coordinates of the features are east, north in the system; `now` is RFC 3339 in UTC. */
export function writeGeoPackage(features: readonly Written[], system: SystemCode, now: string): Uint8Array {
  const used = layers
    .map((layer) => ({
      ...layer,
      features: features.filter(({ geometry }) => layer.holds.some((type) => type === geometry.type)),
    }))
    .filter((layer) => layer.features.length > 0);
  const contents = used.map(({ name, features }): Value[] => {
    const box = boxAround(features.flatMap(({ geometry }) => positions(geometry))) ?? [null, null, null, null];
    return [name, 'features', name, '', now, ...box, system];
  });
  const geometries = used.map(({ name, type }): Value[] => [name, 'geom', type, system, 0, 0]);
  return writeSqlite(
    [
      { name: 'gpkg_spatial_ref_sys', definition: definitions.systems, ...systemRows(system) },
      { name: 'gpkg_contents', definition: definitions.contents, rows: contents, keys: [[0], [2]] },
      { name: 'gpkg_geometry_columns', definition: definitions.geometries, rows: geometries, keys: [[0, 1], [0]] },
      ...used.map(({ name, type, features }): Table => {
        const more = columns.map((column) => `${column.name} ${column.type}`).join(', ');
        return {
          name,
          definition: `CREATE TABLE ${name} (fid INTEGER PRIMARY KEY, geom ${type}, ${more})`,
          rows: features.map(({ geometry, properties }) => [
            null,
            blobOf(geometry, system),
            ...columns.map((column) => kept(properties[column.name])),
          ]),
        };
      }),
    ],
    marks,
  );
}

/** Annex C of the standard. */
const definitions = {
  systems:
    'CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)',
  contents:
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))",
  geometries:
    'CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))',
};

/** Three that a GeoPackage has to know, and that of the drawings. */
function systemRows(system: SystemCode): { ids: number[]; rows: Value[][] } {
  return {
    ids: [-1, 0, system, 4326],
    rows: [
      ['Undefined cartesian SRS', null, 'NONE', -1, 'undefined', null],
      ['Undefined geographic SRS', null, 'NONE', 0, 'undefined', null],
      [systemNames[system], null, 'EPSG', system, wellKnownText(system), null],
      ['WGS 84', null, 'EPSG', 4326, wgs84Text, null],
    ],
  };
}

/** §2.1.3: little-endian, no box. */
function blobOf(geometry: OneGeometry, system: SystemCode): Uint8Array {
  const body: OneGeometry =
    geometry.type === 'Polygon' ? { type: 'MultiPolygon', coordinates: [geometry.coordinates] } : geometry;
  const wkb = writeWkb(body);
  const blob = new Uint8Array(8 + wkb.length);
  blob.set([0x47, 0x50, 0, 1]);
  new DataView(blob.buffer).setInt32(4, system, true);
  blob.set(wkb, 8);
  return blob;
}

function kept(value: unknown): Value {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
