import { inMercator, mercatorHalf } from '../../geometry/mercator.ts';
import { pixelMetres } from '../../geometry/pixel.ts';
import { boxAround } from '../../geometry/positions.ts';
import { valueIn } from '../../http/parameters.ts';
import { problem } from '../../http/problems.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import type { Content } from '../content.ts';
import { extentOf, type FoundFeature, type MercatorBox } from '../extent.ts';
import { resolutionOfZoom } from '../frame.ts';
import { exactView, type Size, type View, viewOf } from '../view.ts';
import {
  boxParameter,
  centreParameter,
  markParameter,
  placeParameter,
  scaleParameter,
  zoomParameter,
} from './parameters.ts';

/** As near as the map itself flies to what is chosen. */
const nearest = 17;

/**
 * Where a picture is: the place of its address, else around what is chosen or marked, else around what filters leave, else where the
 * map opens. Throws a 400 problem for an address with two places, or told twice how near.
 */
export async function viewAsked(
  service: OpenData,
  query: URLSearchParams,
  size: Size,
  { content, chosen }: { content: Content; chosen: FoundFeature | undefined },
): Promise<View> {
  onlyOne(query, [centreParameter, boxParameter, placeParameter]);
  onlyOne(query, [zoomParameter, scaleParameter, boxParameter]);
  onlyOne(query, [zoomParameter, scaleParameter, placeParameter]);
  const { centre, metres } = await placeAsked(service, query, size, { content, chosen });
  const zoom = valueIn(query, zoomParameter);
  if (zoom !== undefined) return { centre, metres: resolutionOfZoom(zoom, 0) };
  const scale = valueIn(query, scaleParameter);
  return { centre, metres: scale === undefined ? metres : (scale * pixelMetres) / groundShare(centre) };
}

async function placeAsked(
  service: OpenData,
  query: URLSearchParams,
  size: Size,
  { content, chosen }: { content: Content; chosen: FoundFeature | undefined },
): Promise<View> {
  const { mapView } = service.config;
  const centre = valueIn(query, centreParameter);
  if (centre) return viewAt(centre, mapView.zoom);
  const place = valueIn(query, placeParameter);
  if (place) {
    const [zoom = 0, latitude = 0, longitude = 0] = place;
    return viewAt([longitude, latitude], zoom);
  }
  const box = valueIn(query, boxParameter);
  if (box) {
    const [west = 0, south = 0, east = 0, north = 0] = box;
    return exactView(inMercator([west, south, east, north]), size);
  }
  const found = chosen?.box ?? markedBox(query) ?? (await filteredBox(service, content));
  return found ? viewOf(found, size, { nearest }) : viewAt(mapView.center, mapView.zoom);
}

function markedBox(query: URLSearchParams): MercatorBox | undefined {
  const all = valueIn(query, markParameter);
  const box = all && boxAround(all.flatMap((one, index) => (index % 2 === 0 ? [[one, all[index + 1] ?? 0]] : [])));
  return box && inMercator(box);
}

function viewAt([longitude, latitude]: readonly [number, number], zoom: number): View {
  const [x, y] = inMercator([longitude, latitude, longitude, latitude]);
  return { centre: [x, y], metres: resolutionOfZoom(zoom, 0) };
}

/** What is left of all datasets that are filtered. */
async function filteredBox(service: OpenData, { filters }: Content): Promise<MercatorBox | undefined> {
  const boxes = await Promise.all([...filters].map(([dataset, filter]) => extentOf(service, dataset, filter)));
  return boxes.reduce((all, box) => {
    if (!all || !box) return all ?? box;
    const [west, south, east, north] = box;
    return [Math.min(all[0], west), Math.min(all[1], south), Math.max(all[2], east), Math.max(all[3], north)];
  }, undefined);
}

function onlyOne(query: URLSearchParams, parameters: readonly { name: string }[]): void {
  const [first, second] = parameters.filter(({ name }) => query.has(name));
  if (!first || !second) return;
  const expected = { sv: `där utan ${first.name}`, en: `there without ${first.name}` };
  throw problem('bad-parameter', { name: second.name, value: query.get(second.name) ?? '', expected });
}

/** Metres on the ground for each metre of EPSG:3857 there. */
function groundShare([, y]: readonly [number, number]): number {
  return 1 / Math.cosh((y * Math.PI) / mercatorHalf);
}
