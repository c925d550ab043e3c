import type { DefinitionInput } from './definition.ts';
import { boolean, type More, text, timestamptz } from './fields.ts';

/** What our datasets say in the same words; the fields are named after their columns. */

/** `...ours`: who looks after the data, on which terms, and which column marks what is invented. */
export const ours = {
  forvaltare: 'gis',
  licence: 'CC0-1.0',
  exampleColumn: 'exempel',
} as const satisfies Partial<DefinitionInput>;

type Geometry = NonNullable<DefinitionInput['geometry']>;

/** The column `geom` in SWEREF 99 TM (EPSG:3006). */
export function sweref99(type: Geometry['type']): Geometry {
  return { column: 'geom', type, srid: 3006 };
}

export const id = (more?: More) => text('id', 'Identitet', 'Identity', more);
export const namn = (more?: More) => text('namn', 'Namn', 'Name', { tile: 0, searchable: true, ...more });
export const kalla = text('kalla', 'Källa', 'Source', { default: 'file-name' });
export const uppdaterad = timestamptz('uppdaterad', 'Uppdaterad', 'Updated', { default: 'now' });
export const exempel = (more?: More) => boolean('exempel', 'Exempeldata', 'Example data', more);

/** What is left out last where a tile has room for some only. */
export const largestFirst = { by: 'area', order: 'desc' } as const;
