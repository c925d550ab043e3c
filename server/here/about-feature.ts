import type { Definition } from '../datasets/definition.ts';
import type { Language } from '../http/language.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { relatedTo } from './relations.ts';
import { tellerOf } from './teller.ts';
import { contactOf, type Told, wayOf } from './told.ts';
import { swedishDay } from './words.ts';

/** What a feature's own page tells of it besides its values. */
export type AboutFeature = Pick<Told, 'standing' | 'subtitle' | 'progress' | 'related' | 'contact'>;

export async function aboutFeature(
  { database, published, organisations }: OpenData,
  definition: Definition,
  { id, properties }: { id: string; properties: Readonly<Record<string, unknown>> },
  lang: Language,
): Promise<AboutFeature> {
  const about = { definition, definitions: published.definitions, lang };
  const related = await relatedTo(database, published, about, [{ key: id, properties }]);
  const teller = tellerOf(definition, lang);
  return {
    standing: teller.standing(properties),
    subtitle: teller.subtitle(properties),
    progress: wayOf(definition, properties, lang, swedishDay(new Date())),
    related: related.get(id) ?? [],
    contact: contactOf(definition, organisations),
  };
}
