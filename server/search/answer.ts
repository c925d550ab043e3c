import { boundsOf } from '../geometry/extent.ts';
import type { Language } from '../http/language.ts';
import { keptUntilChanged } from '../open-data/kept.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { inWords, readCoordinates } from './coordinates.ts';
import type { Found, SearchDocument } from './document.ts';
import type { Address, Addresses, AskAddresses } from './geocoders/index.ts';
import { type Hit, readHits } from './hits.ts';
import type { SearchIndex } from './keep.ts';
import { withKey } from './keys.ts';
import { matches, type View, wordsIn } from './matching.ts';
import { words } from './words.ts';

/** What the search needs of the service. */
export interface SearchService extends OpenData {
  search: SearchIndex;
}

export interface Asked {
  text: string;
  view: View | undefined;
  /** Undefined: all, and coordinates and addresses too. */
  datasets: readonly string[] | undefined;
  limit: number;
  lang: Language;
  baseUrl: string;
}

const coordinatesGroup = 'koordinater';
const addressesGroup = 'adresser';
/** A short number is the key of something in each dataset, and rarely what is meant. */
const telling = 6;
const mostAddresses = 5;

/** Finds what a text may mean. Throws a 404 problem for a dataset that there is not. */
export async function search(service: SearchService, ask: AskAddresses, asked: Asked): Promise<SearchDocument> {
  const text = readable(asked.text);
  const isEverywhere = asked.datasets === undefined;
  const coordinates = isEverywhere ? readCoordinates(text) : [];
  const addresses = isEverywhere && coordinates.length === 0 ? askAddresses(service, ask, text, asked) : undefined;
  const [features, found] = await Promise.all([findFeatures(service, text, asked), addresses]);
  const here = coordinates.map((reading): Found => {
    const title = inWords(reading, asked.lang);
    return place(`${coordinatesGroup}/${reading.srid}/${reading.point}`, reading.point, {
      kind: 'coordinates',
      group: coordinatesGroup,
      title,
    });
  });
  const known = (found?.found ?? []).map(({ title, subtitle, point, isOutside }): Found => {
    const where = [subtitle, isOutside ? words.outside[asked.lang] : undefined].filter(Boolean).join(', ');
    const told = { kind: 'address', group: addressesGroup, title, ...(where ? { subtitle: where } : {}) } as const;
    return place(`${addressesGroup}/${title}/${point}`, point, told);
  });
  const all = [...here, ...features.hits, ...known].slice(0, asked.limit);
  return {
    type: 'FeatureCollection',
    numberReturned: all.length,
    groups: groupsOf(service, all, features.matched, asked.lang),
    features: all,
    notes: (found?.failed ?? []).map(({ service: name, reason }) =>
      words[reason][asked.lang].replace('{service}', name),
    ),
  };
}

/** Without what no text of a database can hold. */
function readable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

function place(id: string, [longitude, latitude]: readonly [number, number], properties: Found['properties']): Found {
  const rounded = [longitude, latitude].map((degrees) => Math.round(degrees * 1e7) / 1e7);
  return { type: 'Feature', id, geometry: { type: 'Point', coordinates: rounded }, properties };
}

async function findFeatures(
  { database, published, search: index }: SearchService,
  text: string,
  { datasets, view, limit, lang, baseUrl }: Asked,
): Promise<{ hits: Found[]; matched: ReadonlyMap<string, number> }> {
  const definitions = datasets ? [...new Set(datasets)].map((id) => published.dataset(id)) : published.definitions;
  const searched = { datasets: definitions.map(({ id }) => id), view, limit };
  const { keyTypeOf } = index;
  const asWords = await wordsIn(database, text);
  const byKey = await withKey(database, definitions, keyTypeOf, text);
  // Whoever knows a key has not misspelt a name.
  const byWords = await matches(database, { ...searched, words: asWords }, byKey.length === 0 || text.length < telling);
  const counts = new Map(byWords.map(({ dataset, key, alike }) => [`${dataset}/${key}`, alike]));
  const others = byKey.filter(({ dataset, key }) => !counts.has(`${dataset}/${key}`));
  const ordered = text.length >= telling ? [...others, ...byWords] : [...byWords, ...others];
  // Grouped, in the order in which each group has its best.
  const groups = [...new Set(ordered.map(({ dataset }) => dataset))];
  const found = ordered.slice(0, limit).toSorted((a, b) => groups.indexOf(a.dataset) - groups.indexOf(b.dataset));
  const read = await readHits(database, published, found, { words: asWords, lang, keyTypeOf });
  const scores = new Map(byWords.map(({ dataset, key, score }) => [`${dataset}/${key}`, score]));
  const alikeIn = ({ dataset, key }: Hit) => `${dataset} ${scores.get(`${dataset}/${key}`)}`;
  return {
    hits: asWrittenFirst(read, alikeIn, text).map((hit) =>
      featureOf(hit, counts.get(`${hit.dataset}/${hit.key}`) ?? 1, baseUrl),
    ),
    matched: new Map(byWords.map(({ dataset, matched }) => [dataset, matched])),
  };
}

/** Among those that stand beside each other and are alike: Ängsgatan before Angsgatan, where that was written. */
function asWrittenFirst(hits: readonly Hit[], alikeIn: (hit: Hit) => string, text: string): Hit[] {
  const isAsWritten = ({ title, matched }: Hit) =>
    `${title} ${matched?.text}`.toLocaleLowerCase('sv').includes(text.toLocaleLowerCase('sv')) ? 0 : 1;
  const runs = new Map(hits.map((hit, index) => [alikeIn(hit), index]));
  return hits.toSorted(
    (a, b) => (runs.get(alikeIn(a)) ?? 0) - (runs.get(alikeIn(b)) ?? 0) || isAsWritten(a) - isAsWritten(b),
  );
}

function featureOf({ point, box, ...told }: Hit, alike: number, baseUrl: string): Found {
  const { dataset, key, title, subtitle, subject, matched } = told;
  return {
    type: 'Feature',
    id: `${dataset}/${key}`,
    ...(box ? { bbox: box } : {}),
    geometry: point ? { type: 'Point', coordinates: point } : null,
    properties: {
      ...{ kind: 'feature', group: dataset, title, dataset, key, subject },
      ...(subtitle ? { subtitle } : {}),
      ...(matched ? { matched } : {}),
      ...(alike > 1 ? { alike } : {}),
      href: `${baseUrl}/geodata/v1/collections/${dataset}/items/${encodeURIComponent(key)}`,
    },
  };
}

function groupsOf(
  { published }: SearchService,
  all: readonly Found[],
  matched: ReadonlyMap<string, number>,
  lang: Language,
): SearchDocument['groups'] {
  return [...new Set(all.map(({ properties }) => properties.group))].map((id) => {
    const numberReturned = all.filter(({ properties }) => properties.group === id).length;
    if (id === coordinatesGroup || id === addressesGroup) {
      const name = id === coordinatesGroup ? words.coordinates : words.addresses;
      return { id, title: name[lang], numberReturned };
    }
    const title = published.dataset(id).title[lang];
    return { id, title, numberMatched: Math.max(matched.get(id) ?? 0, numberReturned), numberReturned };
  });
}

const keptBounds = keptUntilChanged<Awaited<ReturnType<typeof boundsOf>>>(200);

/** West, south, east, north around all that is published: the municipality. */
async function boundsOfAll(service: SearchService): Promise<View> {
  const { database, published } = service;
  const all = await Promise.all(
    published.definitions
      .filter(({ geometry }) => geometry !== null)
      .map((definition) =>
        keptBounds(service, definition, 'bounds', () => boundsOf(database, published.layer(definition.id))),
      ),
  );
  const [west, south, east, north] = [0, 1, 2, 3].map((corner) => {
    const edges = all.flatMap((bounds) => bounds?.[corner] ?? []);
    return corner < 2 ? Math.min(...edges) : Math.max(...edges);
  });
  return [west ?? 0, south ?? 0, east ?? 0, north ?? 0];
}

/** Those in the municipality first. */
async function askAddresses(
  service: SearchService,
  ask: AskAddresses,
  text: string,
  { lang }: Asked,
): Promise<{ found: (Address & { isOutside: boolean })[]; failed: Addresses['failed'] }> {
  const { geocoders, mapView } = service.config;
  if (geocoders.length === 0 || text.length < 3) return { found: [], failed: [] };
  const [{ found, failed }, [west, south, east, north]] = await Promise.all([
    ask({ text, near: mapView.center, lang, limit: mostAddresses }),
    boundsOfAll(service),
  ]);
  const placed = found.map((one) => {
    const [longitude, latitude] = one.point;
    return { ...one, isOutside: longitude < west || longitude > east || latitude < south || latitude > north };
  });
  return { found: placed.toSorted((a, b) => Number(a.isOutside) - Number(b.isOutside)), failed };
}
