import { once } from 'node:events';
import compression from 'compression';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { datasetFacts, styleFacts } from './catalogue/facts.ts';
import { wholeGeoJson } from './downloads/geojson.ts';
import {
  collection,
  collections,
  itemsPage,
  itemText,
  landingPage,
  parseItemsParameters,
  refuseUnknown,
  seriesTotals,
} from './features/index.ts';
import { readiness } from './health.ts';
import { baseUrlOf } from './http/base-url.ts';
import { type Language, languageOf } from './http/language.ts';
import { problem } from './http/problems.ts';
import { sendProblem } from './http/send.ts';
import type { Service } from './service.ts';
import { describeDatasets } from './styles/describe.ts';
import { themes } from './styles/palette.ts';
import { drawSprite } from './styles/sprite.ts';
import { compileStyle } from './styles/style.ts';
import { parseDatasets } from './tiles/address.ts';
import { tileJson } from './tiles/tilejson.ts';

/** The body of an answer that has a language: `Vary` and `Content-Language` are said for it. */
function inLanguage(request: Request, response: Response): Language {
  const lang = languageOf(request);
  response.set('Content-Language', lang).vary('Accept-Language');
  return lang;
}

function oneOf<T extends string>(allowed: readonly T[], name: string, value: string): T {
  const found = allowed.find((one) => one === value);
  if (found) return found;
  const expected = { sv: allowed.join(' eller '), en: allowed.join(' or ') };
  throw problem('bad-parameter', { name, value, expected });
}

function queryOf(request: Request): URLSearchParams {
  return new URL(request.originalUrl, 'http://localhost').searchParams;
}

/** The one list of routes: which URL is answered by which part. Tiles have a lane of their own before this (tiles/lane.ts). */
export function createApp(service: Service, webFolder: string): express.Express {
  const app = express();
  app.disable('x-powered-by');
  // The database's version numbers will make better ones; a hash of every body costs too much for large ones.
  app.set('etag', false);
  app.use(onlyReading, openToAll, compression());

  app.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/health/ready', async (_request, response) => {
    const { status, body } = await readiness(service);
    response.status(status).json(body);
  });

  app.get('/tiles/:datasets.json', async (request, response) => {
    const layers = parseDatasets(request.params.datasets).map(service.published.layer);
    const lang = inLanguage(request, response);
    response.json(await tileJson(service, layers, { baseUrl: baseUrlOf(service.config, request), lang }));
  });

  app.get('/styles/karta.json', async (request, response) => {
    const lang = inLanguage(request, response);
    const theme = oneOf(themes, 'theme', queryOf(request).get('theme') ?? 'light');
    const facts = await styleFacts(service, new Date());
    const { mapView: view } = service.config;
    const baseUrl = baseUrlOf(service.config, request);
    response.json(
      compileStyle(service.published.definitions, {
        baseUrl,
        lang,
        theme,
        view,
        facts,
        background: service.background,
      }),
    );
  });
  for (const pixelRatio of [1, 2] as const) {
    const sprite = drawSprite(pixelRatio);
    const path = pixelRatio === 1 ? '/styles/sprite' : '/styles/sprite@2x';
    app.get(`${path}.json`, (_request, response) => {
      response.json(sprite.json);
    });
    app.get(`${path}.png`, (_request, response) => {
      response.type('png').send(sprite.png);
    });
  }
  app.get('/datasets.json', async (request, response) => {
    const lang = inLanguage(request, response);
    response.json(
      describeDatasets(service.published.definitions, service.organisations, lang, await datasetFacts(service)),
    );
  });

  app.get('/geodata/v1', (request, response) => {
    refuseUnknown(queryOf(request), ['f', 'lang']);
    response.json(landingPage({ baseUrl: baseUrlOf(service.config, request), lang: inLanguage(request, response) }));
  });
  app.get('/geodata/v1/collections', async (request, response) => {
    refuseUnknown(queryOf(request), ['f', 'lang']);
    const lang = inLanguage(request, response);
    response.json(await collections(service, { baseUrl: baseUrlOf(service.config, request), lang }));
  });
  app.get('/geodata/v1/collections/:id', async (request, response) => {
    const definition = service.published.dataset(request.params.id);
    refuseUnknown(queryOf(request), ['f', 'lang']);
    const lang = inLanguage(request, response);
    response.json(await collection(service, definition, { baseUrl: baseUrlOf(service.config, request), lang }));
  });
  app.get('/geodata/v1/collections/:id/items', async (request, response) => {
    const definition = service.published.dataset(request.params.id);
    const query = queryOf(request);
    const place = { baseUrl: baseUrlOf(service.config, request), query };
    const page = await itemsPage(service, definition, parseItemsParameters(query), place);
    response.type('application/geo+json').send(page);
  });
  app.get('/geodata/v1/collections/:id/items/:feature', async (request, response) => {
    const definition = service.published.dataset(request.params.id);
    refuseUnknown(queryOf(request), ['f', 'lang']);
    const baseUrl = baseUrlOf(service.config, request);
    response.type('application/geo+json').send(await itemText(service, definition, request.params.feature, baseUrl));
  });

  app.get('/datasets/:id/series.json', async (request, response) => {
    response.json(await seriesTotals(service, service.published.dataset(request.params.id)));
  });

  app.get('/downloads/:id.geojson', async (request, response) => {
    const definition = service.published.dataset(request.params.id);
    response.type('application/geo+json').attachment(`${definition.id}.geojson`);
    await writeAll(response, wholeGeoJson(service, definition));
  });

  app.use(express.static(webFolder, { index: 'index.html' }));
  app.use((request) => {
    throw problem('no-such-page', { path: request.path });
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    sendProblem(request, response, error);
  });
  return app;
}

const onlyReading: RequestHandler = (request, _response, next) => {
  next(['GET', 'HEAD', 'OPTIONS'].includes(request.method) ? undefined : problem('method-not-allowed'));
};

/** Open data may be read from any page. */
const openToAll: RequestHandler = (request, response, next) => {
  response.set('Access-Control-Allow-Origin', '*');
  if (request.method !== 'OPTIONS') return next();
  response.set('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS');
  response.set('Access-Control-Allow-Headers', request.get('Access-Control-Request-Headers') ?? '*');
  response.set('Access-Control-Max-Age', '86400');
  response.status(204).end();
};

/** Writes at the reader's pace, and stops when the reader has gone. */
async function writeAll(response: Response, pieces: AsyncIterable<string>): Promise<void> {
  for await (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}
