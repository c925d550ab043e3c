import type { Request } from 'express';
import { z } from 'zod';
import type { Localized } from '../datasets/definition.ts';
import type { Language } from '../http/language.ts';
import { once, type QueryParameter, read, valueIn } from '../http/parameters.ts';
import type { Link, Place } from './links.ts';

/** One way to have a resource. */
export interface Representation {
  /** Value of `f`. */
  id: string;
  /** Other values of `f` that mean the same. */
  aliases?: readonly string[];
  mediaType: string;
  title: Localized;
}

export const json: Representation = {
  id: 'json',
  mediaType: 'application/json',
  title: { sv: 'Detta som JSON', en: 'This as JSON' },
};
export const html: Representation = {
  id: 'html',
  mediaType: 'text/html',
  title: { sv: 'Detta som webbsida', en: 'This as a web page' },
};

export const openApiJson: Representation = {
  ...json,
  aliases: ['openapi'],
  mediaType: 'application/vnd.oai.openapi+json;version=3.0',
};
export const schemaJson: Representation = { ...json, mediaType: 'application/schema+json' };
export const styleJson: Representation = { ...json, mediaType: 'application/vnd.mapbox.style+json' };

/** `f`: how a resource can be had. */
export const formatParameter = once((offered: readonly Representation[]): QueryParameter<string | undefined> => {
  const ids = offered.map(({ id }) => id);
  const idOf = (wish: string) =>
    offered.find(({ aliases, mediaType }) => aliases?.includes(wish) || bare(mediaType) === wish)?.id;
  const words = (lang: Language) => offered.map(({ id, title }) => `\`${id}\`: ${title[lang]}`).join(', ');
  return {
    name: 'f',
    about: { sv: `Format, före \`Accept\`. ${words('sv')}.`, en: `Format, before \`Accept\`. ${words('en')}.` },
    schema: read((wish) => (ids.includes(wish) ? wish : idOf(wish)), z.enum(ids)).optional(),
    expected: { sv: `något av ${ids.join(', ')}`, en: `one of ${ids.join(', ')}` },
    example: ids[0],
  };
});

/**
 * The representation that `f` names, else the one that Accept likes best, else the first (RFC 9110 §12.5.1 lets a server
 * disregard Accept). Throws a 400 problem for an `f` that is not offered.
 */
export function chosen<R extends Representation>(
  request: Request,
  query: URLSearchParams,
  offered: readonly [R, ...R[]],
): R {
  const wish = valueIn(query, formatParameter(offered));
  if (wish !== undefined) return offered.find(({ id }) => id === wish) ?? offered[0];
  // Several representations may share a media type: the first is meant.
  const liked = request.accepts(offered.map(({ mediaType }) => bare(mediaType)));
  return offered.find(({ mediaType }) => bare(mediaType) === liked) ?? offered[0];
}

/** The media type without parameters, which an answer tells by itself. */
export function bare(mediaType: string): string {
  return mediaType.replace(/;.*/, '');
}

/** `self` in the representation that was chosen, and an `alternate` for each of the others. */
export function selfAndAlternates(
  url: string,
  query: URLSearchParams,
  current: Representation,
  offered: readonly Representation[],
  { lang }: Pick<Place, 'lang'>,
): Link[] {
  const address = (f: string | undefined) => {
    const search = new URLSearchParams(query);
    if (f !== undefined) search.set('f', f);
    return search.size > 0 ? `${url}?${search}` : url;
  };
  const self: Link = { href: address(undefined), rel: 'self', type: current.mediaType, title: current.title[lang] };
  const others = offered.filter((one) => one !== current);
  return [
    self,
    ...others.map(({ id, mediaType, title }) => ({
      href: address(id),
      rel: 'alternate',
      type: mediaType,
      title: title[lang],
    })),
  ];
}
