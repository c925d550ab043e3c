import type { PictureType } from '../content.ts';

/** What tiles are to be had as: the ending of their address, and the media type that KVP names. */
export const tileFormats: readonly { ending: string; mediaType: string; type: PictureType }[] = [
  { ending: 'png', mediaType: 'image/png', type: 'png' },
  { ending: 'png8', mediaType: 'image/png; mode=8bit', type: 'png8' },
  { ending: 'jpg', mediaType: 'image/jpeg', type: 'jpeg' },
  { ending: 'webp', mediaType: 'image/webp', type: 'webp' },
];
