import type { Definition, Localized } from '../../datasets/definition.ts';
import type { Language } from '../../http/language.ts';
import type { QueryParameter } from '../../http/parameters.ts';
import type { Place } from '../links.ts';
import { documentParameters } from '../parameters.ts';
import { bare, html, json, type Representation } from '../representations.ts';
import { ok, responses } from './answers.ts';
import { type Known, queryParameters } from './parameters.ts';
import { type MediaType, type Operation, type Parameter, type PathItem, ref } from './parts.ts';

/** What is said of an operation: its title and a sentence or two. */
export interface Words extends Readonly<Record<Language, readonly [title: string, about: string]>> {
  id: string;
  tag: string;
}

/** The words of an operation on one dataset, whose title comes first. */
export function wordsOf(
  { id, title }: Pick<Definition, 'id'> & { title: Localized },
  words: Omit<Words, 'tag'>,
): Words {
  const { sv, en } = words;
  return { id: id + words.id, tag: id, sv: [`${title.sv}: ${sv[0]}`, sv[1]], en: [`${title.en}: ${en[0]}`, en[1]] };
}

export function said({ id, tag, ...words }: Words, lang: Language) {
  const [summary, description] = words[lang];
  return { operationId: id, tags: [tag], summary, description };
}

interface Document extends Words {
  /** Name of the schema in `components`; absent: an object that others have described. */
  schema?: string;
  example?: unknown;
  offered?: readonly [Representation, ...Representation[]];
  /** Of its path. */
  path?: readonly Parameter[];
  /** Absent: `f` and `lang`. */
  query?: readonly QueryParameter[];
  known?: Known;
  /** Its address may be that of nothing. */
  missing?: boolean;
  /** Its path begins where the service does, beside /geodata/v1. */
  beside?: boolean;
}

/** A resource that is one document. */
export function documentAt({ lang, baseUrl }: Place, document: Document): PathItem {
  const { schema, example, offered = [json, html], path = [], known, missing = false, beside = false } = document;
  const { id, tag, sv, en, query = documentParameters(offered) } = document;
  const asJson = { schema: schema ? ref('schemas', schema) : { type: 'object' }, ...(example ? { example } : {}) };
  const content = offered.map(({ mediaType }): [string, MediaType] => [
    bare(mediaType),
    mediaType.includes('json') ? asJson : { schema: { type: 'string' } },
  ]);
  const words = said({ id, tag, sv, en }, lang);
  const get: Operation = {
    ...words,
    parameters: [...path, ...queryParameters(query, lang, known)],
    responses: responses(
      { 200: ok(words.summary, Object.fromEntries(content), ['Content-Language', 'ETag']) },
      { missing, tidied: !beside },
    ),
  };
  return beside ? besideApi(baseUrl, get) : { get };
}

/** A path that begins where the service does. */
export function besideApi(baseUrl: string, get: Operation): PathItem {
  return { servers: [{ url: baseUrl }], get };
}
