import { identifier, type Sql, sql } from '../database/sql.ts';
import type { Definition, Field } from '../datasets/definition.ts';
import { publicColumns } from '../datasets/select.ts';
import type { Property } from './expression.ts';
import { fault, shown } from './fault.ts';
import { nearest } from './spelling.ts';

/** What a filter may ask about (OGC API – Features Part 3 §6.2), and the SQL that reads it. */
export type Queryable =
  | { readonly name: string; readonly field: Field; readonly expression: Sql }
  | {
      readonly name: string;
      readonly geometry: NonNullable<Definition['geometry']>;
      readonly expression: Sql;
    };

/**
 * The public fields that say `filterable`; the geometry, as `geometry` and as its column; the key as `id`. A field goes
 * before what would take its name.
 */
export function queryables(definition: Definition): Queryable[] {
  const { geometry, key, fields } = definition;
  const own: Queryable[] = publicColumns(definition)
    .filter(({ field }) => field.filterable)
    .map(({ field, expression }) => ({ name: field.name, field, expression }));
  const isTaken = (name: string) => own.some((one) => one.name === name);
  const geometryNames = geometry ? [...new Set(['geometry', geometry.column])] : [];
  const geometries = geometryNames
    .filter((name) => !isTaken(name))
    .map((name) => ({ name, geometry, expression: sql`t.${identifier(geometry?.column ?? '')}` }))
    .filter((one): one is typeof one & { geometry: NonNullable<typeof geometry> } => one.geometry !== null);
  if (isTaken('id') || (key !== 'id' && fields.some(({ name }) => name === 'id'))) return [...own, ...geometries];
  const keyField: Field = {
    name: 'id',
    type: fields.find(({ name }) => name === key)?.type ?? 'text',
    title: { sv: 'Objektets id', en: 'Feature id' },
    public: true,
    filterable: true,
  };
  return [{ name: 'id', field: keyField, expression: sql`t.${identifier(key)}` }, ...own, ...geometries];
}

/** Whether a filter can use A_CONTAINS and its like here. */
export function supportsArrays(definition: Definition): boolean {
  return queryables(definition).some((one) => 'field' in one && one.field.type === 'list');
}

/** The queryable that a property names; a fault lists those that exist. */
export function queryableOf(known: readonly Queryable[], { name, place }: Property): Queryable {
  const found = known.find((one) => one.name === name);
  if (found) return found;
  const names = known.map((one) => one.name);
  const guess = nearest(name, names);
  const list = names.join(', ');
  throw fault(place, {
    sv: `det finns ingen egenskap "${shown(name)}" att filtrera på.${guess ? ` Menade du ${guess}?` : ''} De som finns: ${list}.`,
    en: `there is no property "${shown(name)}" to filter by.${guess ? ` Did you mean ${guess}?` : ''} Known: ${list}.`,
  });
}
