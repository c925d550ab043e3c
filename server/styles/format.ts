import type { Localized } from '../datasets/definition.ts';
import type { FieldDescription } from './describe.ts';

type Lang = keyof Localized;

/** Values as people read them, on the map and on the pages of the API. */

const locales: Record<Lang, string> = { sv: 'sv-SE', en: 'en-GB' };
const yes: Localized = { sv: 'Ja', en: 'Yes' };
const no: Localized = { sv: 'Nej', en: 'No' };

/** 1 234,5 in Swedish with a thin space that does not break, and a real minus sign in both languages. */
export function formatNumber(value: number, lang: Lang, decimals = 1, least = 0): string {
  return new Intl.NumberFormat(locales[lang], { maximumFractionDigits: decimals, minimumFractionDigits: least })
    .format(value)
    .replaceAll('\u00a0', '\u202f')
    .replaceAll('-', '\u2212');
}

/** With a sign also when it grows: for changes. In a column all have as many decimals (`least`). */
export function formatChange(value: number, lang: Lang, least = 0): string {
  const text = formatNumber(value, lang, 1, least);
  return value > 0 ? `+${text}` : text;
}

/** 4 mars 2026. A date is a day, not a moment: it is read as UTC so that no time zone moves it. */
export function formatDate(value: string, lang: Lang): string {
  const date = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return value;
  return new Intl.DateTimeFormat(locales[lang], { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** A moment, as the day and time of Swedish clocks. */
export function formatTime(value: string, lang: Lang): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return value;
  return new Intl.DateTimeFormat(locales[lang], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Stockholm',
  }).format(date);
}

/** A list comes as the text of a JSON array from tiles and as an array from GeoJSON. */
function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== 'string' || !value.startsWith('['))
    return value === undefined || value === null ? [] : [String(value)];
  const parsed: unknown = JSON.parse(value);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

/** A field's value as people read it, or undefined when there is nothing to say. */
export function formatValue(field: FieldDescription, value: unknown, lang: Lang): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const withUnit = (text: string) => (field.unit ? `${text}\u00a0${field.unit}` : text);
  switch (field.type) {
    case 'integer':
    case 'double':
      return field.format === 'year' ? String(value) : withUnit(formatNumber(Number(value), lang, 2));
    case 'boolean':
      return value === true || value === 'true' ? yes[lang] : no[lang];
    case 'date':
      return formatDate(String(value), lang);
    case 'timestamptz':
      return formatTime(String(value), lang);
    case 'code':
      return field.codes?.find((code) => code.value === value)?.title ?? String(value);
    case 'list':
      return listOf(value).join(', ') || undefined;
    default:
      return withUnit(String(value));
  }
}
