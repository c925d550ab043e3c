import { z } from 'zod';
import { columnName, localizedSchema, tableName } from './names.ts';

/** What a dataset of building projects tells of dwellings and premises, for those who add them up. */
export const buildingSchema = z.strictObject({
  /** The number of dwellings when all is built. */
  dwellings: columnName,
  /** Years: the start of construction, and the first and last in which people move in. */
  start: columnName,
  movingIn: z.strictObject({ from: columnName, until: columnName }),
  /** Rows of another table: dwellings that are finished in a year, by kind of house. */
  finished: z.strictObject({
    table: tableName,
    /** Their column → ours. */
    on: z.record(columnName, columnName),
    year: columnName,
    count: columnName,
    kind: columnName,
    kinds: z.array(z.strictObject({ value: z.string(), title: localizedSchema })).min(1),
  }),
  /** Fields with what a project brings besides dwellings. */
  premises: z.array(z.strictObject({ field: columnName })),
});
