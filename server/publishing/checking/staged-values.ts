import type { Queryable } from '../../database/database.ts';
import { identifier, join, type Sql, sql } from '../../database/sql.ts';
import type { FindingList } from '../report.ts';
import type { Staging } from '../staging.ts';

/** A table of statistics that is about to be published. */
export interface StagedValues {
  database: Queryable;
  staging: Staging;
  dataset: string;
  /** The column of the values. */
  value: string;
  findings: FindingList;
}

/** Some columns of a row together, as one text that is another one for each combination. Rows are `s`. */
export function combined(columns: readonly string[]): Sql {
  return sql`json_build_array(${join(columns.map((name) => sql`s.${identifier(name)}`))})::text`;
}
