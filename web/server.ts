import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Feature } from 'geojson';
import type { HereDocument } from '../server/here/shape.ts';
import type { SearchDocument } from '../server/search/document.ts';
import type { MapDescription } from '../server/styles/describe.ts';
import type { SeriesTotals } from '../server/styles/measures.ts';
import type { Theme } from '../server/styles/palette.ts';
import type { Chosen } from './state/url.ts';
import type { Lang } from './text/texts.ts';

/** What the page asks the server for. The answers' shapes are the server's own types: both are built together. */

/** The server could not be reached (status 0) or did not answer as it should. */
export class ServerError extends Error {
  readonly status: number;
  /** What the server says of it, for people to read. */
  readonly detail: string | undefined;
  constructor(path: string, status: number, detail?: string) {
    super(`${path}: ${status}`);
    this.status = status;
    this.detail = detail;
  }
}

async function ask(path: string, signal?: AbortSignal): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, signal ? { signal } : {});
  } catch {
    throw new ServerError(path, 0);
  }
  if (answer.ok) return answer;
  const problem: { detail?: string } = await answer.json().catch(() => ({}));
  throw new ServerError(path, answer.status, problem.detail);
}

async function readJson<T>(path: string): Promise<T> {
  return (await ask(path)).json();
}

/** Asked by somebody who may lose interest. */
export async function readFrom<T>(path: string, signal: AbortSignal): Promise<T> {
  return (await ask(path, signal)).json();
}

export async function readPicture(path: string, signal: AbortSignal): Promise<Blob> {
  return (await ask(path, signal)).blob();
}

export function readDescription(lang: Lang): Promise<MapDescription> {
  return readJson(`/datasets.json?lang=${lang}`);
}

export function readStyle(
  lang: Lang,
  theme: Theme,
  filters: Readonly<Record<string, string>>,
): Promise<StyleSpecification> {
  const query = new URLSearchParams({ lang, theme });
  for (const [dataset, filter] of Object.entries(filters)) query.set(`filter.${dataset}`, filter);
  return readJson(`/styles/karta.json?${query}`);
}

/** By zoom, the share of a dataset's features that its tiles show, where it is not all. */
export async function readThinning(dataset: string): Promise<Readonly<Record<string, number>>> {
  return (await readJson<{ thinning?: Record<string, number> }>(`/tiles/${dataset}.json`)).thinning ?? {};
}

/** The version that the tiles of a source have now. Undefined: theirs is never known. */
export async function readTileVersion(names: string): Promise<string | undefined> {
  const { tiles } = await readJson<{ tiles: string[] }>(`/tiles/${names}.json`);
  return /[?&]v=([^&]*)/.exec(tiles[0] ?? '')?.[1];
}

export function readSeries(dataset: string): Promise<SeriesTotals> {
  return readJson(`/datasets/${dataset}/series.json`);
}

/** The whole feature, with the attributes that tiles leave out. */
export function readFeature({ dataset, key }: Chosen): Promise<Feature> {
  return readJson(featurePath({ dataset, key }));
}

/** What applies at a place, in an area or for a feature: the query of `/har`. */
export function readHere(query: URLSearchParams, lang: Lang): Promise<HereDocument> {
  return readJson(herePath(query, lang, 'json'));
}

export function herePath(query: URLSearchParams, lang: Lang, form: 'json' | 'html' | 'pdf'): string {
  // Commas are allowed in a query (RFC 3986 §3.4) and keep the address readable.
  return `/har?${query.toString().replaceAll('%2C', ',')}&lang=${lang}&f=${form}`;
}

/** What a text may mean. `view`: west, south, east, north of what is seen, which comes first. */
export async function readSearch(
  { text, lang, view }: { text: string; lang: Lang; view: readonly number[] | undefined },
  signal: AbortSignal,
): Promise<SearchDocument> {
  const query = new URLSearchParams({ f: 'json', lang, q: text, ...(view ? { bbox: view.join() } : {}) });
  return (await ask(`/sok?${query}`, signal)).json();
}

export interface FeatureChange {
  featureId: string | number;
  change: 'added' | 'changed' | 'removed';
  before: Feature | undefined;
  after: Feature | undefined;
}

/** What has changed since a moment (RFC 3339; undefined: as far back as is known) and is another now, a page at a time. */
export async function* readChanges(dataset: string, since: string | undefined): AsyncGenerator<FeatureChange[]> {
  const query = new URLSearchParams({ ...(since === undefined ? {} : { since }), limit: '500', f: 'json' });
  let next: string | undefined = `/geodata/v1/collections/${dataset}/changes?${query}`;
  while (next !== undefined) {
    const page: { changes: FeatureChange[]; links: { rel: string; href: string }[] } = await readJson(next);
    yield page.changes;
    next = page.links.find(({ rel }) => rel === 'next')?.href;
  }
}

export function featurePath({ dataset, key }: Chosen): string {
  return `/geodata/v1/collections/${dataset}/items/${encodeURIComponent(key)}`;
}

/** Resolves when the server answers again: asked with growing pauses, at most half a minute. */
export async function serverIsBack(): Promise<void> {
  for (let pause = 1000; ; pause = Math.min(pause * 1.6, 30_000)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      const answer = await fetch('/health/live', { cache: 'no-store' });
      if (answer.ok) return;
    } catch {
      // Still away: ask again after the next pause.
    }
  }
}
