import { z } from 'zod';

/** The answer as a JSON document: what the API's description tells of it, and what the map reads. */

const text = z.string();
const degrees = z.tuple([z.number(), z.number()]);
const share = z.number().min(0).max(1);
const standing = z.enum(['applies', 'coming', 'ended']);
const time = z.string().meta({ format: 'date-time' });
const count = z.int().min(0);

const answerSchema = z.object({
  dataset: text,
  datasetTitle: text,
  subject: text,
  key: text,
  name: text,
  subtitle: text.optional(),
  standing: standing.optional(),
  standingText: text.optional(),
  example: z.boolean(),
  isThere: z.boolean(),
  where: text,
  distance: z.number().min(0),
  direction: z.number().min(0).max(360).optional(),
  shares: z.object({ ofAsked: share, ofIt: share }).optional(),
  way: z
    .object({
      steps: z.array(z.object({ title: text, when: text.optional(), state: z.enum(['done', 'now', 'coming']) })),
      means: text,
    })
    .optional(),
  values: z.array(z.object({ name: text, title: text, text })),
  series: z.array(
    z.object({
      name: text,
      title: text,
      unit: text,
      values: z.array(z.object({ year: z.int(), value: z.number() })),
    }),
  ),
  related: z.array(
    z.object({
      title: text,
      kind: z.enum(['whole', 'part', 'overlap']),
      dataset: text,
      features: z.array(
        z.object({ key: text, name: text, standing: standing.optional(), share: share.optional(), href: text }),
      ),
    }),
  ),
  contact: z.object({ name: text, email: text.optional() }),
  href: text,
  properties: z.record(z.string(), z.unknown()),
});

export const hereDocument = z.object({
  title: text,
  question: z.object({
    kind: z.enum(['point', 'area', 'object']),
    text,
    centre: degrees,
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    area: z.number().min(0),
    within: count,
  }),
  state: z.object({
    number: count,
    day: z.string().meta({ format: 'date' }),
    isPast: z.boolean(),
    datasets: z.array(
      z.object({
        id: text,
        title: text,
        matched: count,
        version: z.object({ number: count, time }).optional(),
        isKept: z.boolean(),
      }),
    ),
    leftOut: z.array(z.object({ id: text, title: text })),
  }),
  answers: z.array(answerSchema),
  notices: z.array(text),
  links: z.array(z.object({ href: text, rel: text, type: text, title: text })),
});
export type HereAnswer = z.infer<typeof answerSchema>;
export type HereDocument = z.infer<typeof hereDocument>;
