import type { JsonSchema } from '../schema.ts';
import { ref } from './parts.ts';

/** What schemas of documents are made of. */

export const text = { type: 'string' };
export const number = { type: 'number' };
export const address = { type: 'string', format: 'uri' };
export const links = { type: 'array', items: ref('schemas', 'Link') };

/** An object with these properties, all of them required but the optional ones. */
export function object(properties: Record<string, unknown>, optional: readonly string[] = []): JsonSchema {
  return { type: 'object', required: Object.keys(properties).filter((name) => !optional.includes(name)), properties };
}
