import type { Localized } from '../../datasets/definition.ts';
import { documents, formatsOf } from '../../formats/index.ts';
import { collectionUrl, type Place } from '../links.ts';
import { itemParameters, itemsParameters } from '../parameters.ts';
import { bare, html, type Representation, schemaJson } from '../representations.ts';
import { collectionSchema } from '../schema.ts';
import { ok, responses } from './answers.ts';
import { featuresAs } from './feature-schemas.ts';
import { documentOperation, said } from './operations.ts';
import { type Described, knownOf, queryParameters } from './parameters.ts';
import { type MediaType, type Parameter, type Paths, ref } from './parts.ts';

/** The paths of one dataset, written out. `example`: of its collection. */
export function collectionPaths(described: Described, place: Place, example: unknown): Paths {
  const { definition, sample, lang } = described;
  const { id, title } = definition;
  const known = knownOf(described);
  const path = `/collections/${id}`;
  const words = (name: string, summary: Localized, description: Localized) => ({
    operationId: `${id}${name}`,
    tag: id,
    summary: { sv: `${title.sv}: ${summary.sv}`, en: `${title.en}: ${summary.en}` },
    description,
  });
  const contentOf = (formats: readonly Representation[], as: 'Feature' | 'Features') =>
    Object.fromEntries(
      formats.map((format): [string, MediaType] => [
        bare(format.mediaType),
        featuresAs(format, definition, sample, as),
      ]),
    );
  const fields = (name: 'Schema' | 'Queryables' | 'Sortables', summary: Localized, description: Localized) => {
    const url = `${collectionUrl(place, id)}/${name.toLowerCase()}`;
    const shown = described.columns.slice(0, 2);
    return documentOperation(
      words(name, summary, description),
      {
        schema: 'JsonSchema',
        example: collectionSchema(definition, shown, { url, lang, of: name === 'Schema' ? 'values' : 'questions' }),
        offered: [schemaJson, html],
      },
      lang,
    );
  };
  return {
    [path]: {
      get: documentOperation(
        words('Collection', { sv: 'om datamängden', en: 'about the dataset' }, definition.description),
        { schema: 'Collection', example },
        lang,
      ),
    },
    [`${path}/items`]: {
      get: {
        ...said(
          words(
            'Items',
            { sv: 'objekt', en: 'features' },
            {
              sv: 'De objekt som villkoren väljer, en sida i taget. Länken `next` leder till nästa sida.',
              en: 'The features that the conditions select, a page at a time. The `next` link leads to the next page.',
            },
          ),
          lang,
        ),
        parameters: queryParameters(itemsParameters(definition), lang, known),
        responses: responses(
          {
            200: ok(
              { sv: 'Objekten.', en: 'The features.' }[lang],
              contentOf([...formatsOf(definition), html], 'Features'),
              ['Content-Crs', 'Content-Language', 'Link', 'OGC-NumberMatched', 'OGC-NumberReturned', 'ETag'],
            ),
            413: ref('responses', 'TooLarge'),
          },
          { missing: false, tidied: true },
        ),
      },
    },
    [`${path}/items/{featureId}`]: {
      get: {
        ...said(
          words(
            'Item',
            { sv: 'ett objekt', en: 'one feature' },
            { sv: 'Ett objekt med alla sina fält.', en: 'One feature with all its fields.' },
          ),
          lang,
        ),
        parameters: [featureIdParameter(described), ...queryParameters(itemParameters(definition), lang)],
        responses: responses(
          {
            200: ok({ sv: 'Objektet.', en: 'The feature.' }[lang], contentOf([...documents, html], 'Feature'), [
              'Content-Crs',
              'Content-Language',
              'Link',
              'ETag',
            ]),
          },
          { missing: true, tidied: true },
        ),
      },
    },
    [`${path}/schema`]: {
      get: fields(
        'Schema',
        { sv: 'fälten', en: 'the fields' },
        {
          sv: 'Alla fält som JSON Schema, med typer, enheter och kodlistor.',
          en: 'All fields as JSON Schema, with types, units and code lists.',
        },
      ),
    },
    [`${path}/queryables`]: {
      get: fields(
        'Queryables',
        { sv: 'fält att filtrera på', en: 'fields to filter by' },
        {
          sv: 'De fält som `filter` kan fråga om, som JSON Schema.',
          en: 'The fields that `filter` can ask about, as JSON Schema.',
        },
      ),
    },
    [`${path}/sortables`]: {
      get: fields(
        'Sortables',
        { sv: 'fält att sortera efter', en: 'fields to sort by' },
        { sv: 'De fält som `sortby` tar, som JSON Schema.', en: 'The fields that `sortby` takes, as JSON Schema.' },
      ),
    },
  };
}

function featureIdParameter({ columns, definition, sample, lang }: Described): Parameter {
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
