import { type Request, type Response, Router } from 'express';
import { baseUrlOf } from '../../http/base-url.ts';
import { inLanguage } from '../../http/language.ts';
import { queryOf } from '../../http/query.ts';
import { answerWithPicture } from '../answer.ts';
import type { PictureService } from '../kept.ts';
import { capabilities } from './capabilities.ts';
import { invalid, OwsException, sendException } from './exceptions.ts';
import { askedTile, type TileName } from './tile.ts';

/** WMTS 1.0.0 (07-057r7) at `/wmts`, by key and value pairs and by resources. */
export function wmtsRoutes(service: PictureService): Router {
  const router = Router();

  /** Errors are told as OWS Common has it. */
  function answer(make: (request: Request, response: Response) => Promise<void>) {
    return async (request: Request, response: Response) => {
      try {
        await make(request, response);
      } catch (error) {
        sendException(response, error, inLanguage(request, response));
      }
    };
  }

  async function sendCapabilities(request: Request, response: Response): Promise<void> {
    const lang = inLanguage(request, response);
    await service.changes.catchUpWithin(1_000);
    const document = await capabilities(service, { baseUrl: baseUrlOf(service.config, request), lang });
    response.type('application/xml').send(document);
  }

  async function sendTile(request: Request, response: Response, name: TileName): Promise<void> {
    const lang = inLanguage(request, response);
    const version = queryOf(request).get('v') ?? undefined;
    await answerWithPicture(
      service,
      response,
      version,
      () => askedTile(service.published.definitions, name, lang).asked,
    );
  }

  router.get(
    '/wmts',
    answer(async (request, response) => {
      const query = keysAndValues(queryOf(request));
      const operation = operationOf(query);
      if (operation === 'GetTile') return sendTile(request, response, tileNamed(query));
      if (operation === 'GetCapabilities') return sendCapabilities(request, response);
      throw new OwsException(
        'OperationNotSupported',
        { sv: 'REQUEST ska vara GetCapabilities eller GetTile.', en: 'REQUEST must be GetCapabilities or GetTile.' },
        'REQUEST',
      );
    }),
  );
  router.get('/wmts/1.0.0/WMTSCapabilities.xml', answer(sendCapabilities));
  router.get(
    '/wmts/:layer/:style/:matrixSet/:matrix/:row/:file',
    answer(async (request, response) => {
      const named = (part: string) => String(request.params[part] ?? '');
      const [, column = '', twice, format] = /^([^.@]*)(@2x)?\.(\w+)$/.exec(named('file')) ?? [];
      const query = keysAndValues(queryOf(request));
      const { time, filter } = conditionsIn(query);
      await sendTile(request, response, {
        ...{ layer: named('layer'), style: named('style'), matrixSet: named('matrixSet') },
        ...{ matrix: named('matrix'), row: named('row'), column, format: format ?? named('file') },
        ...{ time, filter, pixelRatio: twice ? 2 : 1 },
      });
    }),
  );
  return router;
}

/** Names in any case; of several with one name the first counts (06-121r3 §11.5.2). */
function keysAndValues(query: URLSearchParams): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of query) {
    const upper = name.toUpperCase();
    if (value !== '' && !values.has(upper)) values.set(upper, value);
  }
  return values;
}

function operationOf(query: ReadonlyMap<string, string>): string {
  const service = query.get('SERVICE') ?? 'WMTS';
  if (service.toUpperCase() !== 'WMTS') throw invalid('SERVICE', service, { sv: 'WMTS', en: 'WMTS' });
  const accepted = query.get('ACCEPTVERSIONS')?.split(',');
  if (accepted && !accepted.includes('1.0.0')) {
    throw new OwsException('VersionNegotiationFailed', {
      sv: 'Tjänsten talar WMTS 1.0.0.',
      en: 'The service speaks WMTS 1.0.0.',
    });
  }
  const asked = query.get('REQUEST');
  if (asked === undefined && query.size > 0) throw missing('REQUEST');
  const known = ['GetCapabilities', 'GetTile'].find((name) => name.toLowerCase() === asked?.toLowerCase());
  return known ?? asked ?? 'GetCapabilities';
}

function missing(name: string): OwsException {
  return new OwsException('MissingParameterValue', { sv: `${name} saknas.`, en: `${name} is missing.` }, name);
}

function tileNamed(query: ReadonlyMap<string, string>): TileName {
  const needed = (name: string) => {
    const value = query.get(name);
    if (value === undefined) throw missing(name);
    return value;
  };
  return {
    layer: needed('LAYER'),
    style: query.get('STYLE'),
    matrixSet: needed('TILEMATRIXSET'),
    matrix: needed('TILEMATRIX'),
    row: needed('TILEROW'),
    column: needed('TILECOL'),
    format: query.get('FORMAT'),
    ...conditionsIn(query),
    pixelRatio: 1,
  };
}

/** Of a tile by either way: the year, and a condition as WMS clients send it. */
function conditionsIn(query: ReadonlyMap<string, string>): Pick<TileName, 'time' | 'filter'> {
  return { time: query.get('TIME'), filter: query.get('CQL_FILTER') ?? query.get('FILTER') };
}
