import { apiInfo } from '../api-info.ts';
import { conformance } from '../conformance.ts';
import { landingPage } from '../landing-page.ts';
import { apiUrl, type Link, type Place } from '../links.ts';
import { definitionParameters } from '../parameters.ts';
import { openApiJson } from '../representations.ts';
import { documentAt } from './operations.ts';
import { type Paths, ref } from './parts.ts';

export const commonTag = 'api';

/** What is the same for all datasets (OGC API – Common). `collections`: examples of theirs. */
export function commonPaths(place: Place, collections: readonly unknown[]): Paths {
  const self: Link = { href: apiUrl(place), rel: 'self', type: 'application/json' };
  const tag = commonTag;
  const definition = documentAt(place, {
    id: 'apiDefinition',
    tag,
    sv: ['Den här beskrivningen', 'API:et beskrivet i OpenAPI 3.0, skrivet ur datamängdernas definitioner.'],
    en: ['This definition', 'The API described in OpenAPI 3.0, written from the definitions of the datasets.'],
    schema: 'OpenApi',
    example: { openapi: '3.0.3', info: {}, paths: {} },
    offered: [openApiJson],
    query: definitionParameters,
  });
  const toConsole = {
    description: {
      sv: 'En webbläsare leds till sidan där API:et går att prova.',
      en: 'A browser is led to the page where the API can be tried.',
    }[place.lang],
    headers: { Location: ref('headers', 'Location') },
  };
  return {
    '/': documentAt(place, {
      id: 'landingPage',
      tag,
      sv: ['Startsida', 'Länkar till allt som finns i API:et.'],
      en: ['Landing page', 'Links to all that the API has.'],
      schema: 'LandingPage',
      example: landingPage(place, [self]),
    }),
    '/conformance': documentAt(place, {
      id: 'conformance',
      tag,
      sv: ['Standarder som följs', 'De klasser ur OGC:s standarder som API:et uppfyller.'],
      en: ['Standards that are followed', 'The conformance classes of the OGC standards that hold.'],
      schema: 'Conformance',
      example: { ...conformance(), links: [] },
    }),
    '/api-info': documentAt(place, {
      id: 'apiInfo',
      tag,
      sv: ['Om API:et', 'Namn, version och status enligt DIGG:s REST API-profil (VER.06).'],
      en: ['About the API', 'Name, version and status as in the Swedish REST API profile (VER.06).'],
      schema: 'ApiInfo',
      example: apiInfo(place),
    }),
    '/api': { get: { ...definition.get, responses: { ...definition.get.responses, 303: toConsole } } },
    '/collections': documentAt(place, {
      id: 'collections',
      tag,
      sv: [
        'Alla datamängder',
        'Varje datamängd med utbredning, koordinatsystem och länkar till objekt, filer, fält och kartplattor.',
      ],
      en: [
        'All datasets',
        'Each dataset with its extent, coordinate systems and links to features, files, fields and tiles.',
      ],
      schema: 'Collections',
      example: { links: [], crs: [], collections },
    }),
  };
}
