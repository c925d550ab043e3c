import type { Definition } from '../datasets/definition.ts';
import { paging, selecting, shaping } from '../features/index.ts';
import { documents, formatsOf, type StreamedFormat } from '../formats/index.ts';
import { asOfParameter } from '../history/as-of.ts';
import { langParameter, once, type QueryParameter } from '../http/parameters.ts';
import { formatParameter, html, openApiJson, type Representation } from './representations.ts';

/** What each kind of resource may be asked: by this the router refuses, and of this OpenAPI tells. */

export function documentParameters(offered: readonly Representation[]): readonly QueryParameter[] {
  return [formatParameter(offered), langParameter];
}

export const definitionParameters = documentParameters([openApiJson, html]);

/** Features to be made into a page: GeoJSON, until sendFeaturesPage has it. */
export const featuresAsPage: StreamedFormat = { ...documents[0], ...html, aliases: [] };

export const itemsOffered = once((definition: Definition) => [...formatsOf(definition), featuresAsPage] as const);
export const itemOffered = [...documents, featuresAsPage] as const;

export function itemsParameters(definition: Definition, query?: URLSearchParams): readonly QueryParameter[] {
  return [...paging, ...selecting(definition, query), asOfParameter, ...documentParameters(itemsOffered(definition))];
}

export function itemParameters(definition: Definition): readonly QueryParameter[] {
  return [...shaping(definition), asOfParameter, ...documentParameters(itemOffered)];
}
