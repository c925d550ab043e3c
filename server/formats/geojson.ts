import { identifier, raw, type Sql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { plainValue, temporalColumn } from '../datasets/select.ts';
import { type Crs, crs84, geometryOf, propertiesAsJson } from '../features/index.ts';
import type { Encoder, Encoding, StreamedFormat } from './format.ts';

/** The encodings of features as JSON: GeoJSON (RFC 7946), one GeoJSON feature a line and JSON-FG (OGC 21-045r1). */

/** A feature's geometry as GeoJSON text, or the text `null`. */
function geometryAsJson(definition: Definition, crs: Crs, axes: Encoding['axes']): Sql {
  if (!definition.geometry) return raw(`'null'`);
  const geometry = geometryOf(definition.geometry, crs);
  const turned = crs.flipped && axes === 'authority' ? sql`st_flipcoordinates(${geometry})` : geometry;
  return sql`coalesce(st_asgeojson(${turned}, ${raw(String(crs.decimals))}, 0), 'null')`;
}

function featureAsJson({ wanted, axes }: Encoding, more: Sql = raw(`''`), geometrySystem: Crs = wanted.crs): Sql {
  const { definition } = wanted.selection;
  return sql`'{"type":"Feature","id":' || to_json(t.${identifier(definition.key)}::text) || ${more}
    || ',"geometry":' || ${geometryAsJson(definition, geometrySystem, axes)}
    || ',"properties":' || ${propertiesAsJson(definition, wanted.properties)} || '}'`;
}

/** A FeatureCollection around features that are text already. `members`: of the document, whether of many or of one. */
function collection(feature: Sql, members: object): Encoder {
  return {
    shape: { inner: sql`${feature} as feature`, outer: raw('page.feature') },
    begin: (about) =>
      `${JSON.stringify({ type: 'FeatureCollection', ...members, ...about }).slice(0, -1)},"features":[`,
    features: (rows, isFirst) => `${isFirst ? '\n' : ',\n'}${rows.map(({ feature }) => feature).join(',\n')}`,
    end: () => '\n]}\n',
    alone: ({ feature: text }, about) =>
      `${String(text).slice(0, -1)},${JSON.stringify({ ...members, ...about }).slice(1)}\n`,
  };
}

/** The member by which GDAL and QGIS know a file that is not in degrees (GeoJSON 2008 §3; RFC 7946 dropped it). */
function namedCrs({ uri }: Crs): object {
  return { crs: { type: 'name', properties: { name: uri } } };
}

export const geojson: StreamedFormat = {
  id: 'geojson',
  aliases: ['json'],
  extension: 'geojson',
  mediaType: 'application/geo+json',
  title: { sv: 'GeoJSON', en: 'GeoJSON' },
  system: 'crs84',
  encoder: async (encoding) => {
    const { crs } = encoding.wanted;
    const isFileInMetres = encoding.axes === 'east-north' && crs.srid !== crs84.srid;
    return collection(featureAsJson(encoding), isFileInMetres ? namedCrs(crs) : {});
  },
};

/** One feature a line (GeoJSONL): made to be read line by line. */
export const geojsonSequence: StreamedFormat = {
  id: 'geojsonl',
  extension: 'geojsonl',
  // Without the record separator of RFC 8142, which few readers of lines expect.
  mediaType: 'application/x-ndjson',
  title: { sv: 'GeoJSON, en rad per objekt', en: 'GeoJSON, one feature a line' },
  system: 'crs84',
  encoder: async (encoding) => ({
    shape: { inner: sql`${featureAsJson(encoding)} as feature`, outer: raw('page.feature') },
    begin: () => '',
    features: (rows) => rows.map(({ feature }) => `${feature}\n`).join(''),
    end: () => '',
  }),
};

const jsonFgClasses = [
  'http://www.opengis.net/spec/json-fg-1/1.0/conf/core',
  'http://www.opengis.net/spec/json-fg-1/1.0/conf/types-schemas',
];

export const jsonFg: StreamedFormat = {
  id: 'jsonfg',
  extension: 'fg.json',
  mediaType: 'application/vnd.ogc.fg+json',
  title: { sv: 'JSON-FG', en: 'JSON-FG' },
  system: 'crs84',
  encoder: async (encoding) => {
    const { crs, selection } = encoding.wanted;
    const { definition } = selection;
    // `place` has the axis order of its system; `geometry` beside it is for readers of GeoJSON.
    const place = crs === crs84 ? raw(`'null'`) : geometryAsJson(definition, crs, 'authority');
    const more = sql`',"time":' || ${timeAsJson(definition)} || ',"place":' || ${place}`;
    return collection(featureAsJson(encoding, more, crs84), {
      conformsTo: jsonFgClasses,
      featureType: definition.id,
      ...(definition.geometry
        ? { geometryDimension: dimensionOf(definition.geometry.type), coordRefSys: crs.uri }
        : {}),
    });
  },
};

function timeAsJson(definition: Definition): Sql {
  const column = temporalColumn(definition);
  if (!column) return raw(`'null'`);
  const member = raw(column.field.type === 'date' ? 'date' : 'timestamp');
  return sql`coalesce('{"${member}":"' || ${plainValue(column)} || '"}', 'null')`;
}

function dimensionOf(type: string): number | undefined {
  if (type.endsWith('Polygon')) return 2;
  if (type.endsWith('LineString')) return 1;
  return type.endsWith('Point') ? 0 : undefined;
}
