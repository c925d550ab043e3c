import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
/** A text that people read, in both languages of the service. */
export interface Localized {
  sv: string;
  en: string;
}

export type Language = keyof Localized;
export const languages = ['sv', 'en'] as const satisfies readonly Language[];

/**
 * `lang=sv|en` of the query wins, else the reader's Accept-Language (RFC 9110 §12.5.4), else Swedish. An answer that
 * depends on it says `Vary: Accept-Language`.
 */
export function languageOf(request: Pick<IncomingMessage, 'headers' | 'url'>): Language {
  const asked = /[?&]lang=(sv|en)(?:&|$)/.exec(request.url ?? '')?.[1];
  if (asked === 'sv' || asked === 'en') return asked;
  const wishes = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const best = wishes.find(({ language }) => language === 'sv' || language === 'en');
  return best?.language === 'en' ? 'en' : 'sv';
}

/** The language of an answer's body: `Vary` and `Content-Language` are said for it. */
export function inLanguage(request: Request, response: Response): Language {
  const lang = languageOf(request);
  response.set('Content-Language', lang).vary('Accept-Language');
  return lang;
}
