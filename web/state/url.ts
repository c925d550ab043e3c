/** What the address of the page keeps. Query: what is shown; fragment: where (as MapLibre writes it, zoom/lat/lon). */

export interface Place {
  zoom: number;
  latitude: number;
  longitude: number;
}

export interface Chosen {
  dataset: string;
  key: string;
}

export interface UrlState {
  lang: 'sv' | 'en' | undefined;
  /** Subjects that are switched on; undefined: as the service says. */
  subjects: readonly string[] | undefined;
  measure: string | undefined;
  year: number | undefined;
  chosen: Chosen | undefined;
  place: Place | undefined;
  /** What has ended is shown, too. */
  ended: boolean;
  /** Of some datasets only the features that match, by dataset, in CQL2. */
  filters: Readonly<Record<string, string>>;
  /** What the panel shows, where the rest does not tell. */
  room: string | undefined;
  /** What the capabilities of the map keep, by the names of their parameters (address-parts.ts). */
  parts: Readonly<Record<string, string>>;
}

const filterPrefix = 'urval.';
const own = new Set(['lang', 'lager', 'ar', 'matt', 'valt', 'upphort', 'vy']);

export function readUrl(url: URL): UrlState {
  const query = url.searchParams;
  const lang = query.get('lang');
  const subjects = query.get('lager');
  const year = Number(query.get('ar') ?? Number.NaN);
  return {
    lang: lang === 'sv' || lang === 'en' ? lang : undefined,
    subjects: subjects === null ? undefined : subjects.split(',').filter(Boolean),
    measure: query.get('matt') ?? undefined,
    year: Number.isInteger(year) ? year : undefined,
    chosen: readChosen(query.get('valt')),
    place: readPlace(url.hash),
    ended: query.get('upphort') === 'ja',
    room: query.get('vy') ?? undefined,
    filters: Object.fromEntries(
      [...query]
        .filter(([name, filter]) => name.startsWith(filterPrefix) && filter)
        .map(([name, filter]) => [name.slice(filterPrefix.length), filter]),
    ),
    parts: Object.fromEntries([...query].filter(([name]) => !own.has(name) && !name.startsWith(filterPrefix))),
  };
}

/** A key may hold slashes; a dataset's id never does. */
function readChosen(text: string | null): Chosen | undefined {
  const [, dataset, key] = /^([a-z_][a-z0-9_]*)\/(.+)$/.exec(text ?? '') ?? [];
  return dataset && key ? { dataset, key } : undefined;
}

function readPlace(hash: string): Place | undefined {
  const [zoom, latitude, longitude] = hash.replace(/^#/, '').split('/').map(Number);
  if (zoom === undefined || latitude === undefined || longitude === undefined) return undefined;
  const valid = zoom >= 0 && zoom <= 24 && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180;
  return valid ? { zoom, latitude, longitude } : undefined;
}

/** How a picture looks that is not told by the address of the page. */
export interface PictureLook {
  width: number;
  height: number;
  dark: boolean;
}

/** The address of a picture of what the page shows, after its host (server/pictures/address/parameters.ts reads it). */
export function pictureAddress(ending: string, state: UrlState, { width, height, dark }: PictureLook): string {
  const shown = writeUrl({ ...state, place: undefined, room: undefined, parts: {} }).replace(/^\?/, '');
  const more = [
    shown,
    writePlace(state.place).replace('#', 'plats='),
    `storlek=${width}x${height}`,
    dark && 'tema=dark',
  ];
  return `/karta${ending}?${more.filter(Boolean).join('&')}`;
}

/** The part of the address after the path. */
export function writeUrl(state: UrlState): string {
  const query = [
    ['lager', state.subjects?.join(',')],
    ['matt', state.measure],
    ['ar', state.year],
    ['valt', state.chosen ? `${state.chosen.dataset}/${state.chosen.key}` : undefined],
    ['upphort', state.ended ? 'ja' : undefined],
    ['vy', state.room],
    ...Object.entries(state.parts),
    ['lang', state.lang],
    ...Object.entries(state.filters).map(([dataset, filter]) => [filterPrefix + dataset, filter]),
  ]
    .filter(([, value]) => value !== undefined)
    // Commas, slashes and colons are allowed in a query (RFC 3986 §3.4) and keep the address readable.
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(String(value)).replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':')}`,
    )
    .join('&');
  return `${query ? `?${query}` : ''}${writePlace(state.place)}`;
}

function writePlace(place: Place | undefined): string {
  return place ? `#${place.zoom.toFixed(2)}/${place.latitude.toFixed(5)}/${place.longitude.toFixed(5)}` : '';
}
