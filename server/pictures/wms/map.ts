import type { PictureType } from '../content.ts';
import type { Asked, MapAnswer } from './asked.ts';
import { invalid, unknownFormat } from './faults.ts';
import type { Query } from './query.ts';
import { wantedIn } from './wanted.ts';

/** GetMap (1.3.0 §7.3, 1.1.1 §7.2). */

/** What maps come as, by the names that clients know; the first of each type is told in capabilities. */
const mapFormats: Readonly<Record<string, PictureType>> = {
  'image/png': 'png',
  'image/png; mode=8bit': 'png8',
  'image/jpeg': 'jpeg',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'image/svg+xml': 'svg',
  'image/png8': 'png8',
  'image/png; mode=24bit': 'png',
  'image/png; mode=32bit': 'png',
  'image/png24': 'png',
  'image/png32': 'png',
  'image/jpg': 'jpeg',
  'image/svg': 'svg',
};

export const toldFormats: readonly string[] = [
  'image/png',
  'image/png; mode=8bit',
  'image/png8',
  'image/jpeg',
  'image/webp',
  'application/pdf',
  'image/svg+xml',
];

/** A plus sign that was not encoded has become a space. */
export function pictureTypeIn(query: Query, known: readonly string[] = toldFormats): PictureType {
  const value = query.get('FORMAT') ?? 'image/png';
  const plain = value
    .toLowerCase()
    .replace(/\s*;\s*/g, '; ')
    .replace('svg xml', 'svg+xml');
  const found = Object.entries(mapFormats).find(([name]) => name === plain)?.[1];
  if (found) return found;
  throw unknownFormat('FORMAT', value, known);
}

/** `TRANSPARENT` and `BGCOLOR`: the colour below all, or none. White where nobody says (1.3.0 §7.3.3.9, §7.3.3.10). */
export function backdropIn(query: Query): string | undefined {
  const value = query.get('BGCOLOR');
  const colour = /^(?:0x|#)?([0-9a-f]{6})$/i.exec(value ?? '0xFFFFFF')?.[1];
  if (colour === undefined) {
    throw invalid('BGCOLOR', value ?? '', 'en färg som 0xFFFFFF', 'a colour such as 0xFFFFFF');
  }
  return isTransparent(query) ? undefined : `#${colour.toLowerCase()}`;
}

export function isTransparent(query: Query): boolean {
  return query.get('TRANSPARENT')?.toUpperCase() === 'TRUE';
}

export function getMap(asked: Asked): MapAnswer {
  const { query } = asked;
  return {
    map() {
      const type = pictureTypeIn(query);
      const backdrop = backdropIn(query);
      const { frame, content } = wantedIn(asked);
      return { frame, content, type, backdrop };
    },
  };
}
