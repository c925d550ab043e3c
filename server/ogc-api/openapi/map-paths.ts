import { styleParameters } from '../../catalogue/map-style.ts';
import { lastEventId } from '../../changes/events.ts';
import type { Definition, Localized } from '../../datasets/definition.ts';
import type { Language } from '../../http/language.ts';
import { tileParameters } from '../../tiles/query.ts';
import { webMercatorQuad } from '../../tiles/tile-matrix-sets.ts';
import { tileJsonParameters } from '../../tiles/tilejson.ts';
import type { Place } from '../links.ts';
import { json } from '../representations.ts';
import { ok, responses } from './answers.ts';
import { besideApi, documentAt, said } from './operations.ts';
import { queryParameters } from './parameters.ts';
import type { Operation, Parameter, Paths } from './parts.ts';

export const mapTag = 'map';

/** What maps are made of: tiles, their description, the style, and news of changes. */
export function mapPaths(definitions: readonly Definition[], place: Place): Paths {
  const { lang, baseUrl } = place;
  const tiled = definitions.filter(({ geometry }) => geometry).map(({ id }) => id);
  const datasets: Parameter = {
    name: 'datasets',
    in: 'path',
    description: {
      sv: `En eller flera datamängder med komma mellan: ${tiled.join(', ')}.`,
      en: `One or several datasets with commas between: ${tiled.join(', ')}.`,
    }[lang],
    required: true,
    style: 'simple',
    explode: false,
    schema: { type: 'array', minItems: 1, items: { type: 'string', enum: tiled } },
    example: tiled.slice(0, 2),
  };
  const tile = said(
    {
      id: 'tile',
      tag: mapTag,
      sv: ['En kartplatta', 'Mapbox Vector Tile 2 i Web Mercator (WebMercatorQuad), ett lager för varje datamängd.'],
      en: ['A tile', 'Mapbox Vector Tile 2 in Web Mercator (WebMercatorQuad), one layer for each dataset.'],
    },
    lang,
  );
  const events = said(
    {
      id: 'events',
      tag: mapTag,
      sv: [
        'Ändringar i stunden',
        'En ström (server-sent events) som säger vilken datamängd som har ändrats, var, och vilken dess nya dataversion är: `ready`, `change`, `reset`.',
      ],
      en: [
        'Changes as they happen',
        'A stream (server-sent events) that tells which dataset has changed, where, and its new data version: `ready`, `change`, `reset`.',
      ],
    },
    lang,
  );
  const stream = { description: events.summary, content: { 'text/event-stream': { schema: { type: 'string' } } } };
  return {
    '/tiles/{datasets}.json': documentAt(place, {
      id: 'tileJson',
      tag: mapTag,
      sv: ['TileJSON', 'Kartplattornas adress med dataversion, zoomnivåer, lager och fält, enligt TileJSON 3.0.0.'],
      en: [
        'TileJSON',
        'The address of the tiles with their data version, zooms, layers and fields, by TileJSON 3.0.0.',
      ],
      schema: 'TileJson',
      offered: [json],
      path: [datasets],
      query: tileJsonParameters,
      missing: true,
      beside: true,
    }),
    '/tiles/{datasets}/{z}/{x}/{y}.mvt': besideApi(baseUrl, {
      ...tile,
      parameters: [datasets, ...tileNumbers(lang), ...queryParameters(tileParameters, lang)],
      responses: tileAnswers(lang),
    }),
    '/styles/karta.json': documentAt(place, {
      id: 'mapStyle',
      tag: mapTag,
      sv: ['Kartans stil', 'En MapLibre-stil med alla datamängder, som på vår egen karta.'],
      en: ['Style of the map', 'A MapLibre style with all datasets, as on our own map.'],
      schema: 'Style',
      offered: [json],
      query: styleParameters(definitions),
      beside: true,
    }),
    '/events': besideApi(baseUrl, {
      ...events,
      parameters: queryParameters([lastEventId], lang),
      responses: responses({ 200: stream }, { missing: false, tagged: false }),
    }),
  };
}

/** A tile that there is: zoom, column and row, whatever the address calls them. */
const shown = { z: 12, x: 2242, y: 1183, tileMatrix: 12, tileCol: 2242, tileRow: 1183 };

/** Zoom, column and row. */
export function tileNumbers(lang: Language): Parameter[] {
  return [
    tileNumber('z', { sv: 'Zoomnivå.', en: 'Zoom.' }, lang),
    tileNumber('x', { sv: 'Kolumn från väster.', en: 'Column from the west.' }, lang),
    tileNumber('y', { sv: 'Rad från norr.', en: 'Row from the north.' }, lang),
  ];
}

export function tileNumber(name: keyof typeof shown, description: Localized, lang: Language): Parameter {
  const { deepest } = webMercatorQuad;
  return {
    name,
    in: 'path',
    description: description[lang],
    required: true,
    schema: { type: 'integer', minimum: 0, maximum: ['z', 'tileMatrix'].includes(name) ? deepest : 2 ** deepest - 1 },
    example: shown[name],
  };
}

export function tileAnswers(lang: Language): Operation['responses'] {
  const content = { 'application/vnd.mapbox-vector-tile': { schema: { type: 'string', format: 'binary' } } };
  return responses(
    {
      200: ok({ sv: 'Plattan.', en: 'The tile.' }[lang], content, ['ETag']),
      204: { description: { sv: 'Plattan är tom.', en: 'The tile is empty.' }[lang] },
    },
    { missing: true },
  );
}
