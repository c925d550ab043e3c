import { Router } from 'express';
import { addressParameters } from './address/parameters.ts';
import { addressRoutes } from './address/router.ts';
import type { PictureService } from './picture.ts';

export { addressParameters };

/** Pictures of the map, each at an address of its own. */
export function pictureRoutes(service: PictureService): Router {
  const router = Router();
  router.use(addressRoutes(service));
  return router;
}
