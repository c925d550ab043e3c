import { z } from 'zod';
import { columnName, identifier } from './names.ts';

/** What a model of the population is told by the rows of a dataset: docs/prognosmodell.md. */
export const assumptionsSchema = z.strictObject({
  /** The forecast whose model they are for. */
  forecast: identifier,
  /** The field that says what a row is about, and its values. */
  kind: columnName,
  kinds: z.strictObject({
    dying: z.string(),
    births: z.string(),
    bornAs: z.string(),
    movingOut: z.string(),
    movingIn: z.string(),
    household: z.string(),
    newToArea: z.string(),
    newcomers: z.string(),
    /** Of the dwellings of a project in a stage: the part that the forecast counts with. */
    believed: z.string(),
  }),
  /** For whom, by what values of these fields; no value: for all who have no row of their own. */
  area: columnName,
  house: columnName,
  stage: columnName,
  sex: columnName,
  age: columnName,
  value: columnName,
});
