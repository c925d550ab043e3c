import { type MapService, mapStyle } from '../catalogue/map-style.ts';
import type { Localized } from '../datasets/definition.ts';
import { problem } from '../http/problems.ts';
import type { OpenData } from '../open-data/open-data.ts';
import type { Theme } from '../styles/palette.ts';
import { apiUrl, type Link, type Place } from './links.ts';
import { styleJson } from './representations.ts';

/** OGC API – Styles (draft 20-009): the map's own styles, as MapLibre reads them. */

const styles: readonly { id: string; theme: Theme; title: Localized }[] = [
  { id: 'karta', theme: 'light', title: { sv: 'Kartan', en: 'The map' } },
  { id: 'karta-mork', theme: 'dark', title: { sv: 'Kartan, mörk', en: 'The map, dark' } },
];

export function styleList(place: Place, links: readonly Link[]): object {
  return {
    default: 'karta',
    styles: styles.map(({ id, title }) => ({ id, title: title[place.lang], links: styleLinks(place, id) })),
    links,
  };
}

function styleLinks(place: Place, id: string): Link[] {
  const title = { stylesheet: { sv: 'Stilen', en: 'The style' }, about: { sv: 'Om stilen', en: 'About the style' } };
  return [
    {
      href: apiUrl(place, `/styles/${id}`),
      rel: 'stylesheet',
      type: styleJson.mediaType,
      title: title.stylesheet[place.lang],
    },
    {
      href: apiUrl(place, `/styles/${id}/metadata`),
      rel: 'describedby',
      type: 'application/json',
      title: title.about[place.lang],
    },
  ];
}

function styleOf(id: string) {
  const style = styles.find((one) => one.id === id);
  if (!style) throw problem('no-such-page', { path: `/styles/${id}` });
  return style;
}

/** The stylesheet. Throws a 404 problem for an unknown style. */
export function stylesheet(service: MapService, place: Place, id: string): Promise<object> {
  return mapStyle(service, { ...place, theme: styleOf(id).theme });
}

export function styleMetadata(service: OpenData, place: Place, id: string, links: readonly Link[]): object {
  const { title } = styleOf(id);
  return {
    id,
    title: title[place.lang],
    scope: 'style',
    license: 'CC0-1.0',
    stylesheets: [
      {
        title: 'MapLibre',
        version: '8',
        native: true,
        specification: 'https://maplibre.org/maplibre-style-spec/',
        link: styleLinks(place, id)[0],
      },
    ],
    layers: service.published.definitions
      .filter(({ geometry }) => geometry)
      .map((definition) => ({ id: definition.id, type: 'geometry', description: definition.title[place.lang] })),
    links,
  };
}
