import { type Layer, textOf } from './layer.ts';
import { stagedFile } from './staged-rows.ts';

/** A column of a file as GDAL calls it, and the column of the staged rows that it is read from. */
export interface Column {
  source: string;
  name: string;
  type: 'String' | 'Integer' | 'Integer64' | 'Real' | 'Date' | 'DateTime';
  subtype?: 'Boolean';
  width?: number;
  title?: string;
  description?: string | undefined;
}

/**
 * An OGR VRT: how GDAL is told the names, types and coordinate system of staged rows, from which it makes any file.
 * Paths are those inside the WebAssembly's file system, where `/output` is the folder of the staged rows.
 */
export function vrt(name: string, geometry: Layer['geometry'], columns: readonly Column[]): string {
  const options = {
    HEADERS: 'YES',
    AUTODETECT_TYPE: 'NO',
    EMPTY_STRING_AS_NULL: 'YES',
    GEOM_POSSIBLE_NAMES: geometry ? 'geometry' : '',
    KEEP_GEOM_COLUMNS: 'NO',
  };
  return `<OGRVRTDataSource><OGRVRTLayer${attributes({ name })}>
<SrcDataSource>/output/${stagedFile}</SrcDataSource>
<OpenOptions>${Object.entries(options)
    .map(([key, value]) => `<OOI${attributes({ key })}>${value}</OOI>`)
    .join('')}</OpenOptions>
<SrcLayer>${stagedFile.replace('.csv', '')}</SrcLayer>
<GeometryType>${geometry ? `wkb${geometry.type.replace(/^Geometry$/, 'Unknown')}` : 'wkbNone'}</GeometryType>
${geometry ? `<LayerSRS>EPSG:${geometry.srid}</LayerSRS>` : ''}
${columns
  .map(
    ({ source, name, type, subtype, width, title, description }) =>
      `<Field${attributes({ name, src: source, type, subtype, width, alternativeName: title, comment: description })}/>`,
  )
  .join('\n')}
</OGRVRTLayer></OGRVRTDataSource>
`;
}

function attributes(values: Record<string, string | number | undefined>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(textOf(value) ?? '')}"`))
    .join('');
}

/** Text inside XML: its special characters as references; those that XML 1.0 has no place for (2.2) left out. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
