import type { Response } from 'express';
import { hearOf } from '../changes/hear.ts';
import { cacheHeaders, type Freshness, isKnownTo } from '../tiles/answer.ts';
import { pictureTypes } from './content.ts';
import { type PictureService, pictureVersion } from './kept.ts';
import type { KeptPicture } from './kept-picture.ts';
import type { Asked } from './picture.ts';

/**
 * Answers with a picture, from memory or drawn. An address with the right `version` (the `v` of its query) may be kept for
 * ever, another for ten seconds; while the database is away there is what memory has, told by Cache-Status and Age. Whoever
 * has gone away before it is his turn is not drawn for. `make`: called when the newest changes have been heard.
 */
export async function answerWithPicture(
  service: PictureService,
  response: Response,
  version: string | undefined,
  make: () => Asked,
): Promise<void> {
  await hearOf(service.changes, { wanted: version, known: pictureVersion(service, make().content) });
  const asked = make();
  const since = Date.now();
  const picture = await service.pictures.get(service, asked, goneSignal(response));
  const headers = cacheHeaders(freshnessOf(service, asked, picture, version), picture.madeAt < since);
  for (let at = 0; at < headers.length; at += 2) response.set(headers[at] ?? '', headers[at + 1] ?? '');
  if (picture.cut.length > 0) response.set('Allmanning-Cut', picture.cut.join(','));
  response.set('ETag', `"${picture.hash}"`);
  response.set('Access-Control-Expose-Headers', 'ETag, Age, Cache-Status, Allmanning-Cut');
  if (isKnownTo(response.req.headers['if-none-match'], picture)) response.status(304).end();
  else response.type(pictureTypes[asked.type]).send(picture.bytes);
}

function freshnessOf(
  service: PictureService,
  { content }: Asked,
  { readAt }: KeptPicture,
  version: string | undefined,
): Freshness {
  if (service.changes.awaySince !== undefined) return { staleSeconds: Math.round((Date.now() - readAt) / 1000) };
  return version !== undefined && version === pictureVersion(service, content) ? 'current' : 'unversioned';
}

/** Told when whoever asked closes the connection before the answer is written. */
export function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}
