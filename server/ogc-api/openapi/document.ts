import type { Definition } from '../../datasets/definition.ts';
import { flatColumns } from '../../features/index.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { collection, type Extents } from '../collections.ts';
import { apiUrl, collectionUrl, type Link, type Place } from '../links.ts';
import { sharedAnswers, sharedHeaders } from './answers.ts';

import { collectionPaths } from './collection-paths.ts';
import { commonPaths, commonTag } from './common-paths.ts';
import { documentSchemas } from './document-schemas.ts';
import { featureSchemas } from './feature-schemas.ts';
import { filePaths } from './file-paths.ts';
import { info } from './info.ts';
import { mapPaths, mapTag } from './map-paths.ts';
import type { Described } from './parameters.ts';
import type { Components } from './parts.ts';
import type { Samples } from './sample.ts';
import { sharedParameters } from './shared-parameters.ts';
import { stylePaths } from './style-paths.ts';
import { collectionTilePaths, datasetTilePaths, tileMatrixSetPaths } from './tile-paths.ts';
import { tileSchemas } from './tile-schemas.ts';

/** The API in OpenAPI 3.0.3 and in one language: what is published now, and nothing that is not public. */
export async function openApiDocument(
  service: OpenData,
  extents: Extents,
  samples: Samples,
  place: Place,
): Promise<object> {
  const { lang, baseUrl } = place;
  const { definitions } = service.published;
  const described = await Promise.all(definitions.map((one) => describe(service, one, extents, samples, lang)));
  const examples = await Promise.all(definitions.map((one) => exampleOf(service, one, extents, place)));
  const components: Components = {
    schemas: {
      ...documentSchemas,
      ...tileSchemas,
      ...Object.assign({}, ...described.map((one) => featureSchemas(one.definition, one.columns, lang))),
    },
    parameters: sharedParameters(lang),
    headers: sharedHeaders(lang),
    responses: sharedAnswers(lang),
  };
  return {
    openapi: '3.0.3',
    info: info(service, place),
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
          ...collectionTilePaths(one, place),
          ...filePaths(one, place),
        })),
      ),
      ...tileMatrixSetPaths(place),
      ...datasetTilePaths(definitions, place),
      ...stylePaths(place),
      ...mapPaths(definitions, place),
    },
    components,
  };
}

async function describe(
  service: OpenData,
  definition: Definition,
  extents: Extents,
  samples: Samples,
  lang: Place['lang'],
): Promise<Described> {
  const [{ columns }, extent, sample] = await Promise.all([
    flatColumns(service.database, definition, 'all'),
    extents(service, definition),
    samples(service, definition),
  ]);
  return { definition, columns, extent, sample, lang };
}

/** The collection as it is, with the first of its links. */
async function exampleOf(service: OpenData, definition: Definition, extents: Extents, place: Place): Promise<object> {
  const self: Link = { href: collectionUrl(place, definition.id), rel: 'self', type: 'application/json' };
  return { ...(await collection(service, definition, extents, place, [])), links: [self] };
}
