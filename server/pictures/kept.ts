import { hash as hashOf } from 'node:crypto';
import type { Box, Change } from '../changes/log.ts';
import { versionOf } from '../changes/versions.ts';
import type { Queryable, Row } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { datasetOfLayer } from '../styles/compose.ts';
import { drawn, isBackground } from '../styles/layers.ts';
import { type SecondChance, secondChance } from '../tiles/second-chance.ts';
import { sharedWork } from '../tiles/shared-work.ts';
import { composed } from './composed.ts';
import type { Content } from './content.ts';
import { type Frame, widened, zoomOf } from './frame.ts';
import { dropTouchedPictures } from './invalidate.ts';
import type { KeptPicture } from './kept-picture.ts';
import type { Asked, Pictures } from './picture.ts';
import { frameInMercator } from './reach.ts';
import { margin } from './scene.ts';

/** Pictures of what is published, from memory or drawn: one drawing for all who wait for the same. */
export interface KeptPictures extends Pictures {
  /** `gone`: of whoever asks. What nobody waits for any more is not drawn. Throws a 503 problem when too many wait. */
  get(service: OpenData, asked: Asked, gone?: AbortSignal): Promise<KeptPicture>;
  readonly memory: SecondChance<KeptPicture>;
  /** Drops what the changes touch; what touches them is not kept until `settle`. Undefined: anything may have changed. */
  dropTouched(database: Queryable, changes: readonly Change[] | undefined): Promise<void>;
  /** The changes have been heard by all: what was begun in between is not kept, what begins now is. */
  settle(): void;
}

/** What is published, and what draws it. */
export interface PictureService extends OpenData {
  pictures: KeptPictures;
}

/** Names and lines at the edge of a picture belong to features so near, in pixels. */
const reachPixels = margin + 2;

/** One picture takes no more of the memory. */
const mostOfMemory = 1 / 8;

/** Raised when the same rows would give other pictures. */
const drawingVersion = 1;

export function keepPictures(pictures: Pictures, mostBytes: number): KeptPictures {
  const byKey = new Map<string, KeptPicture>();
  const underWay = sharedWork<{ picture: KeptPicture; mayBeKept: boolean }>();
  /** Datasets with changes that not everybody has heard of. */
  let doubted = (_name: string) => false;
  const memory = secondChance<KeptPicture>(mostBytes, {
    bytes: ({ isBlank, bytes }) => (isBlank ? 0 : bytes.length),
    isFiltered: ({ filtered }) => filtered,
    leave: ({ key }) => byKey.delete(key),
    most: mostBytes * mostOfMemory,
  });

  async function make(service: OpenData, asked: Asked, key: string, abandoned: AbortSignal) {
    const readAt = Date.now();
    const { content, frame } = asked;
    const picture = await pictures.draw(service, asked, abandoned);
    const names = await namesDrawn(service, content, frame);
    const classed = names.filter((name) => service.published.dataset(name).map?.measures);
    const reach = await reachOf(service, frame);
    const hash = hashOf('sha1', picture.bytes, 'base64url').slice(0, 16);
    const about = { key, names, classed, reach, hash, readAt, madeAt: Date.now(), filtered: content.filters.size > 0 };
    return {
      picture: { ...picture, ...about, used: true, kept: false, onDrop: [] },
      mayBeKept: names.every(service.published.isTracked) && !names.some((name) => doubted(name)),
    };
  }

  return {
    ...pictures,
    memory,
    async get(service, asked, gone) {
      const key = keyOf(asked);
      const known = byKey.get(key);
      if (known) {
        known.used = true;
        return known;
      }
      const keep = ({ picture, mayBeKept }: { picture: KeptPicture; mayBeKept: boolean }) => {
        if (!mayBeKept) return;
        byKey.set(key, picture);
        if (!memory.add(picture)) byKey.delete(key);
      };
      service.lastAskedAt = Date.now();
      const names = namesIn(service, asked.content);
      const begin = (abandoned: AbortSignal) => make(service, asked, key, abandoned);
      return (await underWay.get(key, names, begin, keep, gone)).picture;
    },
    async dropTouched(database, changes) {
      const datasets = new Set(changes?.map(({ dataset }) => dataset));
      const before = doubted;
      doubted = (name) => changes === undefined || datasets.has(name) || before(name);
      underWay.distrust(doubted);
      if (changes) await dropTouchedPictures(database, memory, changes);
      else memory.clear();
    },
    settle() {
      underWay.distrust(doubted);
      doubted = () => false;
    },
  };
}

/** The version of all that a picture may show. Undefined: changes of some of it are not written down. */
export function pictureVersion(service: OpenData, content: Content): string | undefined {
  const names = namesIn(service, content);
  if (!names.every(service.published.isTracked)) return undefined;
  const definitions = names.map((name) => service.published.dataset(name));
  return versionOf(service.changes, definitions, `${service.database.kind} picture ${drawingVersion}`);
}

/** The datasets of which something may be drawn, at one scale or another, sorted. */
function namesIn({ published }: OpenData, { datasets, paper, chosen }: Content): string[] {
  const below = paper
    ? drawn(published.definitions)
        .filter(isBackground)
        .map(({ id }) => id)
    : [];
  return [...new Set([...datasets, ...below, ...(chosen ? [chosen.dataset] : [])])].sort();
}

/** The datasets whose layers are drawn at the frame's scale. */
async function namesDrawn(service: OpenData, content: Content, frame: Frame): Promise<string[]> {
  const { layers, forecast } = await composed(service, content);
  const zoom = zoomOf(frame);
  const visible = layers.filter(({ minzoom = 0, maxzoom = 25 }) => zoom >= minzoom && zoom < maxzoom);
  const names = [...visible.map(datasetOfLayer), forecast?.dataset.id, content.chosen?.dataset];
  return [...new Set(names.filter((name) => name !== undefined))];
}

function keyOf({ frame, content, type, isOneOfMany = false, backdrop, credit }: Asked): string {
  const { crs, box, width, height, pixelRatio } = frame;
  const { datasets, filters, asOf } = content;
  return JSON.stringify([
    [crs.srid, box, width, height, pixelRatio, type, isOneOfMany, backdrop, credit],
    {
      ...content,
      datasets: [...new Set(datasets)].sort(),
      filters: [...filters].map(([name, { canonical }]) => [name, canonical]).sort(),
      asOf: asOf && [...asOf].map(([name, { number }]) => [name, number]).sort(),
    },
    // A forecast opens with the year that it is.
    new Date().getFullYear(),
  ]);
}

async function reachOf({ database }: OpenData, frame: Frame): Promise<Box> {
  const wide = widened(frame, reachPixels);
  if (frame.crs.srid === 3857) return wide.box;
  const [row] = await database.query<Row & Record<'west' | 'south' | 'east' | 'north', number | null>>(sql`
    select st_xmin(r.box) as west, st_ymin(r.box) as south, st_xmax(r.box) as east, st_ymax(r.box) as north
    from (select ${frameInMercator(wide)} as box) r`);
  const { west, south, east, north } = row ?? {};
  return [west ?? -Infinity, south ?? -Infinity, east ?? Infinity, north ?? Infinity];
}
