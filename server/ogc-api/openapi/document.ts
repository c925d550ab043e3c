import type { Organisations } from '../../datasets/organisations.ts';
import { isTable } from '../../statistics/index.ts';
import { collection } from '../collections.ts';
import { apiUrl, collectionUrl, type Link, type Place } from '../links.ts';
import { aggregatePaths } from './aggregate-paths.ts';
import { sharedAnswers, sharedHeaders } from './answers.ts';
import { collectionPaths } from './collection-paths.ts';
import { commonPaths, commonTag } from './common-paths.ts';
import { documentSchemas } from './document-schemas.ts';
import { facetsPaths } from './facets-paths.ts';
import { featureSchemas } from './feature-schemas.ts';
import { filePaths } from './file-paths.ts';
import { herePaths } from './here-paths.ts';
import { historyPaths } from './history-paths.ts';
import { info } from './info.ts';
import { mapPaths, mapTag } from './map-paths.ts';
import { needPaths } from './need-paths.ts';
import { type Described, sharedParameters } from './parameters.ts';
import type { Components } from './parts.ts';
import { collectionMapPaths, datasetMapPaths, itemPicturePaths, picturePaths } from './picture-paths.ts';
import { qualityPaths } from './quality-paths.ts';
import { searchPaths } from './search-paths.ts';
import { stylePaths } from './style-paths.ts';
import { collectionTilePaths, datasetTilePaths, tileMatrixSetPaths } from './tile-paths.ts';

/**
 * The API in OpenAPI 3.0.3 and in one language: of these datasets, and nothing that is not public. Asks nobody for
 * anything.
 */
export function openApiDocument(described: readonly Described[], organisations: Organisations, place: Place): object {
  const { lang, baseUrl } = place;
  const definitions = described.map(({ definition }) => definition);
  const examples = described.map((one) => exampleOf(one, place));
  const { Aggregate, ...schemas } = documentSchemas;
  const components: Components = {
    schemas: {
      ...schemas,
      ...(Aggregate && definitions.some(isTable) ? { Aggregate } : {}),
      ...Object.assign({}, ...described.map((one) => featureSchemas(one.definition, one.columns, lang))),
    },
    parameters: sharedParameters(lang),
    headers: sharedHeaders(lang),
    responses: sharedAnswers(lang),
  };
  return {
    openapi: '3.0.3',
    info: info(definitions, organisations, place),
    externalDocs: {
      description: { sv: 'Sida att prova API:et på', en: 'Page to try the API on' }[lang],
      url: `${baseUrl}/api`,
    },
    servers: [{ url: apiUrl(place) }],
    // No key, for anything.
    security: [],
    tags: [
      { name: commonTag, description: { sv: 'Om API:et', en: 'About the API' }[lang] },
      ...definitions.map(({ id, title, description }) => ({
        name: id,
        description: `${title[lang]}. ${description[lang]}`,
      })),
      { name: mapTag, description: { sv: 'För kartor', en: 'For maps' }[lang] },
    ],
    paths: {
      ...commonPaths(place, examples.slice(0, 1)),
      ...Object.assign(
        {},
        ...described.map((one, index) => ({
          ...collectionPaths(one, place, examples[index]),
          ...itemPicturePaths(one),
          ...collectionMapPaths(one),
          ...historyPaths(one, place),
          ...facetsPaths(one, place),
          ...aggregatePaths(one, place),
          ...qualityPaths(one, place),
          ...collectionTilePaths(one, place),
          ...filePaths(one, place),
        })),
      ),
      ...searchPaths(place),
      ...tileMatrixSetPaths(place),
      ...datasetTilePaths(definitions, place),
      ...stylePaths(place),
      ...mapPaths(definitions, place),
      ...herePaths(place),
      ...needPaths(place),
      ...picturePaths(definitions, place),
      ...datasetMapPaths(definitions, place),
    },
    components,
  };
}

/** The collection as it is, with the first of its links. */
function exampleOf({ definition, extent }: Described, place: Place): object {
  const self: Link = { href: collectionUrl(place, definition.id), rel: 'self', type: 'application/json' };
  return { ...collection(definition, extent, place, []), links: [self] };
}
