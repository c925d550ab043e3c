import type { RequestHandler } from 'express';
import type { Definition } from '../../datasets/definition.ts';
import { flatColumns } from '../../features/index.ts';
import { baseUrlOf } from '../../http/base-url.ts';
import { inLanguage } from '../../http/language.ts';
import { checkQuery } from '../../http/parameters.ts';
import { queryOf } from '../../http/query.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import type { Extents } from '../collections.ts';
import type { Place } from '../links.ts';
import { definitionParameters } from '../parameters.ts';
import { chosen, html, openApiJson } from '../representations.ts';
import { openApiDocument } from './document.ts';
import type { Described } from './parameters.ts';
import { keptSamples } from './sample.ts';

/** Anybody can make up a Host: the documents for the last few are kept. */
const mostKept = 4;
const hearWithinMs = 1_000;

/** The definition of the API for programs; people are led to the page where they can try it. */
export function apiDefinition(service: OpenData, extents: Extents): RequestHandler {
  const samples = keptSamples();
  const kept = new Map<string, Promise<Buffer>>();
  let published = service.published;

  async function describe(definition: Definition, { lang }: Place): Promise<Described> {
    const [{ columns }, extent, sample] = await Promise.all([
      flatColumns(service.database, definition, 'all'),
      extents(service, definition),
      samples(service, definition),
    ]);
    return { definition, columns, extent, sample, lang };
  }

  /** One document for each language and address until something changes: it takes half a megabyte and many questions. */
  async function document(place: Place): Promise<Buffer> {
    await service.changes.catchUpWithin(hearWithinMs);
    const make = async () => {
      const { published, organisations } = service;
      const described = await Promise.all(published.definitions.map((one) => describe(one, place)));
      return Buffer.from(JSON.stringify(openApiDocument(described, organisations, place)));
    };
    if (!service.published.definitions.every(({ id }) => service.published.isTracked(id))) return make();
    if (published !== service.published) kept.clear();
    published = service.published;
    const { epoch, number } = service.changes;
    const key = `${place.lang} ${place.baseUrl} ${epoch} ${number}`;
    const known = kept.get(key);
    if (known) return known;
    const made = make();
    kept.set(key, made);
    for (const old of kept.keys()) if (kept.size > mostKept) kept.delete(old);
    made.catch(() => kept.delete(key));
    return made;
  }

  return async (request, response) => {
    const query = queryOf(request);
    checkQuery(query, definitionParameters);
    const place = { baseUrl: baseUrlOf(service.config, request), lang: inLanguage(request, response) };
    response.vary('Accept');
    if (chosen(request, query, [openApiJson, html]) === html) {
      response.redirect(303, `${place.baseUrl}/api?lang=${place.lang}`);
      return;
    }
    // As bytes: Express would add a charset, which the media type does not have.
    response.setHeader('Content-Type', openApiJson.mediaType);
    response.send(await document(place));
  };
}
