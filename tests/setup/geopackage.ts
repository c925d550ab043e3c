import sqlite from 'node-sqlite3-wasm';

/** GeoPackages made by hand, to be as odd as they may be. */

interface Layer {
  name: string;
  /** The columns beside `fid`, as in SQL. */
  columns: string;
  geometry?: { column: string; type: string; srid: number };
  /** Values of the columns, as in SQL. */
  rows: readonly string[];
}

/** Writes a GeoPackage 1.3 with some layers; `more` is SQL for what is odd about it. */
export function writeGeoPackage(file: string, layers: readonly Layer[], more = ''): void {
  const database = new sqlite.Database(file);
  database.exec(`pragma application_id = 1196444487; pragma user_version = 10300;
    create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer primary key, organization text not null,
      organization_coordsys_id integer not null, definition text not null, description text);
    insert into gpkg_spatial_ref_sys values ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', null),
      ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', null),
      ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]', null), ('TM', 3006, 'EPSG', 3006, 'PROJCS["SWEREF99 TM"]', null),
      ('lokal', 100001, 'EPSG', 3010, 'PROJCS["SWEREF99 16 30"]', null);
    create table gpkg_contents (table_name text primary key, data_type text not null, identifier text, description text,
      last_change datetime, min_x double, min_y double, max_x double, max_y double, srs_id integer);
    create table gpkg_geometry_columns (table_name text not null, column_name text not null, geometry_type_name text not null,
      srs_id integer not null, z tinyint not null, m tinyint not null, primary key (table_name, column_name));`);
  for (const { name, columns, geometry, rows } of layers) {
    const all = [...(geometry ? [`"${geometry.column}" ${geometry.type}`] : []), columns].join(', ');
    database.exec(`create table "${name}" (fid integer primary key autoincrement, ${all})`);
    database.exec(`insert into gpkg_contents (table_name, data_type, identifier, srs_id)
      values ('${name}', '${geometry ? 'features' : 'attributes'}', '${name}', ${geometry?.srid ?? 0})`);
    if (geometry)
      database.exec(
        `insert into gpkg_geometry_columns values ('${name}', '${geometry.column}', '${geometry.type}', ${geometry.srid}, 2, 2)`,
      );
    for (const row of rows) database.exec(`insert into "${name}" values (null, ${row})`);
  }
  if (more) database.exec(more);
  database.close();
}

/** A geometry of a GeoPackage as a constant of SQL, from its WKB in hexadecimal digits. */
export function gpb(wkb: string, flags = '01', envelope = ''): string {
  return `x'475000${flags}be0b0000${envelope}${wkb}'`;
}

const endings = { little: true, big: false } as const;

/** WKB of numbers: bytes as `b`, whole numbers as `i`, doubles plain. */
export function wkb(order: keyof typeof endings, ...parts: readonly (`${'b' | 'i'}${number}` | number)[]): string {
  const isLittle = endings[order];
  return parts
    .map((part) => {
      const bytes = Buffer.alloc(typeof part === 'number' ? 8 : part.startsWith('b') ? 1 : 4);
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      if (typeof part === 'number') view.setFloat64(0, part, isLittle);
      else if (part.startsWith('b')) view.setUint8(0, Number(part.slice(1)));
      else view.setUint32(0, Number(part.slice(1)), isLittle);
      return bytes.toString('hex');
    })
    .join('');
}
