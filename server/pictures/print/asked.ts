import { type Crs, systemOf } from '../../features/index.ts';
import { project, projections, trueNorth, unproject } from '../../geometry/gauss-kruger.ts';
import { millimetresPerInch, pixelMillimetres } from '../../geometry/pixel.ts';
import { isInSweden } from '../../geometry/sweden.ts';
import type { Language } from '../../http/language.ts';
import { valueIn } from '../../http/parameters.ts';
import { problem } from '../../http/problems.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { shownBy } from '../address/asked.ts';
import type { Content } from '../content.ts';
import type { Frame } from '../frame.ts';
import { type Sheet, sheetOf } from './papers.ts';
import {
  centreParameter,
  directionParameter,
  dotsParameter,
  formatParameter,
  gridParameter,
  largerParameter,
  pageParameter,
  paperParameter,
  scaleParameter,
  systemParameter,
  textParameter,
  titleParameter,
} from './parameters.ts';

/** A sheet that an address asks for. */
export interface AskedSheet {
  sheet: Sheet;
  content: Content;
  frame: Frame;
  scale: number;
  /** Of the middle, in degrees. */
  centre: readonly [longitude: number, latitude: number];
  /** Degrees clockwise from the grid's north to that of the meridian. */
  trueNorth: number;
  title: string | undefined;
  text: string | undefined;
  withGrid: boolean;
  output: { type: 'pdf' } | { type: 'png'; dotsPerInch: number; page: number };
}

/** An image of more dots is not made. */
const mostDots = 35_000_000;

/** Reads a query that has been checked. Throws 400 and 404 problems. */
export async function askedSheet(service: OpenData, query: URLSearchParams, lang: Language): Promise<AskedSheet> {
  const sheet = sheetOf(valueIn(query, paperParameter), valueIn(query, directionParameter));
  const scale = valueIn(query, scaleParameter);
  const { crs, middle, centre, north } = placeAsked(service, query);
  const shown = new URLSearchParams(query);
  // Of a picture it says whether there is a map below; of a sheet, how large it is.
  shown.delete(paperParameter.name);
  const { content } = await shownBy(service, shown, lang);
  const type = valueIn(query, formatParameter);
  const dotsPerInch = dotsAsked(query, sheet);
  const pixel = pixelMillimetres * valueIn(query, largerParameter);
  const output = type === 'pdf' ? { type } : { type, dotsPerInch, page: valueIn(query, pageParameter) };
  return {
    ...{ sheet, scale, centre, output },
    content,
    frame: {
      crs,
      box: boxAround(middle, sheet, scale),
      width: sheet.map.width / pixel,
      height: sheet.map.height / pixel,
      pixelRatio: type === 'pdf' ? 1 : (dotsPerInch / millimetresPerInch) * pixel,
    },
    trueNorth: north,
    title: valueIn(query, titleParameter) || undefined,
    text: valueIn(query, textParameter) || undefined,
    withGrid: valueIn(query, gridParameter) === 'ja',
  };
}

function boxAround([east, north]: readonly [number, number], { map }: Sheet, scale: number): Frame['box'] {
  const [right, up] = [(map.width * scale) / 2000, (map.height * scale) / 2000];
  return [east - right, north - up, east + right, north + up];
}

interface PlaceAsked {
  crs: Crs;
  middle: [east: number, north: number];
  centre: [longitude: number, latitude: number];
  north: number;
}

/** Where degrees end: what is larger is metres. */
const mostDegrees = 180;

function placeAsked({ config }: OpenData, query: URLSearchParams): PlaceAsked {
  const system = valueIn(query, systemParameter);
  const projection = projections[system];
  const crs = systemOf(system);
  if (!crs) throw new Error(`EPSG:${system} is not offered`);
  const [x, y] = valueIn(query, centreParameter) ?? config.mapView.center;
  const isMetres = Math.abs(x) > mostDegrees || Math.abs(y) > mostDegrees;
  const centre: [number, number] = isMetres ? unproject(projection, x, y) : [x, y];
  if (!isInSweden(centre)) {
    const { name, expected } = centreParameter;
    throw problem('bad-parameter', { name, value: query.get(name) ?? '', expected });
  }
  return {
    crs,
    middle: isMetres ? [x, y] : project(projection, ...centre),
    centre,
    north: trueNorth(projection, ...centre),
  };
}

/** As many as are asked for, else 300, or as many as there may be on such a paper. Throws a 400 problem. */
function dotsAsked(query: URLSearchParams, { paper, width, height }: Sheet): number {
  const most = Math.sqrt((mostDots * millimetresPerInch ** 2) / (width * height));
  const asked = valueIn(query, dotsParameter);
  if (asked <= most) return asked;
  const rounded = Math.floor(most / 10) * 10;
  if (!query.has(dotsParameter.name)) return rounded;
  const expected = { sv: `högst ${rounded} för ${paper}`, en: `at most ${rounded} for ${paper}` };
  throw problem('bad-parameter', { name: dotsParameter.name, value: asked, expected });
}
