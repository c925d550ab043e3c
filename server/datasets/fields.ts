import type { DefinitionInput, Localized, Series } from './definition.ts';

/**
 * A field of a built-in definition as one line: its column, its title in Swedish and English, and what else there is
 * to say of it. Each function returns the plain data that `fieldSchema` (definition.ts) describes.
 */

type Field = DefinitionInput['fields'][number];

/** What a field of any type may say. */
export interface More
  extends Pick<Field, 'description' | 'required' | 'generated' | 'searchable' | 'filterable' | 'aliases' | 'default'> {
  /** Not said: public. */
  public?: false;
  /** In tiles from this zoom. Not said: never in tiles. */
  tile?: number;
}

interface TextMore extends More {
  format?: 'link' | 'multiline';
}

interface NumberMore extends More {
  unit?: Localized;
}

interface IntegerMore extends NumberMore {
  format?: 'year';
}

interface TimeMore extends More {
  zone?: string;
}

/** A value of a code list, its title in both languages and, where that does not say enough, what it means. */
export type Code = readonly [value: string, sv: string, en: string, ...meaning: [] | [sv: string, en: string]];

export const text = ofType<TextMore>('text');
export const integer = ofType<IntegerMore>('integer');
export const double = ofType<NumberMore>('double');
export const boolean = ofType('boolean');
export const date = ofType('date');
export const timestamptz = ofType<TimeMore>('timestamptz');
export const list = ofType('list');

/** A field with one of the values of a list, whose order is that of legends and menus. */
export function code(name: string, sv: string, en: string, codes: readonly Code[], more?: More): Field {
  return field('code', name, sv, en, { ...more, codes: codes.map(plainCode) });
}

/** A measure of a series: a total for each year. */
export function total(name: string, sv: string, en: string, unit: Localized): Series['measures'][number] {
  return { name, title: { sv, en }, unit };
}

type Said = More & Pick<Field, 'unit' | 'format' | 'zone' | 'codes'>;

function ofType<Allowed extends Said = More>(type: Field['type']) {
  return (name: string, sv: string, en: string, more?: Allowed): Field => field(type, name, sv, en, more);
}

function field(type: Field['type'], name: string, sv: string, en: string, { tile, ...more }: Said = {}): Field {
  const inTiles = tile === undefined ? {} : { tile: { minzoom: tile } };
  return { name, type, title: { sv, en }, public: true, ...inTiles, ...more };
}

function plainCode([value, sv, en, ...meaning]: Code): NonNullable<Field['codes']>[number] {
  const [meaningSv, meaningEn] = meaning;
  const description = meaningSv && meaningEn ? { description: { sv: meaningSv, en: meaningEn } } : {};
  return { value, title: { sv, en }, ...description };
}
