import { type Definition, licences } from '../datasets/definition.ts';
import { honestDescription } from '../datasets/example-rows.ts';
import { boundsOf } from '../geometry/extent.ts';
import type { Language } from '../http/language.ts';
import type { Service } from '../service.ts';

export interface Link {
  href: string;
  rel: string;
  type?: string;
  title?: string;
}

interface Place {
  baseUrl: string;
  lang: Language;
}

const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
/** Everything under this path is the OGC API. */
const root = '/geodata/v1';

/** The landing page of the API (OGC API – Common). */
export function landingPage({ baseUrl, lang }: Place): object {
  const words = {
    sv: {
      title: 'Öppna geodata',
      description: 'Kommunens geodata, fritt för alla att använda.',
      collections: 'Datamängder',
    },
    en: {
      title: 'Open geodata',
      description: 'The municipality’s geodata, free for everybody.',
      collections: 'Datasets',
    },
  }[lang];
  return {
    title: words.title,
    description: words.description,
    links: [
      { href: `${baseUrl}${root}/`, rel: 'self', type: 'application/json', title: words.title },
      { href: `${baseUrl}${root}/collections`, rel: 'data', type: 'application/json', title: words.collections },
    ] satisfies Link[],
  };
}

export async function collections(service: Service, place: Place): Promise<object> {
  const { definitions } = service.published;
  return {
    links: [{ href: `${place.baseUrl}${root}/collections`, rel: 'self', type: 'application/json' }] satisfies Link[],
    collections: await Promise.all(definitions.map((definition) => collection(service, definition, place))),
  };
}

/** One collection with its true extent, owner and licence. */
export async function collection(service: Service, definition: Definition, { baseUrl, lang }: Place): Promise<object> {
  const { id } = definition;
  const self = collectionUrl(baseUrl, id);
  const bounds = definition.geometry && (await boundsOf(service.database, service.published.layer(id)));
  const links: Link[] = [
    { href: self, rel: 'self', type: 'application/json', title: definition.title[lang] },
    { href: `${self}/items`, rel: 'items', type: 'application/geo+json', title: definition.title[lang] },
    { href: `${baseUrl}/downloads/${id}.geojson`, rel: 'enclosure', type: 'application/geo+json' },
    { href: licences[definition.licence], rel: 'license', title: definition.licence },
  ];
  if (definition.geometry)
    links.push({
      href: `${baseUrl}/tiles/${id}.json`,
      rel: 'describedby',
      type: 'application/json',
      title: 'TileJSON',
    });
  return {
    id,
    title: definition.title[lang],
    description: (await honestDescription(service.database, definition))[lang],
    itemType: 'feature',
    ...(bounds ? { extent: { spatial: { bbox: [bounds], crs: crs84 } } } : {}),
    crs: [crs84],
    links,
  };
}

export function collectionUrl(baseUrl: string, id: string): string {
  return `${baseUrl}${root}/collections/${id}`;
}
