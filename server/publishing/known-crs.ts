import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { parseCrs } from './crs.ts';
import { unknownCrs } from './findings.ts';
import { Refusal } from './report.ts';

/** The EPSG code that the operator named, if PROJ knows it. Throws Refusal. */
export async function knownCrs(database: Queryable, text: string): Promise<number> {
  const code = parseCrs(text);
  const known = code && (await database.query(sql`select 1 from spatial_ref_sys where srid = ${code}`)).length > 0;
  if (!known) throw new Refusal(unknownCrs(), text);
  return code;
}
