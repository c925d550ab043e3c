import { type Response, Router } from 'express';
import { baseUrlOf } from '../../http/base-url.ts';
import { queryOf } from '../../http/query.ts';
import { answerWithPicture } from '../answer.ts';
import type { PictureService } from '../kept.ts';
import type { Answer, Asked, MapAnswer } from './asked.ts';
import { capabilities } from './capabilities/document.ts';
import { describeLayer } from './describe-layer.ts';
import { tell } from './exceptions.ts';
import { fault, faultOf, missing, short } from './faults.ts';
import { featureInfo } from './info/feature-info.ts';
import { legendGraphic } from './legend-graphic.ts';
import { getMap } from './map.ts';
import { languageIn, readQuery, versionOf } from './query.ts';

/** WMS 1.3.0 (OGC 06-042) and 1.1.1 (OGC 01-068r3). */
export function wmsRoutes(service: PictureService): Router {
  const router = Router();
  router.get('/wms', async (request, response) => {
    const query = readQuery(queryOf(request));
    const lang = languageIn(query, request.headers);
    const baseUrl = baseUrlOf(service.config, request);
    const asked: Asked = { service, query, version: versionOf(query), lang, baseUrl };
    response.set('Content-Language', lang).vary('Accept-Language');
    try {
      const answer = await answerTo(asked);
      if ('map' in answer) await answerWithPicture(service, response, query.get('V'), answer.map);
      else send(response, answer);
    } catch (error) {
      const found = faultOf(error);
      response.status(found.status).set('Cache-Control', 'no-store');
      if (found.status === 503) response.set('Retry-After', '5');
      send(response, await tell(asked, found));
    }
  });
  return router;
}

function send(response: Response, { type, body, isForFrames = false }: Answer): void {
  if (isForFrames) {
    response.removeHeader('X-Frame-Options');
    response.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *");
  }
  response.set('Content-Type', type).send(typeof body === 'string' ? Buffer.from(body) : body);
}

const operations: Readonly<Record<string, (asked: Asked) => Answer | MapAnswer | Promise<Answer>>> = {
  getcapabilities: capabilities,
  capabilities,
  getmap: getMap,
  map: getMap,
  getfeatureinfo: featureInfo,
  feature_info: featureInfo,
  getlegendgraphic: legendGraphic,
  describelayer: describeLayer,
};

/** By its name in any case, or by that of WMS 1.0.0. Whoever asks nothing is told what there is to ask. */
function answerTo(asked: Asked): Answer | MapAnswer | Promise<Answer> {
  const { query } = asked;
  const service = query.get('SERVICE');
  if (service !== undefined && !/^wms$/i.test(service)) {
    throw fault(
      'OperationNotSupported',
      'SERVICE',
      `SERVICE är "${short(service)}". Här finns WMS.`,
      `SERVICE is "${short(service)}". There is WMS here.`,
    );
  }
  const name = query.get('REQUEST') ?? (query.isEmpty ? 'GetCapabilities' : undefined);
  if (name === undefined) throw missing('REQUEST');
  const operation = Object.entries(operations).find(([known]) => known === name.toLowerCase())?.[1];
  if (operation) return operation(asked);
  throw fault(
    'OperationNotSupported',
    'REQUEST',
    `REQUEST är "${short(name)}". De som finns: GetCapabilities, GetMap, GetFeatureInfo, GetLegendGraphic, DescribeLayer.`,
    `REQUEST is "${short(name)}". Known: GetCapabilities, GetMap, GetFeatureInfo, GetLegendGraphic, DescribeLayer.`,
  );
}
