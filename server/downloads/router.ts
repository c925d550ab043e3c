import { type Request, type Response, Router } from 'express';
import type { Definition } from '../datasets/definition.ts';
import { flatColumns, parseWanted, selecting } from '../features/index.ts';
import { fileFormatOf, fileFormatsOf, gmlSchema, refuseOtherSystem, systemOfFile } from '../formats/index.ts';
import { asOf, asOfParameter, cacheControlOf } from '../history/as-of.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { inLanguage, languageOf } from '../http/language.ts';
import { checkQuery, langParameter, type QueryParameter } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import { queryOf } from '../http/query.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { pageOrJson, pageOrJsonParameter, sendPage, visitOf } from '../pages/index.ts';
import { noteAsked } from './asked.ts';
import { type DatasetFile, orderedFile, wholeFile } from './files.ts';
import { fileList } from './list.ts';
import { filesPage } from './page.ts';
import { csvTypes, csvwMetadata, type Described, dataPackage } from './table-descriptions.ts';

export function fileParameters(definition: Definition, query?: URLSearchParams): readonly QueryParameter[] {
  return [...selecting(definition, query), asOfParameter, langParameter];
}
export const fileListParameters = [pageOrJsonParameter, langParameter] as const;

/** `/downloads/{dataset}` lists the files of a dataset, `/downloads/{dataset}.{ext}` is one of them. */
export function downloads(service: OpenData): Router {
  const router = Router();
  router.get('/:name', async (request, response) => {
    const [id = '', ...extension] = request.params.name.split('.');
    const definition = service.published.dataset(id);
    if (extension.length === 0) return listFiles(service, definition, request, response);
    const describe = descriptions.get(extension.join('.'));
    if (describe && (describe.holds?.(definition) ?? true))
      return describeTable(service, definition, describe, request, response);
    const format = fileFormatOf(definition, extension.join('.'));
    if (!format) {
      const known = fileFormatsOf(definition).map((one) => one.extension);
      throw problem('no-such-format', { extension: extension.join('.'), known: known.join(', ') });
    }
    const query = queryOf(request);
    checkQuery(query, fileParameters(definition, query));
    // Titles in a file are Swedish unless the address says otherwise: all readers share one file.
    const lang = query.has('lang') ? languageOf(request) : 'sv';
    const past = await asOf(service, definition, query);
    const isWhole = !past && selecting(definition, query).every(({ name }) => !query.has(name)) && lang === 'sv';
    const wanted = parseWanted(past?.definition ?? definition, query, systemOfFile(format, definition));
    refuseOtherSystem(format, wanted.crs);
    if (isWhole) noteAsked(definition.id, format);
    const file = isWhole
      ? await wholeFile(service, definition, format)
      : await orderedFile(service, wanted, format, lang);
    const name = past ? `${definition.id}-${past.version}` : definition.id;
    return sendFile(response, name, file, cacheControlOf(query));
  });
  return router;
}

/** A document that says what the columns of a file are. */
interface Description {
  mediaType: string;
  make(described: Described): string;
  holds?(definition: Definition): boolean;
}

/** Of the CSV: where CSV on the Web looks for it, as Frictionless Data, and for GDAL. Of the GML: the schema that it names. */
const descriptions = new Map<string, Description>([
  ['csv-metadata.json', { make: (table) => JSON.stringify(csvwMetadata(table)), mediaType: 'application/csvm+json' }],
  ['datapackage.json', { make: (table) => JSON.stringify(dataPackage(table)), mediaType: 'application/json' }],
  ['csvt', { make: csvTypes, mediaType: 'text/plain' }],
  [
    'xsd',
    {
      make: ({ definition, columns }) => gmlSchema(definition, columns),
      mediaType: 'application/xml',
      holds: ({ geometry }) => geometry !== null,
    },
  ],
]);

async function describeTable(
  { config, database }: OpenData,
  definition: Definition,
  { make, mediaType }: Description,
  request: Request,
  response: Response,
) {
  checkQuery(queryOf(request), [langParameter]);
  const lang = inLanguage(request, response);
  const { columns } = await flatColumns(database, definition, 'all');
  const url = `${baseUrlOf(config, request)}/downloads/${definition.id}.csv`;
  response.type(mediaType).send(make({ definition, columns, url, lang }));
}

async function listFiles(service: OpenData, definition: Definition, request: Request, response: Response) {
  checkQuery(queryOf(request), fileListParameters);
  const form = pageOrJson(request, response);
  const visit = visitOf(service.config, request, response);
  const [f, type] = form === 'page' ? ['json', 'application/json'] : ['html', 'text/html'];
  response.set('Link', `<${visit.baseUrl}/downloads/${definition.id}?f=${f}>; rel="alternate"; type="${type}"`);
  const list = await fileList(service, definition, visit);
  if (form === 'page') {
    const isRemembered = service.published.remembered(definition.id) !== undefined;
    sendPage(response, filesPage(list, visit, isRemembered));
  } else response.json(list);
}

/** From disk, with ranges (RFC 9110 §14) and a checksum (RFC 9530). */
function sendFile(response: Response, name: string, file: DatasetFile, cacheControl = 'no-cache'): Promise<void> {
  const digest = Buffer.from(file.sha256, 'hex').toString('base64');
  response.attachment(`${name}.${file.format.extension}`);
  const headers = {
    'Content-Type': file.format.mediaType,
    ETag: `"${file.sha256.slice(0, 32)}"`,
    'Last-Modified': new Date(file.made).toUTCString(),
    'Repr-Digest': `sha-256=:${digest}:`,
    'Data-Version': file.version,
    // A range of compressed bytes would be a range of something else.
    'Cache-Control': `${cacheControl}, no-transform`,
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
