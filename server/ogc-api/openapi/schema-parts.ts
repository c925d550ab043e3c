import type { JsonSchema } from '../schema.ts';
import { ref } from './parts.ts';

/** What schemas of documents are made of. */

export const text = { type: 'string' };
export const number = { type: 'number' };
export const address = { type: 'string', format: 'uri' };
export const links = { type: 'array', items: ref('schemas', 'Link') };

/** An object with these properties, all of them required but the optional ones. */
export function object(properties: Record<string, unknown>, optional: readonly string[] = []): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  // OpenAPI 3.0 wants one at least.
  return { type: 'object', ...(required.length > 0 ? { required } : {}), properties };
}
