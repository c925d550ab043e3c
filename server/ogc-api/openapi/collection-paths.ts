import { documents, formatsOf } from '../../formats/index.ts';
import type { Language } from '../../http/language.ts';
import { collectionUrl, type Place } from '../links.ts';
import { itemParameters, itemsParameters } from '../parameters.ts';
import { bare, html, type Representation, schemaJson } from '../representations.ts';
import { collectionSchema } from '../schema.ts';
import { ok, responses } from './answers.ts';
import { featuresAs } from './feature-schemas.ts';
import { documentAt, said, type Words, wordsOf } from './operations.ts';
import { type Described, featureIdParameter, knownOf, queryParameters } from './parameters.ts';
import { type MediaType, type Paths, ref } from './parts.ts';

/** The paths of one dataset, written out. `example`: of its collection. */
export function collectionPaths(described: Described, place: Place, example: unknown): Paths {
  const { definition, sample, lang } = described;
  const { id } = definition;
  const path = `/collections/${id}`;
  const contentOf = (formats: readonly Representation[], as: 'Feature' | 'Features') =>
    Object.fromEntries(
      formats.map((format): [string, MediaType] => [
        bare(format.mediaType),
        featuresAs(format, definition, sample, as),
      ]),
    );
  const fields = (name: 'Schema' | 'Queryables' | 'Sortables', words: Pick<Words, Language>) => {
    const url = `${collectionUrl(place, id)}/${name.toLowerCase()}`;
    const of = name === 'Schema' ? 'values' : 'questions';
    return documentAt(place, {
      ...wordsOf(definition, { id: name, ...words }),
      schema: 'JsonSchema',
      example: collectionSchema(definition, described.columns.slice(0, 2), { url, lang, of }),
      offered: [schemaJson, html],
    });
  };
  const items = said(
    wordsOf(definition, {
      id: 'Items',
      sv: ['objekt', 'De objekt som villkoren väljer, en sida i taget. Länken `next` leder till nästa sida.'],
      en: [
        'features',
        'The features that the conditions select, a page at a time. The `next` link leads to the next page.',
      ],
    }),
    lang,
  );
  const item = said(
    wordsOf(definition, {
      id: 'Item',
      sv: ['ett objekt', 'Ett objekt med alla sina fält.'],
      en: ['one feature', 'One feature with all its fields.'],
    }),
    lang,
  );
  const headers = ['Content-Crs', 'Content-Language', 'Link', 'ETag'];
  const counted = [...headers, 'OGC-NumberMatched', 'OGC-NumberReturned'];
  return {
    [path]: documentAt(place, {
      ...wordsOf(definition, {
        id: 'Collection',
        sv: ['om datamängden', definition.description.sv],
        en: ['about the dataset', definition.description.en],
      }),
      schema: 'Collection',
      example,
    }),
    [`${path}/items`]: {
      get: {
        ...items,
        parameters: queryParameters(itemsParameters(definition), lang, knownOf(described)),
        responses: responses(
          {
            200: ok(items.summary, contentOf([...formatsOf(definition), html], 'Features'), counted),
            413: ref('responses', 'TooLarge'),
          },
          { missing: true, tidied: true },
        ),
      },
    },
    [`${path}/items/{featureId}`]: {
      get: {
        ...item,
        parameters: [featureIdParameter(described), ...queryParameters(itemParameters(definition), lang)],
        responses: responses(
          {
            200: ok(item.summary, contentOf([...documents, html], 'Feature'), headers),
            410: ref('responses', 'Gone'),
          },
          { missing: true, tidied: true },
        ),
      },
    },
    [`${path}/schema`]: fields('Schema', {
      sv: ['fälten', 'Alla fält som JSON Schema, med typer, enheter och kodlistor.'],
      en: ['the fields', 'All fields as JSON Schema, with types, units and code lists.'],
    }),
    [`${path}/queryables`]: fields('Queryables', {
      sv: ['fält att filtrera på', 'De fält som `filter` kan fråga om, som JSON Schema.'],
      en: ['fields to filter by', 'The fields that `filter` can ask about, as JSON Schema.'],
    }),
    [`${path}/sortables`]: fields('Sortables', {
      sv: ['fält att sortera efter', 'De fält som `sortby` tar, som JSON Schema.'],
      en: ['fields to sort by', 'The fields that `sortby` takes, as JSON Schema.'],
    }),
  };
}
