import { type Request, type Response, Router } from 'express';
import type { Definition } from '../datasets/definition.ts';
import { flatColumns, parseWanted, selecting } from '../features/index.ts';
import { fileFormatsOf, refuseOtherSystem, systemOfFile } from '../formats/index.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { inLanguage, languageOf } from '../http/language.ts';
import { checkQuery, langParameter, type QueryParameter } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import { queryOf } from '../http/query.ts';
import { pageOrJson, pageOrJsonParameter, sendPage, visitOf } from '../pages/index.ts';
import type { Service } from '../service.ts';
import { noteAsked } from './asked.ts';
import { type DatasetFile, orderedFile, wholeFile } from './files.ts';
import { fileList } from './list.ts';
import { filesPage } from './page.ts';
import { csvwMetadata, dataPackage } from './table-descriptions.ts';

export function fileParameters(definition: Definition): readonly QueryParameter[] {
  return [...selecting(definition), langParameter];
}
export const fileListParameters = [pageOrJsonParameter, langParameter] as const;

/** `/downloads/{dataset}` lists the files of a dataset, `/downloads/{dataset}.{ext}` is one of them. */
export function downloads(service: Service): Router {
  const router = Router();
  router.get('/:name', async (request, response) => {
    const [id = '', ...extension] = request.params.name.split('.');
    const definition = service.published.dataset(id);
    if (extension.length === 0) return listFiles(service, definition, request, response);
    const describe = descriptions.get(extension.join('.'));
    if (describe) return describeTable(service, definition, describe, request, response);
    const format = fileFormatsOf(definition).find((one) => one.extension === extension.join('.'));
    if (!format) {
      const known = fileFormatsOf(definition).map((one) => one.extension);
      throw problem('no-such-format', { extension: extension.join('.'), known: known.join(', ') });
    }
    const query = queryOf(request);
    checkQuery(query, fileParameters(definition));
    // Titles in a file are Swedish unless the address says otherwise: all readers share one file.
    const lang = query.has('lang') ? languageOf(request) : 'sv';
    const isWhole = selecting(definition).every(({ name }) => !query.has(name)) && lang === 'sv';
    const wanted = parseWanted(definition, query, systemOfFile(format, definition));
    refuseOtherSystem(format, wanted.crs);
    if (isWhole) noteAsked(definition.id, format);
    const file = isWhole
      ? await wholeFile(service, definition, format)
      : await orderedFile(service, wanted, format, lang);
    return sendFile(response, definition, file);
  });
  return router;
}

/** What the CSV file's columns are: where CSV on the Web looks for it, and as Frictionless Data. */
const descriptions = new Map([
  ['csv-metadata.json', { make: csvwMetadata, mediaType: 'application/csvm+json' }],
  ['datapackage.json', { make: dataPackage, mediaType: 'application/json' }],
]);

async function describeTable(
  { config, database }: Service,
  definition: Definition,
  { make, mediaType }: { make: typeof csvwMetadata; mediaType: string },
  request: Request,
  response: Response,
) {
  checkQuery(queryOf(request), [langParameter]);
  const lang = inLanguage(request, response);
  const { columns } = await flatColumns(database, definition, 'all');
  const url = `${baseUrlOf(config, request)}/downloads/${definition.id}.csv`;
  response.type(mediaType).send(JSON.stringify(make({ definition, columns, url, lang })));
}

async function listFiles(service: Service, definition: Definition, request: Request, response: Response) {
  checkQuery(queryOf(request), fileListParameters);
  const form = pageOrJson(request, response);
  const visit = visitOf(service.config, request, response);
  const [f, type] = form === 'page' ? ['json', 'application/json'] : ['html', 'text/html'];
  response.set('Link', `<${visit.baseUrl}/downloads/${definition.id}?f=${f}>; rel="alternate"; type="${type}"`);
  const list = await fileList(service, definition, visit);
  if (form === 'page') sendPage(response, filesPage(list, visit));
  else response.json(list);
}

/** From disk, with ranges (RFC 9110 §14) and a checksum (RFC 9530). */
function sendFile(response: Response, definition: Definition, file: DatasetFile): Promise<void> {
  const digest = Buffer.from(file.sha256, 'hex').toString('base64');
  response.attachment(`${definition.id}.${file.format.extension}`);
  const headers = {
    'Content-Type': file.format.mediaType,
    ETag: `"${file.sha256.slice(0, 32)}"`,
    'Last-Modified': new Date(file.made).toUTCString(),
    'Repr-Digest': `sha-256=:${digest}:`,
    'Data-Version': file.version,
    // A range of compressed bytes would be a range of something else.
    'Cache-Control': 'no-cache, no-transform',
  };
  return new Promise((resolve, reject) => {
    response.sendFile(
      file.path,
      { headers, dotfiles: 'allow', lastModified: false, etag: false, cacheControl: false },
      (error?: Error) => {
        // A reader who has left needs no answer.
        if (!error || response.destroyed || response.headersSent) return resolve();
        const outside = 'status' in error && error.status === 416;
        reject(outside ? problem('no-such-range', { size: file.size }) : error);
      },
    );
  });
}
