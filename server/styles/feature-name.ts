import type { Localized } from '../http/language.ts';
import type { FieldDescription } from './describe.ts';
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
