import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { createApp } from '../app.ts';
import { type EventStreams, eventStreams } from '../changes/events.ts';
import { problem, problemDocument } from '../http/problems.ts';
import { sendProblem } from '../http/send.ts';
import type { Service } from '../service/service.ts';
import { tileLane } from '../tiles/lane.ts';
import { datasetVersions, layerSets } from '../tiles/layer-sets.ts';

/** A running HTTP server. */
export interface RunningServer {
  /** Address that a browser on this machine can open. */
  url: string;
  /** Takes no new connections, lets short requests finish, then closes what is left. */
  close(): Promise<void>;
}

/** The address of the settings cannot be used; the message says why. */
export class ListenError extends Error {}

function whyNot(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') return 'porten används redan av en annan process';
  if (error.code === 'EACCES') return 'porten får inte användas av den här användaren';
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return 'adressen finns inte på den här datorn';
  return error.message;
}

/** A connection on which nothing has moved for so long is closed; event streams beat more often. */
const idleMs = 75_000;
const finishWithinMs = 3_000;

/** Starts HTTP on the settings' host and port (0: any free port). */
export async function startServer(service: Service, webFolder: string): Promise<RunningServer> {
  const findLayers = layerSets(service);
  const events = eventStreams({
    changes: service.changes,
    aside: service.database.aside,
    versions: () => datasetVersions(service, findLayers),
  });
  const app = createApp(service, findLayers, events, webFolder);
  const answerTile = tileLane(service, findLayers);
  // Without a Host header Node would answer with an empty page; what needs no absolute links is answered all the same.
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    if (answerTile(request, response)) return;
    service.lastAskedAt = Date.now();
    app(request, response);
  });
  // One timer for each connection instead of two settings of it for each answer, a tenth of what a cached tile costs.
  server.keepAliveTimeout = 0;
  server.timeout = idleMs;
  server.on('clientError', answerParserError);
  server.on('checkExpectation', (request, response) => sendProblem(request, response, problem('expectation')));
  const { port, host } = service.config;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new ListenError(`HOST=${host} PORT=${port}: ${whyNot(error)}`)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actualPort = typeof address === 'object' && address ? address.port : port;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return { url: `http://${name}:${actualPort}`, close: () => closeServer(server, events) };
}

/** Errors of the HTTP parser never reach a request, so their problem+json is written by hand. */
function answerParserError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const code =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 'headers-too-large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? 'request-timeout'
        : 'bad-request';
  const { status, body } = problemDocument(problem(code), 'sv');
  const text = JSON.stringify(body);
  socket.end(
    [
      `HTTP/1.1 ${status} ${code}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(text)}`,
      'Connection: close',
      '',
      text,
    ].join('\r\n'),
  );
}

async function closeServer(server: Server, events: EventStreams): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  events.close();
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), finishWithinMs);
  await closed;
  clearTimeout(impatience);
}
