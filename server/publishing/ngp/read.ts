import type { z } from 'zod';
import { ngpColourGuessed, ngpStructure } from '../findings/plans.ts';
import { rowsSource } from '../reading/rows-source.ts';
import type { Source, SourceRow } from '../reading/source.ts';
import { type FindingList, Refusal } from '../report.ts';
import { planAttributes, provisionAttributes } from './flatten.ts';
import { locate, together } from './geometry.ts';
import { collectionSchema, pathOf, planSchema, provisionSchema, wordsFor } from './schema.ts';

/** What a delivery is of: plans come before their provisions. */
export const ngpObjects = ['detaljplan', 'planbestammelse'] as const;
export type NgpObject = (typeof ngpObjects)[number];

const differentSystems = {
  sv: 'alla geometrier i en plan ska ha samma koordinatsystem',
  en: 'all geometries of a plan should have the same coordinate system',
};

/**
 * An NGP v4 delivery as two sources. Every feature's `geometry` is null: the geometry is in its properties, in
 * EPSG:3006–3018, east before north. Objects that break the specification are reported and left out. Throws Refusal
 * when it is no such delivery at all.
 */
export function readNgp(json: unknown, findings: FindingList): Record<NgpObject, Source> {
  const collection = collectionSchema.safeParse(json);
  if (!collection.success) {
    const [issue] = collection.error.issues;
    throw new Refusal(issue ? ngpStructure(pathOf(issue), wordsFor(issue)) : ngpStructure('', { sv: '', en: '' }));
  }
  const plans: SourceRow[] = [];
  const provisions: SourceRow[] = [];
  let guessed = 0;
  collection.data.features.forEach(({ properties: raw }, index) => {
    const number = index + 1;
    if (raw['feature:typ'] === 'detaljplan') {
      const plan = checked(planSchema, raw, number, raw.namn, findings);
      const located = plan && together(plan.plangeometri.map(locate));
      if (plan && !located) {
        findings.add(ngpStructure('plangeometri', differentSystems), { row: number, name: plan.namn });
      }
      if (plan && located) plans.push({ number, properties: planAttributes(plan), raw, ...located });
      return;
    }
    const provision = checked(provisionSchema, raw, number, raw.bestammelseformulering, findings);
    if (!provision) return;
    const attributes = provisionAttributes(provision);
    if (attributes.guessed) guessed += 1;
    provision.bestammelsegeometri.forEach((geometry, position) => {
      const properties = { ...attributes.values, geometrinummer: position + 1 };
      provisions.push({ number, properties, raw, ...locate(geometry) });
    });
  });
  if (guessed > 0) findings.add(ngpColourGuessed(guessed));
  return {
    detaljplan: { ...rowsSource(plans), isDelivery: true },
    planbestammelse: {
      ...rowsSource(provisions),
      isDelivery: true,
      speaksFor: plans.map(({ properties }) => ({ detaljplan: String(properties.objektidentitet) })),
    },
  };
}

function checked<T>(
  schema: z.ZodType<T>,
  raw: unknown,
  row: number,
  name: unknown,
  findings: FindingList,
): T | undefined {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    findings.add(ngpStructure(pathOf(issue), wordsFor(issue)), {
      row,
      name: typeof name === 'string' ? name : null,
      value: valueAt(raw, issue.path),
    });
  }
  return undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, step) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, step) : undefined),
    value,
  );
}
