import type { Request, Response } from 'express';
import type { Config } from '../config.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { inLanguage, type Language } from '../http/language.ts';
import { choice, valueIn } from '../http/parameters.ts';
import { queryOf } from '../http/query.ts';

/** Who asks for a page: from where, in which language. */
export interface Visit {
  /** Start of our addresses, without a slash at the end. */
  baseUrl: string;
  lang: Language;
  /** What was asked for, absolute. */
  url: URL;
}

/** `Vary` and `Content-Language` are said for the answer. */
export function visitOf(config: Config, request: Request, response: Response): Visit {
  const baseUrl = baseUrlOf(config, request);
  return { baseUrl, lang: inLanguage(request, response), url: new URL(request.originalUrl, baseUrl) };
}

/** The reader wants a page and not a document for programs: `f` says so, else Accept (RFC 9110 §12.5.1). */
export function prefersPage(request: Request): boolean {
  const f = queryOf(request).get('f');
  return f === null ? request.accepts(['json', 'html']) === 'html' : f === 'html';
}

export const pageOrJsonParameter = choice(['json', 'html'], {
  name: 'f',
  about: {
    sv: 'JSON eller en webbsida, före `Accept`.',
    en: 'JSON or a page, before `Accept`.',
  },
});

/** The same for a resource that is JSON or a page and nothing else. Throws a 400 problem for another `f`. */
export function pageOrJson(request: Request, response: Response): 'page' | 'json' {
  valueIn(queryOf(request), pageOrJsonParameter);
  response.vary('Accept');
  return prefersPage(request) ? 'page' : 'json';
}

/** An address, absolute or from the root; one of ours goes on in the language that the reader asked for by `lang`. */
export function pageLink({ baseUrl, lang, url }: Visit, address: string): string {
  if (!url.searchParams.has('lang')) return address;
  const target = new URL(address, baseUrl);
  if (target.origin !== new URL(baseUrl).origin) return address;
  target.searchParams.set('lang', lang);
  return target.href;
}
