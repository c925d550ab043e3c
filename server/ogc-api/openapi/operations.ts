import type { Localized } from '../../datasets/definition.ts';
import type { Language } from '../../http/language.ts';
import type { Place } from '../links.ts';
import { documentParameters } from '../parameters.ts';
import { bare, html, json, type Representation } from '../representations.ts';
import { ok, responses } from './answers.ts';
import { queryParameters } from './parameters.ts';
import { type MediaType, type Operation, type Parameter, type Paths, type Ref, ref } from './parts.ts';

/** What is said of an operation. The summary is its title on the page. */
export interface Words {
  operationId: string;
  tag: string;
  summary: Localized;
  description: Localized;
}

export function said({ operationId, tag, summary, description }: Words, lang: Language) {
  return { operationId, tags: [tag], summary: summary[lang], description: description[lang] };
}

interface Document {
  /** Name of the schema in `components`. */
  schema: string;
  example?: unknown;
  offered?: readonly [Representation, ...Representation[]];
  /** Of its path. */
  path?: readonly Parameter[];
  /** Of its query, besides `f` and `lang`. */
  query?: readonly (Parameter | Ref)[];
  /** Its address may be that of nothing. */
  missing?: boolean;
}

/** A resource that is one document, as the router has them. */
export function documentOperation(
  words: Words,
  { schema, example, offered = [json, html], path = [], query = [], missing = false }: Document,
  lang: Language,
): Operation {
  const content = offered.map(({ mediaType }): [string, MediaType] => [
    bare(mediaType),
    mediaType.includes('json') ? { schema: ref('schemas', schema), example } : { schema: { type: 'string' } },
  ]);
  return {
    ...said(words, lang),
    parameters: [...path, ...query, ...queryParameters(documentParameters(offered), lang)],
    responses: responses(
      { 200: ok(words.summary[lang], Object.fromEntries(content), ['Content-Language', 'ETag']) },
      { missing, tidied: true },
    ),
  };
}

/** Paths that people use beside /geodata/v1: they begin where the service does. */
export function fromRoot({ baseUrl }: Place, operations: Record<string, Operation>): Paths {
  return Object.fromEntries(
    Object.entries(operations).map(([path, get]) => [path, { servers: [{ url: baseUrl }], get }]),
  );
}
