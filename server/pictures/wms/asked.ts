import type { Language } from '../../http/language.ts';
import type { PictureService } from '../kept.ts';
import type { Asked as Picture } from '../picture.ts';
import type { Query, Version } from './query.ts';

/** A request, as every operation is given it. */
export interface Asked {
  service: PictureService;
  query: Query;
  version: Version;
  lang: Language;
  /** Without a slash at the end. */
  baseUrl: string;
}

/** What an operation answers. */
export interface Answer {
  /** Media type. */
  type: string;
  body: Buffer | string;
  /** A page that other people's maps show in a frame of theirs: it has no scripts and leads nowhere by itself. */
  isForFrames?: boolean;
}

/** A map, which is drawn or comes from memory. `map` is read when the newest changes have been heard. */
export interface MapAnswer {
  map(): Picture;
}

/** Where the service is: parameters follow directly (1.3.0 §6.3.3). */
export function serviceUrl(baseUrl: string): string {
  return `${baseUrl}/wms?`;
}

/** A dataset's own page and document. */
export function collectionUrl(baseUrl: string, id: string): string {
  return `${baseUrl}/geodata/v1/collections/${id}`;
}
