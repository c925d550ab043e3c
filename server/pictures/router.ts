import { Router } from 'express';
import { addressParameters } from './address/parameters.ts';
import { addressRoutes } from './address/router.ts';
import type { PictureService } from './kept.ts';
import { printRoutes } from './print/router.ts';
import { wmsRoutes } from './wms/router.ts';
import { wmtsRoutes } from './wmts/router.ts';

export { addressParameters };

/** Pictures of the map, each at an address of its own. */
export function pictureRoutes(service: PictureService): Router {
  const router = Router();
  router.use(addressRoutes(service));
  router.use(printRoutes(service));
  router.use(wmsRoutes(service));
  router.use(wmtsRoutes(service));
  return router;
}
