import type { Queryable } from '../database/database.ts';
import type { Definition } from '../datasets/definition.ts';
import { type Organisations, organisationName } from '../datasets/organisations.ts';
import type { Published } from '../geometry/layers.ts';
import type { Language } from '../http/language.ts';
import { subjectOf } from '../styles/layers.ts';
import type { Found } from './found.ts';
import { type Related, relatedTo } from './relations.ts';
import { type Teller, tellerOf } from './teller.ts';
import { type Progress, progressOf } from './way.ts';
import { whereInWords } from './words.ts';

/** A feature as it is told at a place. */
export interface Told extends Found {
  dataset: string;
  /** Of the dataset. */
  title: string;
  subject: string;
  name: string;
  subtitle: string | undefined;
  standing: ReturnType<Teller['standing']>;
  isExample: boolean;
  where: string;
  /** How far it has come, and what is next. */
  progress: Progress | undefined;
  values: ReturnType<Teller['values']>;
  series: ReturnType<Teller['series']>;
  related: readonly Related[];
  /** Who answers questions about it. */
  contact: { name: string; email?: string };
}

interface About {
  /** All datasets, as they are or as they were. */
  definitions: readonly Definition[];
  lang: Language;
  /** YYYY-MM-DD. */
  day: string;
  organisations: Organisations;
}

/** Tells what was found of one dataset, with what it belongs together with. */
export async function tell(
  state: Queryable,
  published: Published,
  definition: Definition,
  found: readonly Found[],
  { definitions, lang, day, organisations }: About,
): Promise<Told[]> {
  const teller = tellerOf(definition, lang);
  const related = await relatedTo(state, published, { definition, definitions, lang }, found);
  const { id, title } = definition;
  const contact = contactOf(definition, organisations);
  return found.map((one): Told => {
    const { key, properties } = one;
    return {
      ...one,
      dataset: id,
      title: title[lang],
      subject: subjectOf(definition),
      name: teller.name(key, properties),
      subtitle: teller.subtitle(properties),
      standing: teller.standing(properties),
      isExample: teller.isExample(properties),
      where: whereInWords(one, lang),
      progress: wayOf(definition, properties, lang, day),
      values: teller.values(properties),
      series: teller.series(properties),
      related: related.get(key) ?? [],
      contact,
    };
  });
}

/** How far a feature has come on a day. Undefined: its dataset has no steps, or nobody knows. */
export function wayOf(
  { here }: Definition,
  properties: Told['properties'],
  lang: Language,
  day: string,
): Progress | undefined {
  const way = here ? here.way : undefined;
  return way && progressOf(way, properties, lang, day);
}

/** Who answers questions about a dataset. */
export function contactOf({ informationsagare }: Definition, organisations: Organisations): Told['contact'] {
  const email = organisations[informationsagare]?.email;
  return { name: organisationName(organisations, informationsagare), ...(email ? { email } : {}) };
}
