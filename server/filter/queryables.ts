import { identifier, type Sql, sql } from '../database/sql.ts';
import { allFields, type Definition, type Field } from '../datasets/definition.ts';
import { publicColumns } from '../datasets/select.ts';
import { totalColumn, withTotalNames } from '../datasets/totals.ts';
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
 * The public fields, but for those that say no; the geometry, as `geometry` and as its column, and where it is mixed its
 * kind as `geometrityp`; the key as `id`. A field goes before what would take its name.
 */
export function queryables(definition: Definition): Queryable[] {
  const { geometry, key, fields } = definition;
  const own: Queryable[] = publicColumns(definition)
    .filter(({ field }) => field.filterable !== false)
    .map(({ field, expression }) => ({ name: field.name, field, expression }));
  const isTaken = (name: string) => own.some((one) => one.name === name);
  const geometryNames = geometry ? [...new Set(['geometry', geometry.column])] : [];
  const geometries = geometryNames
    .filter((name) => !isTaken(name))
    .map((name) => ({ name, geometry, expression: sql`t.${identifier(geometry?.column ?? '')}` }))
    .filter((one): one is typeof one & { geometry: NonNullable<typeof geometry> } => one.geometry !== null);
  const kinds = kindQueryable(definition);
  if (isTaken('id') || (key !== 'id' && fields.some(({ name }) => name === 'id')))
    return [...own, ...kinds, ...geometries];
  const keyField: Field = {
    name: 'id',
    type: fields.find(({ name }) => name === key)?.type ?? 'text',
    title: { sv: 'Objektets id', en: 'Feature id' },
    public: true,
  };
  return [{ name: 'id', field: keyField, expression: sql`t.${identifier(key)}` }, ...own, ...kinds, ...geometries];
}

const kindField: Field = {
  name: 'geometrityp',
  type: 'code',
  title: { sv: 'Slag av geometri', en: 'Kind of geometry' },
  description: {
    sv: 'Vad objektet är på kartan. Program som QGIS visar ett slag i taget i ett lager.',
    en: 'What the feature is on a map. Programs such as QGIS show one kind at a time in a layer.',
  },
  codes: [
    { value: 'punkt', title: { sv: 'Punkt', en: 'Point' } },
    { value: 'linje', title: { sv: 'Linje', en: 'Line' } },
    { value: 'yta', title: { sv: 'Yta', en: 'Area' } },
    { value: 'samling', title: { sv: 'Flera slag i en', en: 'Several kinds in one' } },
  ],
  public: true,
};

/** Of a dataset with mixed geometry, which kind a feature has, unless a field has taken the name. */
function kindQueryable(definition: Definition): Queryable[] {
  const { geometry } = definition;
  if (geometry?.type !== 'Geometry' || allFields(definition).some(({ name }) => name === kindField.name)) return [];
  const column = sql`t.${identifier(geometry.column)}`;
  const expression = sql`(case when st_geometrytype(${column}) = 'ST_GeometryCollection' then 'samling'
    else (array['punkt', 'linje', 'yta'])[st_dimension(${column}) + 1] end)`;
  return [{ name: kindField.name, field: kindField, expression }];
}

/** Whether a filter can use A_CONTAINS and its like here. */
export function supportsArrays(definition: Definition): boolean {
  return queryables(definition).some((one) => 'field' in one && one.field.type === 'list');
}

/** The queryable that a property names, yearly totals (`folkmangd_2030`) among them; a fault lists those that exist. */
export function queryableOf(
  known: readonly Queryable[],
  definition: Definition,
  { name, place, quoted }: Property,
): Queryable {
  const found = known.find((one) => one.name === name);
  if (found) return found;
  const total = totalColumn(definition, name);
  if (total) return { name, ...total };
  const names = known.map((one) => one.name);
  const guess = nearest(name, names);
  const list = withTotalNames(definition, names);
  const hint = {
    sv: `${guess ? ` Menade du ${guess}?` : ''}${quoted ? " Text skrivs inom '…'." : ''}`,
    en: `${guess ? ` Did you mean ${guess}?` : ''}${quoted ? " Text is written within '…'." : ''}`,
  };
  throw fault(place, {
    sv: `det finns ingen egenskap "${shown(name)}" att filtrera på.${hint.sv} De som finns: ${list.sv}.`,
    en: `there is no property "${shown(name)}" to filter by.${hint.en} Known: ${list.en}.`,
  });
}
