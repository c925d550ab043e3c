import type { Definition } from '../../datasets/definition.ts';
import { systemOf } from '../../features/index.ts';
import type { Filter } from '../../filter/index.ts';
import { parseFilter } from '../../filter/index.ts';
import type { Language } from '../../http/language.ts';
import { tilesAcross, tileWidth } from '../../tiles/tile-matrix-sets.ts';
import { asCql2 } from '../ecql.ts';
import type { Frame } from '../frame.ts';
import type { Asked } from '../picture.ts';
import { yearOf } from '../year.ts';
import { invalid, OwsException } from './exceptions.ts';
import { tileFormats } from './formats.ts';
import { contentOf, layersOf, stylesOf, type WmtsLayer } from './layers.ts';
import { type WmtsMatrixSet, wmtsMatrixSets } from './matrix-sets.ts';

/** What names a tile, as it stands in an address. Undefined: it is not there. */
export interface TileName {
  layer: string;
  style: string | undefined;
  matrixSet: string;
  matrix: string;
  row: string;
  column: string;
  /** A media type, or the ending of an address. */
  format: string | undefined;
  time: string | undefined;
  filter: string | undefined;
  pixelRatio: 1 | 2;
}

/** A tile that somebody asks for. */
export interface AskedTile {
  layer: WmtsLayer;
  asked: Asked;
}

const pixelsAcross = 256;

/** Throws an OWS exception for what there is not. */
export function askedTile(definitions: readonly Definition[], name: TileName, lang: Language): AskedTile {
  const layer = layersOf(definitions).find((one) => one.name === name.layer);
  if (!layer)
    throw invalid('Layer', name.layer, { sv: 'ett lager i GetCapabilities', en: 'a layer of GetCapabilities' });
  const looks = stylesOf(layer);
  const wanted = name.style === undefined || name.style === 'default' ? 'light' : name.style;
  const look = looks.find((one) => one.name === wanted);
  if (!look)
    throw oneOf(
      'Style',
      wanted,
      looks.map((one) => one.name),
    );
  const format = name.format ?? 'image/png';
  const offered = tileFormats.find(({ mediaType, ending }) => mediaType === format || ending === format);
  if (!offered)
    throw oneOf(
      'Format',
      format,
      tileFormats.map(({ mediaType }) => mediaType),
    );
  const frame = tileFrame(name);
  const content = {
    ...contentOf(layer, look, lang),
    filters: filtersOf(layer, name.filter, frame),
    year: yearIn(layer, name.time),
  };
  return { layer, asked: { frame, content, type: offered.type, isOneOfMany: true } };
}

function oneOf(parameter: string, value: string, known: readonly string[]): OwsException {
  return invalid(parameter, value, { sv: `något av ${known.join(', ')}`, en: `one of ${known.join(', ')}` });
}

function tileFrame({ matrixSet: id, matrix, row, column, pixelRatio }: TileName): Frame {
  const found = wmtsMatrixSets.find((one) => one.id === id);
  if (!found)
    throw oneOf(
      'TileMatrixSet',
      id,
      wmtsMatrixSets.map((one) => one.id),
    );
  const { matrixSet } = found;
  const crs = systemOf(matrixSet.srid);
  if (!crs) throw new Error(`no system ${matrixSet.srid}`);
  const z = wholeNumber(matrix);
  if (z === undefined || z > matrixSet.deepest) {
    const { deepest } = matrixSet;
    throw invalid('TileMatrix', matrix, {
      sv: `ett heltal från 0 till ${deepest}`,
      en: `a whole number from 0 to ${deepest}`,
    });
  }
  const x = placeIn(found, z, 'TileCol', column);
  const y = placeIn(found, z, 'TileRow', row);
  const width = tileWidth(matrixSet, z);
  const west = matrixSet.centre.east - matrixSet.half + x * width;
  const north = matrixSet.centre.north + matrixSet.half - y * width;
  return {
    crs,
    box: [west, north - width, west + width, north],
    width: pixelsAcross,
    height: pixelsAcross,
    pixelRatio,
  };
}

function placeIn({ matrixSet }: WmtsMatrixSet, z: number, name: 'TileCol' | 'TileRow', text: string): number {
  const place = wholeNumber(text);
  if (place === undefined) throw invalid(name, text, { sv: 'ett heltal', en: 'a whole number' });
  const last = tilesAcross(matrixSet, z) - 1;
  if (place <= last) return place;
  throw new OwsException(
    'TileOutOfRange',
    { sv: `${name} är ${place}, men går från 0 till ${last}.`, en: `${name} is ${place}, but goes from 0 to ${last}.` },
    name,
  );
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** `Time`: a year of a forecast. Another layer has none. */
function yearIn({ definitions }: WmtsLayer, time: string | undefined): number | undefined {
  if (time === undefined || time === 'default' || !definitions.some(({ map }) => map?.measures)) return undefined;
  const year = yearOf(time);
  if (year === undefined) throw invalid('Time', time, { sv: 'ett år', en: 'a year' });
  return year;
}

/** A condition in CQL2 text, or as GeoServer's clients write it, for each dataset of the layer, coordinates east before north in the tile's system. */
function filtersOf(layer: WmtsLayer, text: string | undefined, { crs }: Frame): ReadonlyMap<string, Filter> {
  if (text === undefined) return new Map();
  if (layer.paper) {
    throw invalid('CQL_FILTER', text, { sv: 'på ett ämne eller en datamängd', en: 'for a subject or a dataset' });
  }
  return new Map(
    layer.definitions.map((definition) => [
      definition.id,
      parseFilter(asCql2(text), 'cql2-text', definition, { srid: crs.srid, flipped: false }),
    ]),
  );
}
