import { z } from 'zod';
import { columnName, localizedSchema, tableName } from './names.ts';

/**
 * What must be true of a dataset's rows, beyond what its columns say of each value: rules within a row, between rows, and
 * between rows of two datasets. Compiled to SQL by server/quality, for imports and for what is published alike.
 */

/** About a column of the row: one of these values, or a date after this one. */
const rowConditionSchema = z.strictObject({
  field: columnName,
  in: z.array(z.string()).min(1).optional(),
  after: z.iso.date().optional(),
});
export type RowCondition = z.infer<typeof rowConditionSchema>;

/** The row of another dataset's table that ours points at: our column `from` has the value of their `to`. */
const parentSchema = z.strictObject({
  table: tableName,
  from: columnName,
  to: columnName,
  /** Only where it meets these. */
  when: z.array(rowConditionSchema).optional(),
});
export type Parent = z.infer<typeof parentSchema>;

/** The rows of another dataset's table that point at ours: their column `from` has the value of our `to`. */
const partsSchema = z.strictObject({
  table: tableName,
  from: columnName,
  to: columnName,
  /** Only those that meet these. */
  when: z.array(rowConditionSchema).optional(),
});
export type Parts = z.infer<typeof partsSchema>;

/**
 * A value that must be there: in the field, in one of those that may stand in for it, or what an SQL/JSON path finds in the
 * object as delivered (`import.raw`). With a path only, rows without such an object are passed over.
 */
const demandSchema = z.strictObject({
  field: columnName.optional(),
  or: z.array(columnName).optional(),
  path: z.string().optional(),
  /** What it is called where no field says it. */
  title: localizedSchema.optional(),
});
export type Demand = z.infer<typeof demandSchema>;

const common = {
  id: z.string().regex(/^[a-z][a-z0-9-]{0,49}$/, 'små bokstäver, siffror och bindestreck'),
  /** Its number in a specification: `DP-0003`. */
  rule: z.string().optional(),
  /** What should be true, as a heading over what breaks it. */
  title: localizedSchema,
  /** What to do about it. */
  remedy: localizedSchema.optional(),
  /**
   * `error` refuses an import, `warning` is told. `delivery`: what only a delivery to the national platform demands; it
   * refuses such a delivery, and is told otherwise.
   */
  severity: z.enum(['error', 'warning', 'delivery']),
  /** Only the rows that meet these. */
  when: z.array(rowConditionSchema).optional(),
};

/** Metres. */
const metres = z.number().min(0).max(10_000);
/** Square metres. */
const squareMetres = z.number().min(0);

export const checkSchema = z.discriminatedUnion('kind', [
  /** Each of these is there. `parent`: only where the row that ours points at is one of those. */
  z.strictObject({
    ...common,
    kind: z.literal('required'),
    demands: z.array(demandSchema).min(1),
    parent: parentSchema.optional(),
  }),
  /** The object as delivered (`import.raw`) has nothing at this SQL/JSON path. */
  z.strictObject({ ...common, kind: z.literal('absent'), path: z.string() }),
  /** Dates or numbers, none before the one that it stands after. What is missing is passed over. */
  z.strictObject({ ...common, kind: z.literal('in-order'), fields: z.array(columnName).min(2) }),
  /** Each of these numbers lies between the two, both included. What is missing is passed over. */
  z.strictObject({
    ...common,
    kind: z.literal('between'),
    fields: z.array(columnName).min(1),
    least: z.number(),
    most: z.number().optional(),
  }),
  /** The value of each of these fields is one of its codes. */
  z.strictObject({ ...common, kind: z.literal('listed'), fields: z.array(columnName).min(1) }),
  /** The geometry does not cross itself, and the like. */
  z.strictObject({ ...common, kind: z.literal('valid') }),
  /** No two rows have the same in all of these fields. */
  z.strictObject({ ...common, kind: z.literal('unique'), fields: z.array(columnName).min(1) }),
  /** Each value of the field, which may be a list, is that of a row there. */
  z.strictObject({ ...common, kind: z.literal('refers'), field: columnName, table: tableName, to: columnName }),
  /** There is at least one. */
  z.strictObject({ ...common, kind: z.literal('has-parts'), parts: partsSchema }),
  /** Lies within what it points at. */
  z.strictObject({ ...common, kind: z.literal('within'), parent: parentSchema, tolerance: metres }),
  /** The surfaces that point at it cover it together. One without any is passed over: see `has-parts`. */
  z.strictObject({ ...common, kind: z.literal('covered'), parts: partsSchema, tolerance: metres }),
  /** Surfaces do not overlap by this much; less is a warning, and so is what is narrower than 10 cm. */
  z.strictObject({ ...common, kind: z.literal('no-overlap'), area: squareMetres }),
  /** No two with the same in these fields have the same outline. */
  z.strictObject({ ...common, kind: z.literal('same-area'), same: z.array(columnName), tolerance: metres }),
  /** No part of a surface is narrower or smaller than that. */
  z.strictObject({ ...common, kind: z.literal('no-slivers'), width: metres, area: squareMetres }),
  /** Lies within the surfaces of that table, or not farther outside than so. Passed over while it is empty. */
  z.strictObject({ ...common, kind: z.literal('near'), table: tableName, distance: metres }),
]);
export type Check = z.infer<typeof checkSchema>;
export type CheckInput = z.input<typeof checkSchema>;
export type CheckOf<K extends Check['kind']> = Extract<Check, { kind: K }>;

/** The other tables that a check reads. */
export function tablesOf(check: Check): string[] {
  switch (check.kind) {
    case 'within':
      return [check.parent.table];
    case 'required':
      return check.parent ? [check.parent.table] : [];
    case 'covered':
    case 'has-parts':
      return [check.parts.table];
    case 'refers':
    case 'near':
      return [check.table];
    default:
      return [];
  }
}
