import { Router } from 'express';
import { systemOf } from '../features/index.ts';
import { inMercator } from '../geometry/mercator.ts';
import { inLanguage } from '../http/language.ts';
import { checkQuery, valueIn } from '../http/parameters.ts';
import { queryOf } from '../http/query.ts';
import {
  addressParameters,
  centreParameter,
  layersParameter,
  measureParameter,
  sizeOf,
  sizeParameter,
  themeParameter,
  zoomParameter,
} from './address/parameters.ts';
import { type Content, pictureTypes } from './content.ts';
import { type Frame, resolutionOfZoom } from './frame.ts';
import type { PictureService } from './picture.ts';
import { printRoutes } from './print/router.ts';
import { datasetsAtStart, datasetsOf } from './subjects.ts';
import { wmsRoutes } from './wms/router.ts';

const mercator = systemOf(3857);

/** Pictures of the map, each at an address of its own. */
export function pictureRoutes(service: PictureService): Router {
  const router = Router();
  router.use(wmsRoutes(service));
  router.get('/karta.png', async (request, response) => {
    const query = queryOf(request);
    checkQuery(query, addressParameters(service.published.definitions));
    const { definitions } = service.published;
    const layers = valueIn(query, layersParameter);
    const content: Content = {
      datasets: layers ? datasetsOf(definitions, layers) : datasetsAtStart(definitions),
      paper: true,
      transparent: false,
      theme: valueIn(query, themeParameter) ?? 'light',
      lang: inLanguage(request, response),
      ended: false,
      filters: new Map(),
      measure: valueIn(query, measureParameter),
    };
    const { mapView } = service.config;
    const centre = valueIn(query, centreParameter) ?? mapView.center;
    const size = sizeOf(valueIn(query, sizeParameter));
    const frame = frameAround(centre, valueIn(query, zoomParameter) ?? mapView.zoom, size);
    const { bytes } = await service.pictures.draw(service, { frame, content, type: 'png' });
    response.type(pictureTypes.png).send(bytes);
  });
  router.use(printRoutes(service));
  return router;
}

/** As MapLibre shows it: Web Mercator around [longitude, latitude]. */
function frameAround(
  [longitude, latitude]: readonly [number, number],
  zoom: number,
  [width, height]: readonly [number, number],
): Frame {
  if (!mercator) throw new Error('EPSG:3857 is not offered');
  const [x, y] = inMercator([longitude, latitude, longitude, latitude]);
  const metres = resolutionOfZoom(zoom, 0);
  const [right, up] = [(width / 2) * metres, (height / 2) * metres];
  return { crs: mercator, box: [x - right, y - up, x + right, y + up], width, height, pixelRatio: 1 };
}
