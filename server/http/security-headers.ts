import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';

/**
 * What a browser may do with what we answer: run our own scripts and none that stand in a page. Nobody is forbidden to read,
 * nor to show us in a frame: the data are open.
 */
export function securityHeaders({ background, publicUrl }: Pick<Config, 'background' | 'publicUrl'>): RequestHandler[] {
  // A background of somebody else's names its own sources, fonts and tiles, wherever they are.
  const elsewhere = background ? ['https:', 'http:'] : [];
  const ourselves = publicUrl === undefined ? ["'self'"] : ["'self'", new URL(publicUrl).origin];
  const policy = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: [...ourselves, 'data:', 'blob:', ...elsewhere],
        fontSrc: ["'self'", 'data:'],
        connectSrc: [...ourselves, ...elsewhere],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        // Anybody may have the map on a page of theirs: nobody logs in here, and nothing can be changed.
        frameAncestors: ['*'],
      },
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginOpenerPolicy: false,
    xFrameOptions: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    // Whether all of a domain is HTTPS is for whoever has the certificate to say, in front of us.
    strictTransportSecurity: false,
  });
  const permissions: RequestHandler = (_request, response, next) => {
    response.set('Permissions-Policy', 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()');
    next();
  };
  return [policy, permissions];
}
