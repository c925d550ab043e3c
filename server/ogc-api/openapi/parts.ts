import type { JsonSchema } from '../schema.ts';

/** The parts of OpenAPI 3.0.3 that the document is made of. */

export interface Ref {
  $ref: string;
}

export interface Parameter {
  name: string;
  in: 'query' | 'path';
  description: string;
  required?: true;
  schema: JsonSchema;
  style?: 'form' | 'simple';
  explode?: false;
  example?: unknown;
}

export interface Header {
  description: string;
  required?: true;
  schema: JsonSchema;
}

export interface MediaType {
  schema: JsonSchema | Ref;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

export interface Answer {
  description: string;
  headers?: Record<string, Header | Ref>;
  content?: Record<string, MediaType>;
}

export interface Operation {
  operationId: string;
  tags: readonly string[];
  summary: string;
  description: string;
  parameters: readonly (Parameter | Ref)[];
  responses: Record<string, Answer | Ref>;
}

export interface PathItem {
  /** Where the path begins when that is not the root of the API. */
  servers?: readonly { url: string }[];
  get: Operation;
}

export type Paths = Record<string, PathItem>;

export interface Components {
  schemas: Record<string, JsonSchema>;
  parameters: Record<string, Parameter>;
  headers: Record<string, Header>;
  responses: Record<string, Answer>;
}

export function ref(kind: keyof Components, name: string): Ref {
  return { $ref: `#/components/${kind}/${name}` };
}
