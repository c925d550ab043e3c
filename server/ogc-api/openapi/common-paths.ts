import { apiInfo } from '../api-info.ts';
import { conformance } from '../conformance.ts';
import { landingPage } from '../landing-page.ts';
import { apiUrl, type Link, type Place } from '../links.ts';
import { definitionParameters } from '../parameters.ts';
import { openApiJson } from '../representations.ts';
import { documentOperation } from './operations.ts';
import { queryParameters } from './parameters.ts';
import { type Paths, ref } from './parts.ts';

export const commonTag = 'api';

/** What is the same for all datasets (OGC API – Common). `collections`: examples of theirs. */
export function commonPaths(place: Place, collections: readonly unknown[]): Paths {
  const { lang } = place;
  const self: Link = { href: apiUrl(place), rel: 'self', type: 'application/json' };
  const definition = documentOperation(
    {
      operationId: 'apiDefinition',
      tag: commonTag,
      summary: { sv: 'Den här beskrivningen', en: 'This definition' },
      description: {
        sv: 'API:et beskrivet i OpenAPI 3.0, skrivet ur datamängdernas definitioner.',
        en: 'The API described in OpenAPI 3.0, written from the definitions of the datasets.',
      },
    },
    { schema: 'OpenApi', example: { openapi: '3.0.3', info: {}, paths: {} }, offered: [openApiJson] },
    lang,
  );
  const toConsole = {
    description: {
      sv: 'En webbläsare leds till sidan där API:et går att prova.',
      en: 'A browser is led to the page where the API can be tried.',
    }[lang],
    headers: { Location: ref('headers', 'Location') },
  };
  return {
    '/': {
      get: documentOperation(
        {
          operationId: 'landingPage',
          tag: commonTag,
          summary: { sv: 'Startsida', en: 'Landing page' },
          description: {
            sv: 'Länkar till allt som finns i API:et.',
            en: 'Links to all that the API has.',
          },
        },
        { schema: 'LandingPage', example: landingPage(place, [self]) },
        lang,
      ),
    },
    '/conformance': {
      get: documentOperation(
        {
          operationId: 'conformance',
          tag: commonTag,
          summary: { sv: 'Standarder som följs', en: 'Standards that are followed' },
          description: {
            sv: 'De klasser ur OGC:s standarder som API:et uppfyller.',
            en: 'The conformance classes of the OGC standards that hold.',
          },
        },
        { schema: 'Conformance', example: { ...conformance(), links: [] } },
        lang,
      ),
    },
    '/api-info': {
      get: documentOperation(
        {
          operationId: 'apiInfo',
          tag: commonTag,
          summary: { sv: 'Om API:et', en: 'About the API' },
          description: {
            sv: 'Namn, version och status enligt DIGG:s REST API-profil (VER.06).',
            en: 'Name, version and status as in the Swedish REST API profile (VER.06).',
          },
        },
        { schema: 'ApiInfo', example: apiInfo(place) },
        lang,
      ),
    },
    '/api': {
      get: {
        ...definition,
        parameters: queryParameters(definitionParameters, lang),
        responses: { ...definition.responses, 303: toConsole },
      },
    },
    '/collections': {
      get: documentOperation(
        {
          operationId: 'collections',
          tag: commonTag,
          summary: { sv: 'Alla datamängder', en: 'All datasets' },
          description: {
            sv: 'Varje datamängd med utbredning, koordinatsystem och länkar till objekt, filer, fält och kartplattor.',
            en: 'Each dataset with its extent, coordinate systems and links to features, files, fields and tiles.',
          },
        },
        { schema: 'Collections', example: { links: [], crs: [], collections } },
        lang,
      ),
    },
  };
}
