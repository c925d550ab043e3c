import { z } from 'zod';
import type { Definition } from '../../datasets/definition.ts';
import { bboxCrs, crs, type FlatColumn, filterFields, filterParameters, paging } from '../../features/index.ts';
import type { Language } from '../../http/language.ts';
import { langParameter, type QueryParameter } from '../../http/parameters.ts';
import type { Extent } from '../collections.ts';
import { propertySchema } from '../schema.ts';
import { type Parameter, type Ref, ref } from './parts.ts';
import type { Sample } from './sample.ts';

/** Query parameters in OpenAPI, written from what reads them. */

/** The same wherever they are. */
const shared: readonly QueryParameter[] = [langParameter, ...paging, crs, bboxCrs, ...filterParameters];

function written({ name, about, schema, example }: QueryParameter, lang: Language): Parameter {
  return {
    name,
    in: 'query',
    description: about[lang],
    // With commas between (OGC API – Features Part 1 §7.15).
    style: 'form',
    explode: false,
    schema: z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'output' }),
    ...(example === undefined ? {} : { example }),
  };
}

/** For `components`. */
export function sharedParameters(lang: Language): Record<string, Parameter> {
  return Object.fromEntries(shared.map((one) => [one.name, written(one, lang)]));
}

/** What a dataset knows of some of its parameters, by name. */
export type Known = Readonly<Record<string, Partial<Pick<Parameter, 'example' | 'schema'>>>>;

export function queryParameters(
  parameters: readonly QueryParameter[],
  lang: Language,
  known: Known = {},
): (Parameter | Ref)[] {
  return parameters.map((one) =>
    shared.includes(one) && !known[one.name]
      ? ref('parameters', one.name)
      : { ...written(one, lang), ...known[one.name] },
  );
}

/** What a dataset's own parameters are written from. */
export interface Described {
  definition: Definition;
  columns: readonly FlatColumn[];
  extent: Extent;
  sample: Sample | undefined;
  lang: Language;
}

/** Examples that together find the sample, and what the dataset's fields hold. */
export function knownOf({ definition, extent, sample, lang }: Described): Known {
  const fields = filterFields(definition);
  const whole = extent.bounds ?? [17, 59.6, 17.2, 59.7];
  const codesFirst = [...fields.filter(({ codes }) => codes), ...fields];
  const [filter] = codesFirst.flatMap(({ name, type }) => {
    const value = ['text', 'code'].includes(type) ? sample?.properties[name] : undefined;
    return typeof value === 'string' ? [`"${name}" = '${value.replaceAll("'", "''")}'`] : [];
  });
  return {
    bbox: { example: whole.map((degree, index) => (index < 2 ? Math.floor : Math.ceil)(degree * 100) / 100) },
    datetime: { example: `${extent.interval?.[0]?.slice(0, 10) ?? '2026-01-01'}/..` },
    ...(filter ? { filter: { example: filter } } : {}),
    ...Object.fromEntries(
      fields.map((field) => {
        const { name, type } = field;
        const value = sample?.properties[name] ?? (name === 'id' ? sample?.id : undefined);
        const example = Array.isArray(value) ? value[0] : value;
        return [
          name,
          {
            schema: propertySchema({ ...field, type: type === 'list' ? 'text' : type }, lang),
            ...(example === undefined || example === null ? {} : { example }),
          },
        ];
      }),
    ),
  };
}

/** Which feature, in a path. */
export function featureIdParameter({ columns, definition, sample, lang }: Described): Parameter {
  const key = columns.find(({ name }) => name === definition.key);
  return {
    name: 'featureId',
    in: 'path',
    description: `${{ sv: 'Objektets id', en: 'Id of the feature' }[lang]}${key ? `: ${key.title[lang]}` : ''}.`,
    required: true,
    schema: { type: 'string' },
    ...(sample ? { example: sample.id } : {}),
  };
}
