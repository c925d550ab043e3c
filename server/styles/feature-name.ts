import type { Localized } from '../http/language.ts';
import type { DatasetDescription, FieldDescription } from './describe.ts';
import { formatValue } from './format.ts';

/** What a feature is called: by the fields that its dataset names, else by its key. */
export function nameOf(
  fields: readonly FieldDescription[],
  title: readonly string[],
  { id, properties }: { id: string; properties: Readonly<Record<string, unknown>> },
  { lang }: { lang: keyof Localized },
): string {
  const parts = title.flatMap((name) => {
    const field = fields.find((one) => one.name === name);
    return (field && formatValue(field, properties[name], lang)) || [];
  });
  return parts.join(' ') || id;
}

/** The second line: the value and, for a code, its title and what it means. */
export function subtitleOf(
  { popup, fields }: Pick<DatasetDescription, 'popup' | 'fields'>,
  properties: Readonly<Record<string, unknown>>,
): string | undefined {
  const value = popup.subtitle === undefined ? undefined : properties[popup.subtitle];
  if (value === undefined || value === null || value === '') return undefined;
  const code = fields
    .find(({ name }) => name === popup.subtitle)
    ?.codes?.find((candidate) => candidate.value === value);
  if (!code) return String(value);
  return code.description ? `${code.title}: ${code.description}` : code.title;
}
