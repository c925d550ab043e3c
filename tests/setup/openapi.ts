import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { z } from 'zod';

/** Reading an OpenAPI 3.0 document as its users do, for tests that hold it against live answers. */

const parameterShape = z.object({
  name: z.string(),
  in: z.enum(['query', 'path']),
  required: z.boolean().default(false),
  style: z.string().optional(),
  example: z.unknown().optional(),
  schema: z.looseObject({ enum: z.array(z.unknown()).optional() }),
});
export type Parameter = z.infer<typeof parameterShape>;

const answerShape = z.object({
  headers: z.record(z.string(), z.unknown()).default({}),
  content: z.record(z.string(), z.object({ schema: z.unknown() })).optional(),
});
type Answer = z.infer<typeof answerShape>;

const documentShape = z.looseObject({
  servers: z.array(z.object({ url: z.string() })).min(1),
  paths: z.record(
    z.string(),
    z.object({
      servers: z.array(z.object({ url: z.string() })).optional(),
      get: z.looseObject({
        operationId: z.string(),
        parameters: z.array(z.unknown()),
        responses: z.record(z.string(), z.unknown()),
      }),
    }),
  ),
  components: z.record(z.string(), z.record(z.string(), z.unknown())),
});

export interface Operation {
  id: string;
  /** With `{names}` of its path parameters. */
  url: string;
  parameters: Parameter[];
  /** By status. */
  answers: Record<string, Answer>;
}

/** Redocly's rules of taste, which say nothing about whether a document is true: all others hold. */
const tastes = [
  'boolean-parameter-prefixes',
  'path-segment-plural',
  'paths-kebab-case',
  'required-string-property-missing-min-length',
  'response-mime-type',
  'scalar-property-missing-example',
  'tags-alphabetical',
  // Tests ask localhost.
  'no-server-example.com',
];

/** What a linter that is not ours has to say of the document, its examples included. */
export async function faultsOf(source: string): Promise<string[]> {
  const config = await createConfig({
    extends: ['all'],
    rules: {
      ...Object.fromEntries(tastes.map((rule) => [rule, 'off'] as const)),
      // OpenAPI 3.0 allows no empty lists here, which the linter lets through.
      ...Object.fromEntries(
        ['required', 'enum'].map((property) => [
          `rule/some-${property}`,
          { subject: { type: 'Schema', property }, assertions: { minLength: 1 }, severity: 'error' } as const,
        ]),
      ),
    },
  });
  const faults = await lintFromString({ source, config });
  return faults.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`);
}

export interface Definition {
  operations: Operation[];
  /** What is wrong with a body, or an empty text. `status` and `mediaType` are those of an answer. */
  faultOf(operation: Operation, status: number, mediaType: string, body: unknown): string;
  /** The names of a schema's properties. */
  propertiesOf(schema: string): string[];
  /** The headers that an answer must have. */
  headersOf(operation: Operation, status: number): string[];
}

/** A schema with no room for members that it does not name, so that an answer cannot have more than the document says. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return inner.type === 'object' && 'properties' in inner ? { additionalProperties: false, ...inner } : inner;
}

export function readDefinition(text: string): Definition {
  // References get an address, so that each schema can be compiled by itself.
  const document = documentShape.parse(JSON.parse(text.replaceAll('"$ref":"#/', '"$ref":"api#/')));
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ components: closed(document.components) }, 'api');
  const validators = new Map<unknown, ValidateFunction>();

  const resolved = <T>(value: unknown, shape: z.ZodType<T>): T => {
    const pointer = z.object({ $ref: z.string() }).safeParse(value).data?.$ref;
    if (pointer === undefined) return shape.parse(value);
    const [, , kind = '', name = ''] = pointer.split('/');
    return shape.parse(document.components[kind]?.[name]);
  };

  const answerOf = ({ id, answers }: Operation, status: number): Answer => {
    const answer = answers[status];
    if (!answer) throw new Error(`${id}: ${status} står inte i dokumentet`);
    return answer;
  };

  const operations = Object.entries(document.paths).map(
    ([path, { servers = document.servers, get }]): Operation => ({
      id: get.operationId,
      url: `${servers[0]?.url}${path}`,
      parameters: get.parameters.map((one) => resolved(one, parameterShape)),
      answers: Object.fromEntries(
        Object.entries(get.responses).map(([status, one]) => [status, resolved(one, answerShape)]),
      ),
    }),
  );

  return {
    operations,
    faultOf(operation, status, mediaType, body) {
      const { content = {} } = answerOf(operation, status);
      const found = content[mediaType];
      if (!found) return `${mediaType} står inte bland ${Object.keys(content).join(', ')}`;
      const validate = validators.get(found) ?? ajv.compile(z.looseObject({}).parse(closed(found.schema)));
      validators.set(found, validate);
      return validate(body) ? '' : ajv.errorsText(validate.errors).slice(0, 1_000);
    },
    propertiesOf(schema) {
      const shape = z.object({ properties: z.record(z.string(), z.unknown()) });
      return Object.keys(shape.parse(document.components.schemas?.[schema]).properties);
    },
    headersOf(operation, status) {
      return Object.entries(answerOf(operation, status).headers)
        .filter(([, header]) => resolved(header, z.looseObject({ required: z.boolean().default(false) })).required)
        .map(([name]) => name);
    },
  };
}
