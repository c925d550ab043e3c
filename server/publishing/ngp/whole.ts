import { z } from 'zod';
import type { Code } from '../../datasets/fields.ts';
import { deciders, decisions, degrees, planTypes, reliabilities, statuses } from '../../datasets/plan-codes.ts';
import { geometrySchema, planSchema, provisionSchema, uuid } from './schema.ts';
import { units } from './values.ts';

/**
 * All that Lantmäteriet's Detaljplan v4.1 demands of an object in a delivery, beyond what is needed to read one
 * (schema.ts): what we send is checked by this.
 */

const text = z.string().optional();
const texts = z.array(z.string()).optional();
const date = z.iso.date();
const lowerUuid = uuid.regex(/^[^A-Z]*$/);
const lowerUuids = z.array(lowerUuid).optional();
const codeOf = (codes: readonly Code[]) => z.enum(codes.map(([value]) => value));
const reliability = codeOf(reliabilities).optional();
const limited = z.enum(['uppåt', 'nedåt']).optional();

const reference = z.strictObject({ namnrymd: text, identitet: lowerUuid.optional(), lank: text });
const document = z.strictObject({
  namn: z.string(),
  kortnamn: text,
  datum: z.strictObject({ datum: date, handelse: z.enum(['skapad', 'publicerad', 'reviderad']) }).optional(),
  referens: z.array(reference).min(1),
  specifikReferens: texts,
});

const quality = z.strictObject({
  digitaliseringsniva: codeOf(degrees).optional(),
  beskrivningNiva: text,
  korrigeradeGranser: z.boolean(),
  kontrolleratPlaneringsunderlag: z.boolean(),
});

const described = z.strictObject({
  geometri: geometrySchema.shape.geometri.extend({
    dimension: z.literal([2, 3]),
    hojdsystem: z.literal('EPSG:5613').optional(),
    absolutLagesosakerhetPlan: z.number().optional(),
    absolutLagesosakerhetHojd: z.number().optional(),
  }),
  geometrimetadata: z.looseObject({}),
});

const original = z
  .array(
    z.strictObject({
      alternativGeometri: text,
      beskrivningAvFormat: text,
      format: text,
      referens: reference.optional(),
      typ: text,
    }),
  )
  .min(1)
  .optional();

const decision = z.strictObject({
  instansInomKommunen: codeOf(deciders).optional(),
  diarienummerKommun: text,
  diarienummerFullmaktige: text,
  beslutstyp: codeOf(decisions).optional(),
  beslutshandling: z
    .array(
      z.strictObject({
        innehall: z.array(z.enum(['plankarta', 'beslutsprotokoll', 'övrigt'])).min(1),
        dokument: document,
      }),
    )
    .optional(),
  grundkarta: z.array(reference).optional(),
  datumPaborjat: date.optional(),
  datumAntagande: date.optional(),
  datumLagakraft: z.array(date).optional(),
  genomforandetid: z.int().optional(),
  genomforandetidStartar: date.optional(),
  arkividentitetKommun: text,
  foregaendePlansBeteckning: texts,
  berordDomsMalnummer: texts,
  planbestammelse: lowerUuids,
});

export const wholePlan = planSchema.extend({
  objektidentitet: lowerUuid,
  versionGiltigTill: z.iso.datetime({ offset: true }).optional(),
  status: codeOf(statuses),
  typ: codeOf(planTypes),
  kvalitetsbeskrivning: quality.optional(),
  anvandbarhet: reliability,
  beskrivningAnvandbarhet: text,
  plangeometri: z.array(described).min(1),
  vertikalAvgransning: limited,
  ursprungligGeometri: original,
  beslutsinformation: z.array(decision).min(1),
  planbeskrivning: z.strictObject({ planbeskrivning: document }).optional(),
  planeringsunderlag: z
    .array(
      z.strictObject({
        huvudomrade: z.enum(['kommunala', 'utredningar', 'regionala', 'annat']),
        underlagstyp: text,
        underlag: document,
      }),
    )
    .optional(),
});

export const wholeProvision = provisionSchema.extend({
  detaljplan: lowerUuid,
  objektidentitet: lowerUuid,
  planbestammelsekatalogreferens: lowerUuid,
  ursprungligBestammelseformulering: text,
  bestammelsevarde: z
    .array(
      z.strictObject({
        datatyp: z.enum(['text', 'decimaltal']),
        variabelvarde: z.string(),
        beskrivning: z.string(),
        vardetyp: z.enum(['min', 'max', 'exakt']).optional(),
        enhet: z.enum(units).optional(),
      }),
    )
    .optional(),
  kvalitetsbeskrivning: quality.optional(),
  anvandbarhet: reliability,
  beskrivningAnvandbarhet: text,
  bestammelsegeometri: z.array(described).min(1),
  vertikalAvgransning: limited,
  ursprungligGeometri: original,
  planbestammelsebeskrivning: z.strictObject({ motiv: z.string() }).optional(),
  reglerarAnvandningsbestammelse: lowerUuids,
  reglerarDetaljplan: lowerUuid.optional(),
});
