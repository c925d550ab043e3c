import type { Definition } from '../datasets/definition.ts';
import { paging, selecting, shaping } from '../features/index.ts';
import { documents, formatsOf } from '../formats/index.ts';
import { langParameter, type QueryParameter } from '../http/parameters.ts';
import { formatParameter, html, openApiJson, type Representation } from './representations.ts';

/** What each kind of resource may be asked: by this the router refuses, and of this OpenAPI tells. */

export function documentParameters(offered: readonly Representation[]): readonly QueryParameter[] {
  return [formatParameter(offered), langParameter];
}

export const definitionParameters = documentParameters([openApiJson, html]);

export function itemsParameters(definition: Definition): readonly QueryParameter[] {
  return [...paging, ...selecting(definition), ...documentParameters([...formatsOf(definition), html])];
}

export function itemParameters(definition: Definition): readonly QueryParameter[] {
  return [...shaping(definition), ...documentParameters([...documents, html])];
}
