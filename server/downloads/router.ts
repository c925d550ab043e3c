import { type Request, type Response, Router } from 'express';
import type { Definition } from '../datasets/definition.ts';
import { parseWanted, refuseUnknown, selecting } from '../features/index.ts';
import { type FileFormat, fileFormatsOf, systemOfFile } from '../formats/index.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { inLanguage, languageOf } from '../http/language.ts';
import { problem } from '../http/problems.ts';
import { queryOf } from '../http/query.ts';
import type { Service } from '../service.ts';
import { type DatasetFile, orderedFile, wholeFile, wholeFiles } from './files.ts';

/** `/downloads/{dataset}` lists the files of a dataset, `/downloads/{dataset}.{ext}` is one of them. */
export function downloads(service: Service): Router {
  const router = Router();
  router.get('/:name', async (request, response) => {
    const [id = '', ...extension] = request.params.name.split('.');
    const definition = service.published.dataset(id);
    if (extension.length === 0) return listFiles(service, definition, request, response);
    const format = fileFormatsOf(definition).find((one) => one.extension === extension.join('.'));
    if (!format) {
      const known = fileFormatsOf(definition).map((one) => one.extension);
      throw problem('no-such-format', { extension: extension.join('.'), known: known.join(', ') });
    }
    const query = queryOf(request);
    const known = selecting(definition);
    refuseUnknown(query, [...known, 'lang']);
    const isWhole = known.every((name) => !query.has(name)) && languageOf(request) === 'sv';
    const wanted = parseWanted(definition, query, systemOfFile(format, definition));
    const file = isWhole
      ? await wholeFile(service, definition, format)
      : await orderedFile(service, wanted, format, languageOf(request));
    response.vary('Accept-Language');
    return sendFile(response, definition, file);
  });
  return router;
}

/** The files that are there, and where those that are not yet made can be had. */
async function listFiles(service: Service, definition: Definition, request: Request, response: Response) {
  refuseUnknown(queryOf(request), ['lang']);
  const lang = inLanguage(request, response);
  const baseUrl = baseUrlOf(service.config, request);
  await service.changes.catchUpWithin(1_000);
  const there = await wholeFiles(service, definition);
  const describe = (format: FileFormat) => {
    const file = there.find((one) => one.format === format);
    return {
      href: `${baseUrl}/downloads/${definition.id}.${format.extension}`,
      extension: format.extension,
      title: format.title[lang],
      type: format.mediaType,
      ...(file
        ? { size: file.size, sha256: file.sha256, date: file.made, version: file.version, features: file.features }
        : {}),
    };
  };
  response.json({ id: definition.id, title: definition.title[lang], files: fileFormatsOf(definition).map(describe) });
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
