import { unknownFormat } from '../faults.ts';
import type { Query } from '../query.ts';

/** What answers to a question about a point come as. */
export type InfoFormat = 'html' | 'plain' | 'json' | 'gml2' | 'gml3';

const known: Readonly<Record<string, InfoFormat>> = {
  'text/html': 'html',
  'text/plain': 'plain',
  'application/json': 'json',
  'application/geo+json': 'json',
  'application/vnd.ogc.gml': 'gml2',
  'application/gml+xml; version=3.2': 'gml3',
  'application/gml+xml; version=3.1': 'gml3',
  'application/gml+xml': 'gml3',
  'application/vnd.ogc.gml/3.1.1': 'gml3',
  'text/xml; subtype=gml/3.1.1': 'gml3',
  'text/xml; subtype=gml/3.2.1': 'gml3',
  'text/xml': 'gml2',
  json: 'json',
};

/** Those that capabilities tell: in the order in which QGIS prefers them it takes the first that it can show whole. */
export const infoFormats: readonly string[] = [
  'text/html',
  'application/json',
  'application/geo+json',
  'application/vnd.ogc.gml',
  'application/gml+xml; version=3.2',
  'text/plain',
];

/** Throws InvalidFormat. A plus sign that was not encoded has become a space. */
export function infoFormatIn(query: Query): InfoFormat {
  const value = query.get('INFO_FORMAT') ?? 'text/html';
  const plain = value
    .toLowerCase()
    .replace(/\s*;\s*/g, '; ')
    .replace(/^application\/(gml|geo) /, 'application/$1+');
  const found = Object.entries(known).find(([name]) => name === plain)?.[1];
  if (found) return found;
  throw unknownFormat('INFO_FORMAT', value, infoFormats);
}
