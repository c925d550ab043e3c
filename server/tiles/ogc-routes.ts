import type { Express, Request, Response } from 'express';
import { filterParameters } from '../features/index.ts';
import { checkQuery, langParameter } from '../http/parameters.ts';
import { queryOf } from '../http/query.ts';
import { root as api, type Place } from '../ogc-api/links.ts';
import { formatParameter, html, json } from '../ogc-api/representations.ts';
import type { Service } from '../service.ts';
import type { FindLayers } from './layer-sets.ts';
import { collections, matrixSetNamed, selectedCollections } from './ogc-query.ts';
import { tileMatrixSetDocument, tileMatrixSetList } from './ogc-tile-matrix-sets.ts';
import { originOf, tilesetDocument, tilesetList } from './ogc-tilesets.ts';

/** Answers with a document, in the reader's language. */
type Answer = (request: Request, response: Response, make: (place: Place) => object | Promise<object>) => Promise<void>;

const documentParameters = [formatParameter([json, html]), langParameter] as const;
export const tilesetParameters = [...filterParameters, ...documentParameters] as const;

/** OGC API – Tiles Part 1 (20-057), all but the tiles themselves: they are answered in front of Express (lane.ts). */
export function tilesRoutes(app: Express, service: Service, findLayers: FindLayers, answer: Answer): void {
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
  app.get(`${api}/tileMatrixSets`, async (request, response) => {
    plain(request);
    await answer(request, response, tileMatrixSetList);
  });
  app.get(`${api}/tileMatrixSets/:matrixSet`, async (request, response) => {
    plain(request);
    const matrixSet = matrixSetNamed(request.params.matrixSet);
    await answer(request, response, (place) => tileMatrixSetDocument(matrixSet, place));
  });

  const list = async (request: Request, response: Response, id?: string) => {
    const { origin } = asked(request, id);
    await answer(request, response, (place) => tilesetList(origin, place));
  };
  app.get(`${api}/tiles`, (request, response) => list(request, response));
  app.get(`${api}/collections/:id/tiles`, (request, response) => list(request, response, request.params.id));

  const tileset = async (request: Request, response: Response, matrixSetId: string, id?: string) => {
    await service.changes.catchUp().catch(() => {});
    const { set, origin } = asked(request, id);
    const matrixSet = matrixSetNamed(matrixSetId);
    await answer(request, response, (place) => tilesetDocument(service, set, origin, matrixSet, place));
  };
  app.get(`${api}/tiles/:matrixSet`, (request, response) => tileset(request, response, request.params.matrixSet));
  app.get(`${api}/collections/:id/tiles/:matrixSet`, (request, response) =>
    tileset(request, response, request.params.matrixSet, request.params.id),
  );
}
