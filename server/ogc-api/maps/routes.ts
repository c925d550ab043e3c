import type { Request, Response, Router } from 'express';
import type { Definition } from '../../datasets/definition.ts';
import { parseFiltering } from '../../features/index.ts';
import type { Bounds } from '../../geometry/extent.ts';
import { inLanguage } from '../../http/language.ts';
import { checkQuery, valueIn } from '../../http/parameters.ts';
import { queryOf } from '../../http/query.ts';
import { answerWithPicture } from '../../pictures/answer.ts';
import type { Content } from '../../pictures/content.ts';
import type { Frame } from '../../pictures/frame.ts';
import type { PictureService } from '../../pictures/kept.ts';
import { parseDatasets } from '../../tiles/address.ts';
import { selectedCollections } from '../../tiles/query.ts';
import type { Extents } from '../collections.ts';
import { chosen } from '../representations.ts';
import { mapsOffered } from './formats.ts';
import { frameAsked } from './frame.ts';
import {
  bgcolor,
  collectionMapParameters,
  datasetMapParameters,
  mapVersion,
  mapYear,
  transparent,
} from './parameters.ts';

/** OGC API – Maps (20-058): a map of one dataset, or of those of all that the query selects. */
export function mapsRoutes(router: Router, service: PictureService, extents: Extents): void {
  async function map(request: Request, response: Response, id?: string): Promise<void> {
    const query = queryOf(request);
    checkQuery(query, id === undefined ? datasetMapParameters : collectionMapParameters);
    const lang = inLanguage(request, response);
    const definitions = selected(id, query);
    const { id: type } = chosen(request, query, mapsOffered);
    const frame = await frameAsked(service, query, await boundsOfAll(definitions));
    const backdrop = valueIn(query, bgcolor);
    const isTransparent = valueIn(query, transparent) ?? (backdrop === undefined && type !== 'jpeg');
    response.vary('Accept').set({
      'Content-Crs': `<${frame.crs.uri}>`,
      'Content-Bbox': inAxisOrder(frame).join(','),
    });
    await answerWithPicture(service, response, valueIn(query, mapVersion), () => ({
      frame,
      type,
      content: contentOf(selected(id, query), query, lang),
      ...(isTransparent ? {} : { backdrop: backdrop ?? '#ffffff' }),
    }));
  }

  /** Throws 404 problems for what is not here or has no geometry. */
  function selected(id: string | undefined, query: URLSearchParams): Definition[] {
    const names = id === undefined ? selectedCollections(query) : service.published.dataset(id).id;
    const wanted = names === undefined ? allWithGeometry() : parseDatasets(names);
    return wanted.map((name) => service.published.layer(name).definition);
  }

  function allWithGeometry(): string[] {
    return service.published.definitions.filter(({ geometry }) => geometry).map(({ id }) => id);
  }

  async function boundsOfAll(definitions: readonly Definition[]): Promise<Bounds> {
    const each = await Promise.all(definitions.map((definition) => extents(service, definition)));
    const all = each.flatMap(({ bounds }) => (bounds ? [bounds] : []));
    const [longitude, latitude] = service.config.mapView.center;
    if (all.length === 0) return [longitude, latitude, longitude, latitude];
    return [
      Math.min(...all.map(([west]) => west)),
      Math.min(...all.map(([, south]) => south)),
      Math.max(...all.map(([, , east]) => east)),
      Math.max(...all.map(([, , , north]) => north)),
    ];
  }

  router.get('/map', (request, response) => map(request, response));
  router.get('/collections/:id/map', (request, response) => map(request, response, request.params.id));
}

function contentOf(definitions: readonly Definition[], query: URLSearchParams, lang: Content['lang']): Content {
  const filters = definitions.flatMap((definition) => {
    const filter = parseFiltering(definition, query);
    return filter ? [[definition.id, filter] as const] : [];
  });
  return {
    datasets: definitions.map(({ id }) => id),
    paper: false,
    transparent: true,
    theme: 'light',
    lang,
    ended: false,
    filters: new Map(filters),
    year: valueIn(query, mapYear),
  };
}

/** Two corners in the authority's axis order. */
function inAxisOrder({ crs, box: [west, south, east, north] }: Frame): string[] {
  const box = crs.flipped ? [south, west, north, east] : [west, south, east, north];
  return box.map((value) => value.toFixed(crs.decimals));
}
