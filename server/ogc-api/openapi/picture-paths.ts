import type { Definition } from '../../datasets/definition.ts';
import { featurePictureParameters } from '../../pictures/feature.ts';
import { addressParameters } from '../../pictures/router.ts';
import type { Place } from '../links.ts';
import { ok, responses } from './answers.ts';
import { mapTag } from './map-paths.ts';
import { besideApi, said, wordsOf } from './operations.ts';
import { type Described, featureIdParameter, queryParameters } from './parameters.ts';
import { type Answer, type Paths, ref } from './parts.ts';

/** The map as a picture. */
export function picturePaths(definitions: readonly Definition[], { lang, baseUrl }: Place): Paths {
  const words = said(
    {
      id: 'picture',
      tag: mapTag,
      sv: [
        'Kartan som bild',
        'Det som kartan visar, med orden ur dess egen adress. Också `/karta@2x.png` med dubbelt så många punkter, `.jpg`, `.webp`, `.svg` och `.pdf`.',
      ],
      en: [
        'The map as a picture',
        'What the map shows, in the words of its own address. Also `/karta@2x.png` with twice as many dots, `.jpg`, `.webp`, `.svg` and `.pdf`.',
      ],
    },
    lang,
  );
  return {
    '/karta.png': besideApi(baseUrl, {
      ...words,
      parameters: queryParameters(addressParameters(definitions), lang),
      responses: responses({ 200: picture(words.summary) }, { missing: true }),
    }),
  };
}

/** A small map of one feature. */
export function itemPicturePaths(described: Described): Paths {
  const { definition, lang } = described;
  if (!definition.geometry) return {};
  const words = said(
    wordsOf(definition, {
      id: 'ItemPicture',
      sv: ['karta över ett objekt', 'Objektet på karta, med tydlig kant. `@2x.png`: dubbelt så många punkter.'],
      en: ['map of one feature', 'The feature on a map, with a strong outline. `@2x.png`: twice as many dots.'],
    }),
    lang,
  );
  return {
    [`/collections/${definition.id}/items/{featureId}.png`]: {
      get: {
        ...words,
        parameters: [featureIdParameter(described), ...queryParameters(featurePictureParameters, lang)],
        responses: responses(
          { 200: picture(words.summary), 410: ref('responses', 'Gone') },
          { missing: true, tidied: true },
        ),
      },
    },
  };
}

function picture(description: string): Answer {
  const content = { 'image/png': { schema: { type: 'string', format: 'binary' } } };
  return ok(description, content, ['Content-Language', 'ETag']);
}
