import { styleParameters } from '../../catalogue/map-style.ts';
import { lastEventId } from '../../changes/events.ts';
import type { Definition, Localized } from '../../datasets/definition.ts';
import type { Language } from '../../http/language.ts';
import { tileParameters } from '../../tiles/ogc-query.ts';
import { webMercatorQuad } from '../../tiles/tile-matrix-sets.ts';
import { tileJsonParameters } from '../../tiles/tilejson.ts';
import type { Place } from '../links.ts';
import { ok, responses } from './answers.ts';
import { fromRoot, said } from './operations.ts';
import { queryParameters } from './parameters.ts';
import { type Operation, type Parameter, type Paths, ref, tileFormat } from './parts.ts';

export const mapTag = 'map';

/** What maps are made of: tiles, their description, the style, and news of changes. */
export function mapPaths(definitions: readonly Definition[], place: Place): Paths {
  const { lang } = place;
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
  return fromRoot(place, {
    '/tiles/{datasets}.json': {
      ...said(
        {
          operationId: 'tileJson',
          tag: mapTag,
          summary: { sv: 'TileJSON', en: 'TileJSON' },
          description: {
            sv: 'Kartplattornas adress med dataversion, zoomnivåer, lager och fält, enligt TileJSON 3.0.0.',
            en: 'The address of the tiles with their data version, zooms, layers and fields, by TileJSON 3.0.0.',
          },
        },
        lang,
      ),
      parameters: [datasets, ...queryParameters(tileJsonParameters, lang)],
      responses: responses(
        {
          200: ok('TileJSON', { 'application/json': { schema: ref('schemas', 'TileJson') } }, [
            'Content-Language',
            'ETag',
          ]),
        },
        { missing: true },
      ),
    },
    '/tiles/{datasets}/{z}/{x}/{y}.mvt': {
      ...said(
        {
          operationId: 'tile',
          tag: mapTag,
          summary: { sv: 'En kartplatta', en: 'A tile' },
          description: {
            sv: 'Mapbox Vector Tile 2 i Web Mercator (WebMercatorQuad), ett lager för varje datamängd.',
            en: 'Mapbox Vector Tile 2 in Web Mercator (WebMercatorQuad), one layer for each dataset.',
          },
        },
        lang,
      ),
      parameters: [
        datasets,
        tileNumber('z', { sv: 'Zoomnivå.', en: 'Zoom.' }, lang),
        tileNumber('x', { sv: 'Kolumn från väster.', en: 'Column from the west.' }, lang),
        tileNumber('y', { sv: 'Rad från norr.', en: 'Row from the north.' }, lang),
        ...queryParameters(tileParameters, lang),
      ],
      responses: tileAnswers(lang),
    },
    '/styles/karta.json': {
      ...said(
        {
          operationId: 'mapStyle',
          tag: mapTag,
          summary: { sv: 'Kartans stil', en: 'Style of the map' },
          description: {
            sv: 'En MapLibre-stil med alla datamängder, som på vår egen karta.',
            en: 'A MapLibre style with all datasets, as on our own map.',
          },
        },
        lang,
      ),
      parameters: queryParameters(styleParameters(definitions), lang),
      responses: responses(
        {
          200: ok(
            { sv: 'Stilen.', en: 'The style.' }[lang],
            { 'application/json': { schema: ref('schemas', 'Style') } },
            ['Content-Language', 'ETag'],
          ),
        },
        { missing: false },
      ),
    },
    '/events': {
      ...said(
        {
          operationId: 'events',
          tag: mapTag,
          summary: { sv: 'Ändringar i stunden', en: 'Changes as they happen' },
          description: {
            sv: 'En ström (server-sent events) som säger vilken datamängd som har ändrats, var, och vilken dess nya dataversion är: `ready`, `change`, `reset`.',
            en: 'A stream (server-sent events) that tells which dataset has changed, where, and its new data version: `ready`, `change`, `reset`.',
          },
        },
        lang,
      ),
      parameters: queryParameters([lastEventId], lang),
      responses: responses(
        {
          200: {
            description: { sv: 'Strömmen.', en: 'The stream.' }[lang],
            content: { 'text/event-stream': { schema: { type: 'string' } } },
          },
        },
        { missing: false, tagged: false },
      ),
    },
  });
}

/** A tile that there is: zoom, column and row, whatever the address calls them. */
const shown = { z: 12, x: 2242, y: 1183 };
const numbers: Record<string, keyof typeof shown> = {
  tileMatrix: 'z',
  tileCol: 'x',
  tileRow: 'y',
  z: 'z',
  x: 'x',
  y: 'y',
};

export function tileNumber(name: keyof typeof numbers, description: Localized, lang: Language): Parameter {
  const kind = numbers[name] ?? 'z';
  const { deepest } = webMercatorQuad;
  return {
    name,
    in: 'path',
    description: description[lang],
    required: true,
    schema: { type: 'integer', minimum: 0, maximum: kind === 'z' ? deepest : 2 ** deepest - 1 },
    example: shown[kind],
  };
}

export function tileAnswers(lang: Language): Operation['responses'] {
  const content = { [tileFormat.mediaType]: { schema: { type: 'string', format: 'binary' } } };
  return responses(
    {
      200: ok({ sv: 'Plattan.', en: 'The tile.' }[lang], content, ['ETag']),
      204: { description: { sv: 'Plattan är tom.', en: 'The tile is empty.' }[lang] },
    },
    { missing: true },
  );
}
