import type { Request, Response, Router } from 'express';
import { filterParameters } from '../../features/index.ts';
import { checkQuery } from '../../http/parameters.ts';
import { queryOf } from '../../http/query.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import type { FindLayers } from '../../tiles/layer-sets.ts';
import { collections, matrixSetNamed, selectedCollections } from '../../tiles/query.ts';
import { answerDocument, type MakeDocument } from '../answer-document.ts';
import { documentParameters as parametersOf } from '../parameters.ts';
import { html, json } from '../representations.ts';
import { tileMatrixSetDocument, tileMatrixSetList } from './tile-matrix-sets.ts';
import { originOf, tilesetDocument, tilesetList } from './tilesets.ts';

const documentParameters = parametersOf([json, html]);
export const tilesetParameters = [...filterParameters, ...documentParameters] as const;

/** OGC API – Tiles Part 1 (20-057), all but the tiles themselves: they are answered in front of Express (lane.ts). */
export function tilesRoutes(router: Router, service: OpenData, findLayers: FindLayers): void {
  const answer = (request: Request, response: Response, make: MakeDocument) =>
    answerDocument(service, make, request, response);

  /** Throws a 404 problem for a collection that is not here or has no geometry, a 400 for a parameter that is not known. */
  function asked(request: Request, id?: string) {
    const query = queryOf(request);
    checkQuery(query, id === undefined ? [collections, ...tilesetParameters] : tilesetParameters);
    const collection = id === undefined ? undefined : service.published.dataset(id);
    const names = collection?.id ?? selectedCollections(query);
    const set = findLayers(names, query);
    return { set, origin: originOf(collection, set, names) };
  }

  function plain(request: Request): void {
    checkQuery(queryOf(request), documentParameters);
  }
  router.get('/tileMatrixSets', async (request, response) => {
    plain(request);
    await answer(request, response, tileMatrixSetList);
  });
  router.get('/tileMatrixSets/:matrixSet', async (request, response) => {
    plain(request);
    const matrixSet = matrixSetNamed(request.params.matrixSet);
    await answer(request, response, (place) => tileMatrixSetDocument(matrixSet, place));
  });

  const list = async (request: Request, response: Response, id?: string) => {
    const { origin } = asked(request, id);
    await answer(request, response, (place) => tilesetList(origin, place));
  };
  router.get('/tiles', (request, response) => list(request, response));
  router.get('/collections/:id/tiles', (request, response) => list(request, response, request.params.id));

  const tileset = async (request: Request, response: Response, matrixSetId: string, id?: string) => {
    await service.changes.catchUp().catch(() => {});
    const { set, origin } = asked(request, id);
    const matrixSet = matrixSetNamed(matrixSetId);
    await answer(request, response, (place) => tilesetDocument(service, set, origin, matrixSet, place));
  };
  router.get('/tiles/:matrixSet', (request, response) => tileset(request, response, request.params.matrixSet));
  router.get('/collections/:id/tiles/:matrixSet', (request, response) =>
    tileset(request, response, request.params.matrixSet, request.params.id),
  );
}
