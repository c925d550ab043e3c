import { z } from 'zod';
import type { Localized } from '../../datasets/definition.ts';

/**
 * The parts of Lantmäteriet's Detaljplan v4.1 (JSON for NGP) that we read. Written by us after the specification; what
 * we do not read is let through, since the whole object is kept. Code lists are checked by the dataset's definition.
 */

export const mediaType = 'application/vnd.lm.detaljplan.v4+json';

const position = z.array(z.number()).min(2);
const simpleGeometries = [
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(position) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) }),
  z.object({ type: z.literal('MultiPoint'), coordinates: z.array(position) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(position)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
] as const;

const geojson = z.discriminatedUnion('type', [
  ...simpleGeometries,
  z.object({
    type: z.literal('GeometryCollection'),
    geometries: z.array(z.discriminatedUnion('type', simpleGeometries)),
  }),
]);

/** SWEREF 99 TM and the twelve local zones; the specification allows no other. */
const systems = Array.from({ length: 13 }, (_, index) => `EPSG:${3006 + index}`);

const geometryTypes = [
  'punkt',
  'linje',
  'yta',
  'kropp',
  'multipunkt',
  'multilinje',
  'multiyta',
  'multikropp',
  'multigeometri',
] as const;

export const geometrySchema = z.object({
  geometri: z.object({
    typ: z.enum(geometryTypes),
    koordinatsystemPlan: z.enum(systems),
    /** Axis order east, north (, height). */
    position: geojson,
  }),
});
export type NgpGeometry = z.infer<typeof geometrySchema>;

export const uuid = z.guid();
const date = z.iso.date();

const reference = z.object({
  namnrymd: z.string().optional(),
  identitet: uuid.optional(),
  lank: z.string().optional(),
});

const document = z.object({ namn: z.string(), referens: z.array(reference).min(1) });

const quality = z.object({ digitaliseringsniva: z.string().optional() });

const decision = z.object({
  instansInomKommunen: z.string().optional(),
  diarienummerKommun: z.string().optional(),
  diarienummerFullmaktige: z.string().optional(),
  beslutstyp: z.string().optional(),
  beslutshandling: z.array(z.object({ innehall: z.array(z.string()).min(1), dokument: document })).optional(),
  datumPaborjat: date.optional(),
  datumAntagande: date.optional(),
  datumLagakraft: z.array(date).optional(),
  /** Months, after Lantmäteriet. */
  genomforandetid: z.int().optional(),
  genomforandetidStartar: date.optional(),
});

export const planSchema = z.object({
  'feature:typ': z.literal('detaljplan'),
  objektidentitet: uuid,
  objektversion: z.int().optional(),
  versionGiltigFran: z.iso.datetime({ offset: true }),
  kommun: z.string(),
  beteckning: z.string().optional(),
  namn: z.string(),
  syfte: z.string(),
  status: z.string(),
  datumStatusforandring: date.optional(),
  typ: z.string(),
  kvalitetsbeskrivning: quality.optional(),
  anvandbarhet: z.string().optional(),
  plangeometri: z.array(geometrySchema).min(1),
  beslutsinformation: z.array(decision).min(1),
  planbeskrivning: z.object({ planbeskrivning: document }).optional(),
});
export type NgpPlan = z.infer<typeof planSchema>;

const provisionTypes = ['användningsbestämmelse', 'egenskapsbestämmelse', 'administrativ bestämmelse'] as const;

const value = z.object({
  datatyp: z.enum(['text', 'decimaltal']),
  variabelvarde: z.string(),
  beskrivning: z.string(),
  vardetyp: z.enum(['min', 'max', 'exakt']).optional(),
  enhet: z.string().optional(),
});

export const provisionSchema = z.object({
  'feature:typ': z.enum(provisionTypes),
  detaljplan: uuid,
  objektidentitet: uuid,
  planbestammelsekatalogreferens: uuid,
  bestammelseformulering: z.string(),
  bestammelsevarde: z.array(value).optional(),
  bestammelsegeometri: z.array(geometrySchema).min(1),
  planbestammelsebeskrivning: z.object({ motiv: z.string() }).optional(),
  giltighetstid: z.int().optional(),
  borjarGallaEfter: z.int().optional(),
  sekundarEgenskapsgrans: z.boolean().optional(),
});
export type NgpProvision = z.infer<typeof provisionSchema>;

export const collectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  'feature:mediatyp': z.literal(mediaType),
  features: z.array(z.object({ properties: z.looseObject({ 'feature:typ': z.string() }) })).min(1),
});

type Issue = z.core.$ZodIssue;

/** `beslutsinformation[0].datumAntagande` */
export function pathOf(issue: Issue): string {
  return issue.path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${String(step)}`))
    .join('');
}

const kinds: Readonly<Record<string, Localized>> = {
  string: { sv: 'text', en: 'text' },
  number: { sv: 'ett tal', en: 'a number' },
  int: { sv: 'ett heltal', en: 'a whole number' },
  boolean: { sv: 'true eller false', en: 'true or false' },
  array: { sv: 'en lista', en: 'a list' },
  object: { sv: 'ett objekt', en: 'an object' },
  date: { sv: 'ett datum som 2026-11-24', en: 'a date such as 2026-11-24' },
  datetime: { sv: 'en tid med zon som 2026-11-24T08:30:00Z', en: 'a time with a zone such as 2026-11-24T08:30:00Z' },
  guid: { sv: 'ett UUID', en: 'a UUID' },
};

function kind(name: string): Localized {
  return kinds[name] ?? { sv: name, en: name };
}

/** What the specification wants at that place. */
export function wordsFor(issue: Issue): Localized {
  switch (issue.code) {
    case 'invalid_type': {
      const { sv, en } = kind(issue.expected);
      return { sv: `ska vara ${sv}`, en: `should be ${en}` };
    }
    case 'invalid_format': {
      const { sv, en } = kind(issue.format);
      return { sv: `ska vara ${sv}`, en: `should be ${en}` };
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { sv: `ska vara något av: ${values}`, en: `should be one of: ${values}` };
    }
    case 'invalid_union':
      return { sv: 'är inte en GeoJSON-geometri', en: 'is not a GeoJSON geometry' };
    case 'too_small':
      return { sv: `ska ha minst ${issue.minimum}`, en: `should have at least ${issue.minimum}` };
    default:
      return { sv: issue.message, en: issue.message };
  }
}
