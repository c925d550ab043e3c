import type { Definition } from '../../datasets/definition.ts';
import { choosing, facetsParameter } from '../../features/index.ts';
import type { QueryParameter } from '../../http/parameters.ts';
import { documentParameters } from '../parameters.ts';
import { html, json } from '../representations.ts';

export function facetsParameters(definition: Definition, query?: URLSearchParams): readonly QueryParameter[] {
  return [facetsParameter(definition), ...choosing(definition, query), ...documentParameters([json, html])];
}
