import type { Crs } from '../features/index.ts';
import { projectionOf } from '../geometry/gauss-kruger.ts';

/** A coordinate system as PROJJSON (proj.org/specifications/projjson), which GeoParquet wants, for those that are offered. */
export function projJson(crs: Crs): object {
  const { srid, title } = crs;
  const projection = projectionOf(srid);
  const about = {
    $schema: 'https://proj.org/schemas/v0.5/projjson.schema.json',
    ...(srid === 4326
      ? {}
      : { name: srid === 3857 ? 'WGS 84 / Pseudo-Mercator' : title.sv.replace('SWEREF 99', 'SWEREF99') }),
    id: epsg(srid),
  };
  if (projection) {
    const { meridian, scale, falseEasting } = projection;
    return {
      ...about,
      type: 'ProjectedCRS',
      base_crs: sweref99,
      conversion: {
        name: title.sv,
        method: { name: 'Transverse Mercator', id: epsg(9807) },
        parameters: [
          parameter(8801, 'Latitude of natural origin', 0, 'degree'),
          parameter(8802, 'Longitude of natural origin', meridian, 'degree'),
          parameter(8805, 'Scale factor at natural origin', scale, 'unity'),
          parameter(8806, 'False easting', falseEasting, 'metre'),
          parameter(8807, 'False northing', 0, 'metre'),
        ],
      },
      coordinate_system: plane(['Northing', 'N', 'north'], ['Easting', 'E', 'east']),
    };
  }
  if (srid === 4326) return { ...about, ...wgs84, type: 'GeographicCRS' };
  return {
    ...about,
    type: 'ProjectedCRS',
    base_crs: { ...wgs84, id: epsg(4326) },
    conversion: {
      name: 'Popular Visualisation Pseudo-Mercator',
      method: { name: 'Popular Visualisation Pseudo Mercator', id: epsg(1024) },
      parameters: [
        parameter(8801, 'Latitude of natural origin', 0, 'degree'),
        parameter(8802, 'Longitude of natural origin', 0, 'degree'),
        parameter(8806, 'False easting', 0, 'metre'),
        parameter(8807, 'False northing', 0, 'metre'),
      ],
    },
    coordinate_system: plane(['Easting', 'X', 'east'], ['Northing', 'Y', 'north']),
  };
}

function epsg(code: number): object {
  return { authority: 'EPSG', code };
}

function parameter(code: number, name: string, value: number, unit: string): object {
  return { name, value, unit, id: epsg(code) };
}

type Axis = readonly [name: string, abbreviation: string, direction: string];

function axis([name, abbreviation, direction]: Axis, unit: string): object {
  return { name, abbreviation, direction, unit };
}

function plane(...axes: readonly [Axis, Axis]): object {
  return { subtype: 'Cartesian', axis: axes.map((one) => axis(one, 'metre')) };
}

const degrees = {
  subtype: 'ellipsoidal',
  axis: [axis(['Geodetic latitude', 'Lat', 'north'], 'degree'), axis(['Geodetic longitude', 'Lon', 'east'], 'degree')],
};

const wgs84 = {
  name: 'WGS 84',
  datum: {
    type: 'GeodeticReferenceFrame',
    name: 'World Geodetic System 1984',
    ellipsoid: { name: 'WGS 84', semi_major_axis: 6_378_137, inverse_flattening: 298.257223563 },
  },
  coordinate_system: degrees,
};

const sweref99 = {
  name: 'SWEREF99',
  datum: {
    type: 'GeodeticReferenceFrame',
    name: 'SWEREF99',
    ellipsoid: { name: 'GRS 1980', semi_major_axis: 6_378_137, inverse_flattening: 298.257222101 },
  },
  coordinate_system: degrees,
  id: epsg(4619),
};
