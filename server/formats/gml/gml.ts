import type { Row } from '../../database/database.ts';
import { identifier, raw, sql } from '../../database/sql.ts';
import { type Crs, crs84, flatColumns } from '../../features/index.ts';
import type { StreamedFormat } from '../format.ts';
import { escaped } from '../gdal/vrt.ts';
import { geometryText, parsedGeometry } from '../parsed-geometry.ts';
import { selectedBounds, widened } from './bounds.ts';
import { gmlEnvelope, gmlGeometry } from './geometry.ts';
import { geometryElement, gmlNamespace, namespaceOf, propertyElements } from './schema.ts';

/**
 * GML 3.2 (OGC 07-036) in the authority's axis order, as the standard says and every reader turns back. Its schema is
 * named by address; what has no value is absent, and so is an empty geometry.
 */
export const gml: StreamedFormat = {
  id: 'gml',
  extension: 'gml',
  mediaType: 'application/gml+xml;version=3.2',
  title: { sv: 'GML 3.2', en: 'GML 3.2' },
  system: 'stored',
  holds: ({ geometry }) => geometry !== null,
  async encoder(encoding) {
    const { database, wanted, schema = '' } = encoding;
    const { definition } = wanted.selection;
    const { geometry, id } = definition;
    if (!geometry) throw new Error(`${id} has no geometry`);
    const { columns, inner, outer } = await flatColumns(database, definition, wanted.properties);
    const elements = propertyElements(columns);
    const written = { system: systemName(wanted.crs), flipped: wanted.crs.flipped };
    // A file is begun before its features are read, a page after.
    let bounds = encoding.axes === 'east-north' ? await selectedBounds(encoding) : undefined;
    const feature = (row: Row): string => {
      const own = `${id}.${idPart(String(row.allmanning_key))}`;
      const shape = parsedGeometry(row.allmanning_geometry);
      const place = shape ? gmlGeometry(shape, `${own}.geometri`, written) : '';
      if (shape) bounds = widened(bounds, shape);
      const properties = columns.map(({ name }, index) => property(elements[index] ?? name, row[name]));
      return `<data:featureMember><data:${id} gml:id="${own}">${place && tag(geometryElement, place)}${properties.join('')}</data:${id}></data:featureMember>\n`;
    };
    return {
      shape: {
        inner: sql`${inner}, t.${identifier(definition.key)}::text as allmanning_key,
          ${geometryText(geometry, wanted.crs)} as allmanning_geometry`,
        outer: sql`${outer}, ${raw('page.allmanning_key, page.allmanning_geometry')}`,
      },
      begin: () => `<?xml version="1.0" encoding="UTF-8"?>
<data:FeatureCollection xmlns:data="${namespaceOf(definition)}" xmlns:gml="${gmlNamespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${namespaceOf(definition)} ${escaped(schema)}" gml:id="${id}">
${bounds ? `<gml:boundedBy>${gmlEnvelope(bounds, written)}</gml:boundedBy>\n` : ''}`,
      features: (rows) => rows.map(feature).join(''),
      end: () => '</data:FeatureCollection>\n',
    };
  },
};

function property(element: string, value: unknown): string {
  return value === null || value === undefined ? '' : tag(element, escaped(String(value)));
}

function tag(element: string, content: string): string {
  return `<data:${element}>${content}</data:${element}>`;
}

/** What an NCName cannot have (gml:id is an xs:ID), by its number between points: different keys stay different. */
function idPart(key: string): string {
  return key.replaceAll(/[^A-Za-z0-9_-]/gu, (letter) => `.${letter.codePointAt(0)?.toString(16)}.`);
}

/** As a URN, in which every reader expects the authority's axis order. */
function systemName(crs: Crs): string {
  return crs === crs84 ? 'urn:ogc:def:crs:OGC:1.3:CRS84' : `urn:ogc:def:crs:EPSG::${crs.srid}`;
}
