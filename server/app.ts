import { join } from 'node:path';
import compression from 'compression';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { datasetFacts } from './catalogue/facts.ts';
import { mapStyle, parseStyle } from './catalogue/map-style.ts';
import { seriesTotals } from './catalogue/series.ts';
import type { EventStreams } from './changes/events.ts';
import { differenceTiles } from './comparing/router.ts';
import { downloads } from './downloads/router.ts';
import { needRoutes } from './forecast/need.ts';
import { forecastRoutes } from './forecast/router.ts';
import { hereRoutes } from './here/router.ts';
import { baseUrlOf } from './http/base-url.ts';
import { inLanguage } from './http/language.ts';
import { checkQuery, langParameter } from './http/parameters.ts';
import { precompressed } from './http/precompressed.ts';
import { problem } from './http/problems.ts';
import { queryOf } from './http/query.ts';
import { securityHeaders } from './http/security-headers.ts';
import { sendProblem } from './http/send.ts';
import { apiConsole } from './ogc-api/console.ts';
import { ogcApi } from './ogc-api/router.ts';
import { overviewRoutes } from './overview/router.ts';
import { problemPages } from './pages/index.ts';
import { mapPage } from './pictures/map-page.ts';
import { pictureRoutes } from './pictures/router.ts';
import { searchRoutes } from './search/index.ts';
import { readiness } from './service/health.ts';
import type { Service } from './service/service.ts';
import { describeDatasets } from './styles/describe.ts';
import { drawSprite } from './styles/sprite.ts';
import { datasetVersions, type FindLayers } from './tiles/layer-sets.ts';
import { tileJson, tileJsonParameters } from './tiles/tilejson.ts';

/** The one list of routes: which URL is answered by which part. Tiles have a lane of their own before this (tiles/lane.ts). */
export function createApp(
  service: Service,
  findLayers: FindLayers,
  events: EventStreams,
  webFolder: string,
): express.Express {
  const app = express();
  app.disable('x-powered-by');
  // A hash of the body: equal content has equal tags in every process, and a version of the program that answers
  // otherwise is another tag.
  app.set('etag', 'weak');
  app.use(...securityHeaders(service.config), onlyReading, openToAll, askBeforeReuse, compression());

  app.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/health/ready', async (_request, response) => {
    const { status, body } = await readiness(service);
    response.status(status).json(body);
  });

  app.get('/tiles/:datasets.json', async (request, response) => {
    await service.changes.catchUp().catch(() => {});
    const query = queryOf(request);
    checkQuery(query, tileJsonParameters);
    const set = findLayers(request.params.datasets, query);
    const lang = inLanguage(request, response);
    response.json(await tileJson(service, set, { baseUrl: baseUrlOf(service.config, request), lang }));
  });

  app.use('/tiles', differenceTiles(service));

  app.get('/events', (request, response) => events.open(request, response));

  app.get('/styles/karta.json', async (request, response) => {
    const lang = inLanguage(request, response);
    const asked = parseStyle(service.published.definitions, queryOf(request));
    response.json(await mapStyle(service, { baseUrl: baseUrlOf(service.config, request), lang, ...asked }));
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
    checkQuery(queryOf(request), [langParameter]);
    const lang = inLanguage(request, response);
    // Before the facts: what changes meanwhile is told once more.
    const versions = Object.fromEntries(datasetVersions(service, findLayers));
    const facts = await datasetFacts(service);
    response.json(describeDatasets(service.published.definitions, service.organisations, lang, facts, versions));
  });

  app.use('/geodata/v1', ogcApi(service, findLayers));
  app.use('/api', apiConsole(service));

  app.get('/datasets/:id/series.json', async (request, response) => {
    const definition = service.published.dataset(request.params.id);
    if (!definition.map) throw problem('no-such-page', { path: request.path });
    response.json(await seriesTotals(service, definition));
  });

  app.use('/downloads', downloads(service));
  app.use('/sok', searchRoutes(service));
  app.use('/laget', overviewRoutes(service));
  app.use(pictureRoutes(service));
  app.use(hereRoutes(service));
  app.use(forecastRoutes(service));
  app.use(needRoutes(service));
  app.get(['/', '/index.html'], mapPage(service, webFolder));

  // Their names change with their content.
  app.use('/assets', precompressed(join(webFolder, 'assets')));
  app.use(express.static(webFolder, { index: false, redirect: false }));
  app.use((request) => {
    throw problem('no-such-page', { path: request.path });
  });
  app.use(problemPages(service.config));
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    sendProblem(request, response, error);
  });
  return app;
}

const onlyReading: RequestHandler = (request, _response, next) => {
  next(['GET', 'HEAD', 'OPTIONS'].includes(request.method) ? undefined : problem('method-not-allowed'));
};

/** Whoever keeps an answer asks with its ETag before using it again, unless the answer says otherwise. */
const askBeforeReuse: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-cache');
  next();
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
