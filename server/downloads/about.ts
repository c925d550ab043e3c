import type { Queryable } from '../database/database.ts';
import { type Definition, licences } from '../datasets/definition.ts';
import { honestDescription } from '../datasets/example-rows.ts';
import { type Organisations, organisationName } from '../datasets/organisations.ts';
import type { Language } from '../http/language.ts';

/** What a file says of itself, where its format has a place for it. */
export async function aboutFile(
  database: Queryable,
  organisations: Organisations,
  definition: Definition,
  { version, lang }: { version: string; lang: Language },
): Promise<Record<string, string>> {
  const description = await honestDescription(database, definition);
  return {
    name: definition.id,
    title: definition.title[lang],
    description: description[lang],
    informationsagare: organisationName(organisations, definition.informationsagare),
    license: licences[definition.licence],
    source: definition.source[lang],
    version,
  };
}
