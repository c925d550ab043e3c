import type { Localized } from '../datasets/definition.ts';
import { apiUrl, type Link, type Place, wmsLink } from './links.ts';

const title: Localized = { sv: 'Öppna geodata', en: 'Open geodata' };
const description: Localized = {
  sv: 'Kommunens geodata, fritt för alla att använda. Ingen nyckel, ingen avgift.',
  en: 'The municipality’s geodata, free for everybody. No key, no fee.',
};

/** The landing page of the API (OGC API – Common Part 1, Features Part 1 §7.2). `links`: its own, see representations.ts. */
export function landingPage(place: Place, links: readonly Link[]): object {
  const { lang } = place;
  const words: Record<string, Localized> = {
    collections: { sv: 'Datamängder', en: 'Datasets' },
    conformance: { sv: 'Standarder som följs', en: 'Standards that are followed' },
    openapi: { sv: 'API-beskrivning (OpenAPI 3.0)', en: 'API definition (OpenAPI 3.0)' },
    console: { sv: 'Prova API:et', en: 'Try the API' },
    info: { sv: 'Om API:et (DIGG:s REST-profil)', en: 'About the API (Swedish REST profile)' },
    tilesets: { sv: 'Kartplattor', en: 'Tiles' },
    map: { sv: 'Karta som bild', en: 'Map as a picture' },
    schemes: { sv: 'Rutnät för kartplattor', en: 'Tile matrix sets' },
    styles: { sv: 'Kartstilar', en: 'Styles' },
    wms: { sv: 'Kartbilder (WMS)', en: 'Map pictures (WMS)' },
    licence: { sv: 'Licens: CC0', en: 'Licence: CC0' },
  };
  const link = (path: string, rel: string, type: string, name: string): Link => ({
    href: apiUrl(place, path),
    rel,
    type,
    title: words[name]?.[lang] ?? name,
  });
  return {
    title: title[lang],
    description: description[lang],
    links: [
      ...links,
      link('/api', 'service-desc', 'application/vnd.oai.openapi+json;version=3.0', 'openapi'),
      { href: `${place.baseUrl}/api`, rel: 'service-doc', type: 'text/html', title: words.console?.[lang] ?? '' },
      link('/conformance', 'conformance', 'application/json', 'conformance'),
      link('/conformance', 'http://www.opengis.net/def/rel/ogc/1.0/conformance', 'application/json', 'conformance'),
      link('/collections', 'data', 'application/json', 'collections'),
      link('/collections', 'http://www.opengis.net/def/rel/ogc/1.0/data', 'application/json', 'collections'),
      link('/tiles', 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector', 'application/json', 'tilesets'),
      link('/map', 'http://www.opengis.net/def/rel/ogc/1.0/map', 'image/png', 'map'),
      link('/tileMatrixSets', 'http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes', 'application/json', 'schemes'),
      link('/styles', 'http://www.opengis.net/def/rel/ogc/1.0/styles', 'application/json', 'styles'),
      wmsLink(place, words.wms?.[lang] ?? ''),
      link('/api-info', 'describedby', 'application/json', 'info'),
      { href: 'http://creativecommons.org/publicdomain/zero/1.0/', rel: 'license', title: words.licence?.[lang] ?? '' },
    ],
  };
}
