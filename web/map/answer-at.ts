import type { Feature } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { metadataOf } from '../../server/styles/compose.ts';
import type { DatasetDescription, MapDescription } from '../../server/styles/describe.ts';
import { standingOf } from '../../server/styles/standing.ts';
import { readMatching } from '../server.ts';
import { askAnswers, showAnswers } from '../state/actions.ts';
import { endedShown, filters, type Hit, subjectsOn } from '../state/state.ts';
import { contains } from './contains.ts';
import { hitsAt } from './hits.ts';

/** What is at a place, from the data: what is drawn there is only a part of it. */

interface Place {
  longitude: number;
  latitude: number;
  /** Around what counts as meant: a polygon of well-known text, degrees. */
  around: string;
}

/** A hit, and whether the place lies in it and not only near. */
interface Found extends Hit {
  isThere: boolean;
}

const standingOrder = ['applies', 'coming', undefined, 'ended'] as const;

/**
 * Shows everything at a point of the map: what the place lies in before what is near, the topmost subject first, and of it
 * what applies before proposals. While the server is away, what is drawn.
 */
export async function answerAt(
  map: MapLibreMap,
  layers: string[],
  description: MapDescription,
  point: { x: number; y: number },
  reach: number,
): Promise<void> {
  const drawn = hitsAt(map, layers, description, point, reach);
  const place = placeAt(map, point, reach);
  const asked = askAnswers();
  const datasets = description.datasets.filter(isAsked(map.getZoom()));
  const answers = await Promise.all(
    datasets.map((dataset) => found(dataset, place).catch((): Found[] | undefined => undefined)),
  );
  const fromData = answers.flatMap((hits = []) => hits);
  const answered = new Set(fromData.map(identity));
  // A circle is larger than what it stands for, and of a dataset that did not answer there is only what is drawn.
  const others = drawn.filter((hit) => !answered.has(identity(hit))).map((hit) => ({ ...hit, isThere: false }));
  const topFirst = datasetsFromTheTop(map, layers);
  const known = new Map(description.datasets.map((dataset) => [dataset.id, dataset]));
  const subjects = [...new Set(topFirst.map((dataset) => known.get(dataset)?.subject))];
  const codes = new Map(description.datasets.map((dataset) => [dataset.id, orderOf(dataset)]));
  const rank = ({ isThere, ...hit }: Found) => [
    isThere ? 0 : 1,
    subjects.indexOf(known.get(hit.dataset)?.subject),
    standingOrder.indexOf(standingOf(known.get(hit.dataset) ?? {}, hit.properties)),
    topFirst.indexOf(hit.dataset),
    codes.get(hit.dataset)?.(hit) ?? 0,
  ];
  const hits = [...fromData, ...others]
    .map((hit) => ({ hit, rank: rank(hit) }))
    .sort((a, b) => a.rank.reduce((sum, value, index) => sum || value - (b.rank[index] ?? 0), 0))
    .map(({ hit: { isThere: _isThere, ...hit } }) => hit);
  showAnswers(hits, asked);
}

function identity({ dataset, key }: Hit): string {
  return `${dataset}/${key}`;
}

function isAsked(zoom: number) {
  return ({ hasGeometry, subject, zooms }: DatasetDescription) =>
    hasGeometry && subjectsOn.value.includes(subject) && zoom >= (zooms?.min ?? 0);
}

function placeAt(map: MapLibreMap, { x, y }: { x: number; y: number }, reach: number): Place {
  const { lng, lat } = map.unproject([x, y]);
  const corners = [
    [x - reach, y - reach],
    [x - reach, y + reach],
    [x + reach, y + reach],
    [x + reach, y - reach],
    [x - reach, y - reach],
  ].map(([left = 0, top = 0]) => map.unproject([left, top]));
  const around = corners.map(({ lng, lat }) => `${lng.toFixed(7)} ${lat.toFixed(7)}`).join(', ');
  return { longitude: lng, latitude: lat, around: `POLYGON((${around}))` };
}

async function found(dataset: DatasetDescription, place: Place): Promise<Found[]> {
  const { features } = await readMatching(dataset.id, filterAt(dataset, place));
  return features.map((feature) => ({
    dataset: dataset.id,
    key: String(feature.id),
    properties: feature.properties ?? {},
    isThere: isThere(feature, place),
  }));
}

/** Lines and points are meant when they are near. */
function isThere({ geometry }: Feature, { longitude, latitude }: Place): boolean {
  const isArea = geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';
  return !isArea || contains(geometry, [longitude, latitude]);
}

function filterAt({ id, shown, unended }: DatasetDescription, { around }: Place): string {
  const own = filters.value[id];
  const parts = [`S_INTERSECTS(geometry, ${around})`];
  if (shown) parts.push(`(${shown})`);
  if (own) parts.push(`(${own})`);
  if (unended && !endedShown.value) parts.push(`(${unended})`);
  return parts.join(' AND ');
}

function datasetsFromTheTop(map: MapLibreMap, layers: readonly string[]): string[] {
  const askable = new Set(layers);
  const drawn = map.getStyle().layers.filter(({ id }) => askable.has(id));
  return [...new Set(drawn.reverse().map((layer) => metadataOf(layer, 'allmanning:dataset') ?? ''))];
}

/** Where a feature stands among others of its dataset at the same place. */
function orderOf({ popup, fields }: DatasetDescription): (hit: Hit) => number {
  const codes = fields.find(({ name }) => name === popup.order)?.codes ?? [];
  return ({ properties }) => codes.findIndex(({ value }) => value === properties[popup.order ?? '']);
}
