import { z } from 'zod';
import type { Language } from '../http/language.ts';

/** A link as OGC API has it (RFC 8288 in JSON). */
export const linkSchema = z.object({
  /** May be a template, whose braces no URI has. */
  href: z.string(),
  rel: z.string(),
  type: z.string().optional(),
  title: z.string().optional(),
  hreflang: z.string().optional(),
  templated: z.boolean().optional(),
  /** Bytes, of a file. */
  length: z.int().optional(),
});
export type Link = z.infer<typeof linkSchema>;

/** How links begin, and in which language their titles are. */
export interface Place {
  /** Without a slash at the end. */
  baseUrl: string;
  lang: Language;
}

/** Everything under this path is the OGC API. */
export const root = '/geodata/v1';

export function apiUrl({ baseUrl }: Pick<Place, 'baseUrl'>, path = ''): string {
  return `${baseUrl}${root}${path}`;
}

/** The service document (RFC 5023 §8) of the pictures. */
export function wmsLink({ baseUrl }: Pick<Place, 'baseUrl'>, title: string): Link {
  return { href: `${baseUrl}/wms?SERVICE=WMS&REQUEST=GetCapabilities`, rel: 'service', type: 'text/xml', title };
}

/** What the quality of a dataset is to it (W3C Data Quality Vocabulary). */
export const qualityRelation = 'http://www.w3.org/ns/dqv#hasQualityAnnotation';

export function collectionUrl(place: Pick<Place, 'baseUrl'>, id: string): string {
  return apiUrl(place, `/collections/${id}`);
}
