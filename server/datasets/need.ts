import { z } from 'zod';
import { columnName } from './names.ts';

/**
 * What a dataset has to do with the need of places (server/forecast/need): it has the premises, the projects that bring
 * more of them, or the rates by which people need them. A service is a code of the rates' field.
 */

/** Service → the field that says how many. */
const byService = z.record(z.string(), columnName);

const premisesSchema = z.strictObject({
  role: z.literal('premises'),
  /** Places. */
  places: byService,
  /** The first and the last year with places; null: since always, until further notice. */
  from: columnName,
  till: columnName,
  tenure: columnName.optional(),
  /** Our field with the value of theirs in the projects: what premises there are already, a project brings no more. */
  project: z.strictObject({ field: columnName, theirs: columnName }).optional(),
});

const projectsSchema = z.strictObject({
  role: z.literal('projects'),
  /** Units, which the rates make places of: preschool groups, for instance. One field may give places for several services. */
  units: byService,
  /** The first year with places. */
  from: columnName,
  /** The projects that count: what is finished is premises, what rests is nothing. */
  counted: z.strictObject({ field: columnName, in: z.array(z.string()).min(1) }),
});

const ratesSchema = z.strictObject({
  role: z.literal('rates'),
  service: columnName,
  /** The field that says what the number is, and its values: places for each person of some ages, or for each unit of a project. */
  kind: columnName,
  perPerson: z.string(),
  perUnit: z.string(),
  /** Years of age, both included. */
  ageFrom: columnName,
  ageTo: columnName,
  value: columnName,
  /** Of several the one that has applied since the latest year before. */
  validFrom: columnName,
  source: columnName,
  note: columnName,
});

export const needSchema = z.discriminatedUnion('role', [premisesSchema, projectsSchema, ratesSchema]);
