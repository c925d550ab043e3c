import { z } from 'zod';

/** The answer of the search: GeoJSON (RFC 7946) with what is said of each hit in its properties. */

const text = z.string();
const count = z.int().min(0);
const degrees = z.number();

const properties = z.object({
  kind: z.enum(['feature', 'coordinates', 'address']),
  /** The `id` of one of the `groups`. */
  group: text,
  title: text,
  subtitle: text.optional(),
  dataset: text.optional(),
  key: text.optional(),
  /** The subject of the map that shows it. */
  subject: text.optional(),
  matched: z.object({ field: text, title: text, text }).optional(),
  /** How many features have the same names: this is the nearest. */
  alike: count.optional(),
  /** The feature as open data. */
  href: text.meta({ format: 'uri' }).optional(),
});

export const searchDocument = z.object({
  type: z.literal('FeatureCollection'),
  numberReturned: count,
  /** The groups in order, as their hits are. */
  groups: z.array(z.object({ id: text, title: text, numberMatched: count.optional(), numberReturned: count })),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: text,
      bbox: z.tuple([degrees, degrees, degrees, degrees]).optional(),
      geometry: z.object({ type: z.literal('Point'), coordinates: z.array(degrees).length(2) }).nullable(),
      properties,
    }),
  ),
  /** Services for addresses that did not answer, in words. */
  notes: z.array(text),
});

export type SearchDocument = z.infer<typeof searchDocument>;
export type Found = SearchDocument['features'][number];
