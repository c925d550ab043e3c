import { z } from 'zod';
import { columnName, identifier, localizedSchema } from './names.ts';

/** What a table of statistics is: each row is one value, told by the fields of its dimensions together. */

/** People of some ages together, under a name of their own: what a school or a preschool is for. */
const ageGroupSchema = z.strictObject({
  name: identifier,
  title: localizedSchema,
  /** Years of age, both included. Absent `to`: and all who are older. */
  from: z.int().min(0).max(150),
  to: z.int().min(0).max(150).optional(),
});

/** What some dimensions mean, for those who count people: the fields' names. */
const rolesSchema = z.strictObject({
  /** One-year ages; null in rows of all ages. */
  age: columnName,
  sex: columnName,
  /** The field that says what is counted, and its values. */
  variable: columnName,
  population: z.string(),
  born: z.string(),
  died: z.string(),
  movedIn: z.string(),
  movedOut: z.string(),
  dwellings: z.string(),
  division: columnName,
  edition: columnName,
  /** Only in a forecast: of several, the greatest version is the current one, and the first scenario the main one. */
  version: columnName.optional(),
  baseYear: columnName.optional(),
  scenario: columnName.optional(),
});

export const statisticsSchema = z.strictObject({
  dimensions: z.array(columnName).min(1),
  value: columnName,
  /** The dimension that is a time, and the one that is a place. */
  time: columnName.optional(),
  geo: columnName.optional(),
  /** The dataset that has the places' outlines: our column → theirs. */
  areas: z.strictObject({ dataset: identifier, on: z.record(columnName, columnName) }).optional(),
  population: rolesSchema
    .extend({
      /** The dataset that tells what came out, when this one is a forecast. */
      outcome: identifier.optional(),
      ageGroups: z.array(ageGroupSchema).min(1),
    })
    .optional(),
});
