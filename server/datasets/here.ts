import { z } from 'zod';
import { columnName, localizedSchema } from './names.ts';

/**
 * How a dataset takes part in the answer to "what applies here?" (server/here), and how its features belong together with
 * those of others.
 */

/** How sure it is that something becomes of it: only wished for, being decided, decided and not yet there, there. */
export const phases = ['wished', 'process', 'decided', 'done'] as const;
export type Phase = (typeof phases)[number];

/** One of the steps that a feature goes through. */
const stepSchema = z.strictObject({
  title: localizedSchema,
  /** The field with its day (a date), or its year (an integer). */
  at: columnName.optional(),
  /** Values of the way's field with which a feature has come here. A step without any is reached on its day. */
  codes: z.array(z.string()).optional(),
  /** Absent: that of the step before, or the first. */
  phase: z.enum(phases).optional(),
  /** Beside the way: told only of features that are there now. `ends`: and nothing comes after it. */
  aside: z.literal(true).optional(),
  ends: z.literal(true).optional(),
  /** What it means to be here, and what comes next. */
  means: localizedSchema,
});

const waySchema = z.strictObject({
  /** The field whose code tells how far a feature has come. */
  field: columnName,
  /** The day since when it has come so far, for steps that have no day of their own. */
  since: columnName.optional(),
  /** What has been is told only with its day: without one it may never have been. */
  datedOnly: z.literal(true).optional(),
  steps: z.array(stepSchema).min(2),
});
export type Way = z.infer<typeof waySchema>;

/** The phase of what has a code of the way's field. Undefined: it has ended, or nobody knows. */
export function phaseOf({ steps }: Way, code: unknown): Phase | undefined {
  const index = steps.findIndex(({ codes }) => codes?.some((one) => one === code));
  if (index < 0 || steps[index]?.ends) return undefined;
  return steps.slice(0, index + 1).findLast(({ phase }) => phase)?.phase ?? 'wished';
}

export const hereSchema = z.union([
  z.literal(false),
  z.strictObject({
    /** Told as near up to so many metres. Absent: as far as is asked for. 0: only where it lies. */
    near: z.number().min(0).max(10_000).optional(),
    /** The steps from beginning to end, in order. */
    way: waySchema.optional(),
  }),
]);

/** `title`: what the others are to ours; `back`: what ours are to them. Both are headings over a list. */
const related = { to: z.string(), title: localizedSchema, back: localizedSchema };

export const relationSchema = z.discriminatedUnion('kind', [
  /** Our field, which may be a list, has the value of theirs. */
  z.strictObject({ ...related, kind: z.literal('names'), field: columnName, theirs: columnName }),
  /** They share at least so much (0–1) of the area of ours. */
  z.strictObject({ ...related, kind: z.literal('overlaps'), least: z.number().min(0).max(1) }),
]);
export type Relation = z.infer<typeof relationSchema>;
