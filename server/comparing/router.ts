import { type NextFunction, type Request, type Response, Router } from 'express';
import { parseMomentOrNow, pastOf, versionNumber } from '../history/past.ts';
import { immutable, shortLived } from '../http/caching.ts';
import { checkQuery } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import { queryOf } from '../http/query.ts';
import { sendProblem } from '../http/send.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { parseCoordinates } from '../tiles/address.ts';
import { accepted, gzipped } from '../tiles/compress.ts';
import { webMercatorQuad } from '../tiles/tile-matrix-sets.ts';
import { makeDifferenceTiles } from './difference-tiles.ts';

/** `/tiles/{dataset}/changes/{from}..{to}/{z}/{x}/{y}.mvt`: version numbers, times, or `now`. */
export function differenceTiles(service: OpenData): Router {
  const router = Router();
  const tiles = makeDifferenceTiles(service);

  router.get('/:dataset/changes/:span/:z/:x/:y.mvt', async (request, response) => {
    checkQuery(queryOf(request), []);
    const { dataset, span, z, x, y } = request.params;
    const definition = service.published.dataset(dataset);
    if (!definition.geometry) throw problem('no-geometry', { id: dataset });
    const [from = '', until = '', ...others] = span.split('..');
    if (from === '' || until === '' || others.length > 0) throw problem('bad-span', { value: span });
    const tile = parseCoordinates(webMercatorQuad, z, x, y);
    const state = (name: string, text: string) =>
      pastOf(service.database, service.published, definition, parseMomentOrNow(name, text));
    const states = [await state('from', from), await state('to', until)] as const;
    const bytes = await tiles.get(definition, ...states, tile);
    // Of a moment that may not be over nobody knows all.
    const isOver = [from, until].every((text) => versionNumber(text) !== undefined);
    response.set('Cache-Control', isOver ? immutable : shortLived);
    if (bytes.length === 0) return void response.status(204).set('ETag', 'W/"empty"').send();
    response.type('application/vnd.mapbox-vector-tile').vary('Accept-Encoding');
    const compressed = accepted(request.get('accept-encoding')).has('gzip') ? await gzipped(bytes) : undefined;
    if (compressed) response.set('Content-Encoding', 'gzip');
    response.send(compressed ?? bytes);
  });
  // Programs ask for tiles, whatever a browser takes: what is wrong is no page.
  router.use('/:dataset/changes', (error: unknown, request: Request, response: Response, _next: NextFunction) => {
    sendProblem(request, response, error);
  });
  return router;
}
