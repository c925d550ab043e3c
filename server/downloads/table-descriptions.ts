import { type Definition, type Field, licences } from '../datasets/definition.ts';
import type { FlatColumn } from '../features/index.ts';
import type { Language } from '../http/language.ts';

/** What the columns of a CSV file are, for programs: CSV on the Web, and Frictionless Data. */

export interface Described {
  definition: Definition;
  columns: readonly FlatColumn[];
  /** Address of the CSV file. */
  url: string;
  lang: Language;
}

/** The file's geometry column, which is no field. */
const wkt = { name: 'WKT', sv: 'Geometri (WKT, longitud och latitud)', en: 'Geometry (WKT, longitude and latitude)' };

const csvwTypes: Record<Field['type'], string> = {
  text: 'string',
  code: 'string',
  list: 'string',
  integer: 'integer',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  timestamptz: 'dateTime',
};

/** The metadata document of CSV on the Web (W3C, tabular-metadata). */
export function csvwMetadata({ definition, columns, url, lang }: Described): object {
  const { title, description, licence, key, geometry, keywords } = definition;
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': lang }],
    url,
    'dc:title': title[lang],
    'dc:description': description[lang],
    'dc:license': { '@id': licences[licence] },
    'dcat:keyword': (keywords ?? []).map((word) => word[lang]),
    dialect: { header: true, delimiter: ',', encoding: 'utf-8' },
    tableSchema: {
      columns: [
        ...columns.map(({ name, title, description, type, unit }) => ({
          name,
          titles: name,
          'dc:title': title[lang],
          ...(description ? { 'dc:description': description[lang] } : {}),
          ...(unit ? { 'schema:unitText': unit[lang] } : {}),
          datatype: csvwTypes[type],
          required: name === key,
        })),
        ...(geometry ? [{ name: wkt.name, titles: wkt.name, 'dc:title': wkt[lang], datatype: 'string' }] : []),
      ],
      primaryKey: key,
    },
  };
}

const gdalTypes: Record<Field['type'], string> = {
  text: 'String',
  code: 'String',
  list: 'JSonStringList',
  integer: 'Integer64',
  double: 'Real',
  boolean: 'Integer(Boolean)',
  date: 'Date',
  timestamptz: 'DateTime',
};

/** What GDAL and QGIS look for beside a CSV, so that 0381 stays a text: the types on one line. */
export function csvTypes({ definition, columns }: Described): string {
  const types = [...columns.map(({ type }) => gdalTypes[type]), ...(definition.geometry ? ['WKT'] : [])];
  return `${types.map((type) => `"${type}"`).join(',')}\r\n`;
}

const frictionlessTypes: Record<Field['type'], string> = {
  text: 'string',
  code: 'string',
  list: 'array',
  integer: 'integer',
  double: 'number',
  boolean: 'boolean',
  date: 'date',
  timestamptz: 'datetime',
};

/** The descriptor of a Frictionless Data Package (Data Package 1.0). */
export function dataPackage({ definition, columns, url, lang }: Described): object {
  const { id, title, description, licence, key, geometry, keywords } = definition;
  return {
    name: id.replaceAll('_', '-'),
    title: title[lang],
    description: description[lang],
    keywords: (keywords ?? []).map((word) => word[lang]),
    licenses: [{ name: licence, path: licences[licence] }],
    resources: [
      {
        name: id.replaceAll('_', '-'),
        profile: 'tabular-data-resource',
        path: url,
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        dialect: { delimiter: ',', lineTerminator: '\r\n', header: true },
        schema: {
          fields: [
            ...columns.map(({ name, title, description, type, codes, unit }) => ({
              name,
              title: title[lang],
              ...(description ? { description: description[lang] } : {}),
              type: frictionlessTypes[type],
              ...(type === 'timestamptz' ? { format: 'default' } : {}),
              ...(unit ? { unit: unit[lang] } : {}),
              constraints: { ...(name === key ? { required: true, unique: true } : {}) },
              ...(codes ? { categories: codes.map((code) => ({ value: code.value, label: code.title[lang] })) } : {}),
            })),
            ...(geometry ? [{ name: wkt.name, title: wkt[lang], type: 'string' }] : []),
          ],
          primaryKey: key,
        },
      },
    ],
  };
}
