import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { problem } from '../http/problems.ts';
import { sendProblem } from '../http/send.ts';
import type { Service } from '../service.ts';
import { parseCoordinates, parseDatasets } from './address.ts';
import { renderTile } from './tiles.ts';

const compress = promisify(gzip);
const tilePath = /^\/tiles\/([^/?]+)\/([^/?]+)\/([^/?]+)\/([^/?]+)\.mvt(?:\?|$)/;

/**
 * Tiles are answered here, in front of Express, which costs more than a whole cached tile does. False: not a tile's
 * address, ask Express.
 */
export function answerTile(service: Service, request: IncomingMessage, response: ServerResponse): boolean {
  const match = tilePath.exec(request.url ?? '');
  if (!match || request.method === 'OPTIONS') return false;
  const [, datasets = '', z = '', x = '', y = ''] = match;
  sendTile(service, request, response, { datasets, z, x, y }).catch((error: unknown) =>
    sendProblem(request, response, error),
  );
  return true;
}

async function sendTile(
  { database, published }: Service,
  request: IncomingMessage,
  response: ServerResponse,
  path: { datasets: string; z: string; x: string; y: string },
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw problem('method-not-allowed');
  const datasets = parseDatasets(path.datasets);
  datasets.forEach(published.layer);
  const tile = await renderTile(database, published, { datasets, ...parseCoordinates(path.z, path.x, path.y) });
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cache-Control', 'no-cache');
  if (tile.length === 0) {
    response.writeHead(204).end();
    return;
  }
  const gzipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = gzipped ? await compress(tile) : tile;
  response.writeHead(200, {
    'Content-Type': 'application/vnd.mapbox-vector-tile',
    'Content-Length': body.length,
    Vary: 'Accept-Encoding',
    ...(gzipped ? { 'Content-Encoding': 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
