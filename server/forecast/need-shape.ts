import { z } from 'zod';

/** The document of `/behov`: what is reckoned from, and what comes of it. Read by the web app, written by the server. */

const optionalYear = z.number().optional();

const rateSchema = z.object({
  id: z.string(),
  service: z.string(),
  from: z.number(),
  to: z.number().optional(),
  value: z.number(),
  validFrom: z.number(),
  source: z.string().optional(),
  note: z.string().optional(),
  official: z.number().optional(),
});

const supplySchema = z.object({
  kind: z.enum(['premises', 'project']),
  dataset: z.string(),
  key: z.string(),
  name: z.string(),
  service: z.string(),
  area: z.string().optional(),
  places: z.number(),
  from: optionalYear,
  till: optionalYear,
  tenure: z.string().optional(),
  units: z.object({ count: z.number(), each: z.number() }).optional(),
});

const catchmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  areas: z.array(z.string()),
  /** A sentence that says when places run out. */
  text: z.string(),
  short: z.object({ year: z.number(), missing: z.number() }).nullable(),
  /** By year, in the order of `years`. */
  need: z.array(z.number().nullable()),
  capacity: z.array(z.number()),
  balance: z.array(z.number().nullable()),
});

export const needDocumentSchema = z.object({
  title: z.string(),
  /** Which forecast it is, in words. */
  forecast: z.string(),
  assumed: z.record(z.string(), z.union([z.string(), z.number()])),
  version: z.string(),
  /** The dataset with the areas, and its fields with their codes, division and edition. */
  places: z.object({ dataset: z.string(), code: z.string(), shown: z.record(z.string(), z.string()) }),
  /** What all areas together are called. */
  whole: z.string(),
  years: z.array(z.number()),
  services: z.array(z.object({ id: z.string(), title: z.string() })),
  areas: z.array(z.object({ code: z.string(), name: z.string() })),
  rates: z.array(rateSchema),
  people: z.array(
    z.object({
      area: z.string(),
      from: z.number(),
      to: z.number().optional(),
      people: z.array(z.number().nullable()),
    }),
  ),
  supply: z.array(supplySchema),
  results: z.array(
    z.object({
      service: z.string(),
      title: z.string(),
      /** How areas share places: each by itself, all together, or in groups. */
      grouping: z.enum(['areas', 'whole', 'groups']),
      catchments: z.array(catchmentSchema),
    }),
  ),
  notices: z.array(z.string()),
  links: z.array(z.object({ href: z.string(), rel: z.string(), type: z.string(), title: z.string() })),
});
export type NeedDocument = z.infer<typeof needDocumentSchema>;
