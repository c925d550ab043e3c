import type { Response } from 'express';
import { shortLived } from '../http/caching.ts';
import { pictureTypes } from './content.ts';
import type { Asked, PictureService } from './picture.ts';

/** Draws a picture that has an address, and answers with it. An address without a version may show something else soon. */
export async function sendPicture(service: PictureService, asked: Asked, response: Response): Promise<void> {
  const { bytes, cut } = await service.pictures.draw(service, asked);
  response.set({
    'Cache-Control': shortLived,
    ...(cut.length > 0 ? { 'Allmanning-Cut': cut.join(', ') } : {}),
  });
  response.type(pictureTypes[asked.type]).send(bytes);
}
