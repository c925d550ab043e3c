import { z } from 'zod';
import type { Geocoder } from './geocoder.ts';

/** Nominatim (nominatim.org/release-docs/latest/api/Search): `/search?q=&format=jsonv2`, WGS 84. */

const answer = z.array(
  z.object({ display_name: z.string(), lat: z.coerce.number(), lon: z.coerce.number(), name: z.string().optional() }),
);

/** Degrees around the middle that count as near. */
const reach = 0.5;

export const nominatim: Geocoder = async (url, { text, near: [longitude, latitude], lang, limit }, ask) => {
  const query = new URLSearchParams({
    q: text,
    format: 'jsonv2',
    limit: String(limit),
    'accept-language': lang,
    viewbox: [longitude - reach, latitude - reach, longitude + reach, latitude + reach].join(),
  });
  const found = answer.parse(await ask(`${url}/search?${query}`));
  return found.map(({ display_name: whole, lat, lon, name }) => {
    const [first = '', ...rest] = whole.split(', ');
    // "12, Västra Ringgatan, …": the number comes first and is no name.
    const title = name || (/^\d+\s?\w?$/.test(first) && rest[0] ? `${rest.shift()} ${first}` : first);
    return { title, subtitle: rest.join(', ') || undefined, point: [lon, lat] };
  });
};
