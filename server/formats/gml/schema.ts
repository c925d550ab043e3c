import type { Definition, Field } from '../../datasets/definition.ts';
import type { FlatColumn } from '../../features/index.ts';
import { elementNames } from '../gdal/names.ts';
import { escaped } from '../gdal/vrt.ts';

/** What the elements of a dataset's GML are called, and the schema that says what is in them. */

export const gmlNamespace = 'http://www.opengis.net/gml/3.2';
const gmlSchemaAddress = 'http://schemas.opengis.net/gml/3.2.1/gml.xsd';
export const geometryElement = 'geometryProperty';

export function namespaceOf({ id }: Definition): string {
  return `urn:x-allmanning:${id}`;
}

/** The columns' elements, in order. What GML or its readers use themselves gets another name. */
export function propertyElements(columns: readonly Pick<FlatColumn, 'name'>[]): string[] {
  return elementNames(
    columns.map(({ name }) => name),
    [geometryElement, 'gml_id', 'fid', 'boundedBy', 'name', 'description', 'identifier', 'location'],
  );
}

/**
 * The application schema (OGC 07-036, clause 21) in the plain form that GDAL and QGIS read types from: with it 0381 is
 * a text and a date a date.
 */
export function gmlSchema(definition: Definition, columns: readonly FlatColumn[]): string {
  const { id, geometry } = definition;
  const names = propertyElements(columns);
  const own = columns.map(
    ({ type, title }, index) => `
          <xs:element name="${names[index]}" type="xs:${types[type]}" nillable="true" minOccurs="0">
            <xs:annotation><xs:documentation xml:lang="sv">${escaped(title.sv)}</xs:documentation><xs:documentation xml:lang="en">${escaped(title.en)}</xs:documentation></xs:annotation>
          </xs:element>`,
  );
  const shape = geometry
    ? `
          <xs:element name="${geometryElement}" type="gml:${geometryTypes[geometry.type]}PropertyType" nillable="true" minOccurs="0"/>${restriction(geometry.type)}`
    : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:gml="${gmlNamespace}" xmlns:data="${namespaceOf(definition)}" targetNamespace="${namespaceOf(definition)}" elementFormDefault="qualified" version="1.0">
  <xs:import namespace="${gmlNamespace}" schemaLocation="${gmlSchemaAddress}"/>
  <xs:element name="FeatureCollection" type="data:FeatureCollectionType" substitutionGroup="gml:AbstractFeature"/>
  <xs:complexType name="FeatureCollectionType">
    <xs:complexContent>
      <xs:extension base="gml:AbstractFeatureType">
        <xs:sequence minOccurs="0" maxOccurs="unbounded">
          <xs:element name="featureMember">
            <xs:complexType>
              <xs:complexContent>
                <xs:extension base="gml:AbstractFeatureMemberType">
                  <xs:sequence><xs:element ref="gml:AbstractFeature"/></xs:sequence>
                </xs:extension>
              </xs:complexContent>
            </xs:complexType>
          </xs:element>
        </xs:sequence>
      </xs:extension>
    </xs:complexContent>
  </xs:complexType>
  <xs:element name="${id}" type="data:${id}Type" substitutionGroup="gml:AbstractFeature"/>
  <xs:complexType name="${id}Type">
    <xs:complexContent>
      <xs:extension base="gml:AbstractFeatureType">
        <xs:sequence>${shape}${own.join('')}
        </xs:sequence>
      </xs:extension>
    </xs:complexContent>
  </xs:complexType>
</xs:schema>
`;
}

/** A surface of GML may have arcs: in this comment GDAL reads that ours has none. */
function restriction(type: NonNullable<Definition['geometry']>['type']): string {
  return type === 'Geometry' ? '' : ` <!-- restricted to ${type} -->`;
}

const types: Record<Field['type'], string> = {
  text: 'string',
  code: 'string',
  // The text of a JSON array, as in tiles.
  list: 'string',
  integer: 'long',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  timestamptz: 'dateTime',
};

const geometryTypes: Record<NonNullable<Definition['geometry']>['type'], string> = {
  Point: 'Point',
  MultiPoint: 'MultiPoint',
  LineString: 'Curve',
  MultiLineString: 'MultiCurve',
  Polygon: 'Surface',
  MultiPolygon: 'MultiSurface',
  Geometry: 'Geometry',
};
