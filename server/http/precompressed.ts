import { extname } from 'node:path';
import express, { type RequestHandler } from 'express';

/**
 * The files of a folder that never change. Beside some of them lies a copy compressed as well as can be (`name.js.br`, made when
 * the web app is built), for whoever takes Brotli (RFC 7932): a quarter smaller than what can be made while somebody waits.
 */
export function precompressed(folder: string): RequestHandler {
  const lasting = { immutable: true, maxAge: '1y', redirect: false } as const;
  const whole = express.static(folder, lasting);
  const small = express.static(folder, {
    ...lasting,
    setHeaders: (response, path) => {
      response.type(extname(path.replace(/\.br$/, '')));
      response.set('Content-Encoding', 'br');
    },
  });
  return (request, response, next) => {
    response.vary('Accept-Encoding');
    if (!request.acceptsEncodings('br')) return whole(request, response, next);
    const asked = request.url;
    request.url = asked.replace(/(?=\?|$)/, '.br');
    small(request, response, (error?: unknown) => {
      request.url = asked;
      if (error) next(error);
      else whole(request, response, next);
    });
  };
}
