import { z } from 'zod';
import type { Geocoder } from './geocoder.ts';

/** Photon (github.com/komoot/photon): `/api?q=`, GeoJSON in WGS 84. It knows no Swedish: names are as they are there. */

const name = z.string().optional();
const answer = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ coordinates: z.tuple([z.number(), z.number()]) }),
      properties: z.object({ name, street: name, housenumber: name, postcode: name, city: name, district: name }),
    }),
  ),
});

export const photon: Geocoder = async (url, { text, near: [longitude, latitude], limit }, ask) => {
  const query = new URLSearchParams({
    q: text,
    lon: String(longitude),
    lat: String(latitude),
    limit: String(limit),
  });
  const { features } = answer.parse(await ask(`${url}/api?${query}`));
  return features.flatMap(({ geometry, properties }) => {
    const { street, housenumber, postcode, city, district } = properties;
    const address = [street, housenumber].filter(Boolean).join(' ');
    const title = properties.name ?? address;
    const where = [title === address ? undefined : address, [postcode, city ?? district].filter(Boolean).join(' ')];
    return title
      ? [{ title, subtitle: where.filter(Boolean).join(', ') || undefined, point: geometry.coordinates }]
      : [];
  });
};
