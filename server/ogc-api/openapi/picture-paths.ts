import type { Definition } from '../../datasets/definition.ts';
import type { Language } from '../../http/language.ts';
import type { QueryParameter } from '../../http/parameters.ts';
import { featurePictureParameters } from '../../pictures/feature.ts';
import { addressParameters } from '../../pictures/router.ts';
import type { Place } from '../links.ts';
import { mapsOffered } from '../maps/formats.ts';
import { collectionMapParameters, datasetMapParameters } from '../maps/parameters.ts';
import { ok, responses } from './answers.ts';
import { mapTag } from './map-paths.ts';
import { besideApi, said, wordsOf } from './operations.ts';
import { type Described, featureIdParameter, type Known, knownOf, queryParameters } from './parameters.ts';
import { type Answer, type Operation, type Paths, ref } from './parts.ts';

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

/** OGC API – Maps (20-058): a map of one dataset. */
export function collectionMapPaths(described: Described): Paths {
  const { definition, lang } = described;
  if (!definition.geometry) return {};
  const words = said(wordsOf(definition, { id: '.collection.getMap', ...mapWords }), lang);
  const { bbox, filter } = knownOf(described);
  const known = { ...(bbox ? { bbox } : {}), ...(filter ? { filter } : {}) };
  return { [`/collections/${definition.id}/map`]: { get: mapOf(words, collectionMapParameters, lang, known) } };
}

/** And one of several at once. */
export function datasetMapPaths(definitions: readonly Definition[], { lang }: Place): Paths {
  const drawn = definitions.filter(({ geometry }) => geometry).map(({ id }) => id);
  const ids = { type: 'array', items: { type: 'string', enum: drawn } };
  const known = { collections: { schema: ids, example: drawn.slice(0, 2) } };
  const words = said({ id: 'dataset.getMap', tag: mapTag, ...mapWords }, lang);
  return { '/map': { get: mapOf(words, datasetMapParameters, lang, known) } };
}

const mapWords = {
  sv: ['karta', 'En bild av en rektangel, i vilken storlek, skala och vilket koordinatsystem som helst.'],
  en: ['map', 'A picture of a rectangle, in any size, scale and coordinate system.'],
} as const;

function mapOf(
  words: ReturnType<typeof said>,
  parameters: readonly QueryParameter[],
  lang: Language,
  known: Known,
): Operation {
  const answer = picture(words.summary, mapsOffered);
  return {
    ...words,
    parameters: queryParameters(parameters, lang, known),
    responses: responses({ 200: answer }, { missing: true, tidied: true }),
  };
}

const png = [{ mediaType: 'image/png' }];

function picture(description: string, offered: readonly { mediaType: string }[] = png): Answer {
  const schema = { type: 'string', format: 'binary' };
  const content = Object.fromEntries(offered.map(({ mediaType }) => [mediaType, { schema }]));
  return ok(description, content, ['Content-Language', 'ETag']);
}
