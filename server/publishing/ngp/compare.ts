import type { Database, Queryable } from '../../database/database.ts';
import { identifier, join, literal, sql } from '../../database/sql.ts';
import { tableAt } from '../../datasets/as-of.ts';
import type { Definition } from '../../datasets/definition.ts';
import { checkStagedGeometry } from '../checking/staged-geometry.ts';
import { pairsOf, type Staged } from '../difference.ts';
import { notWritable } from '../findings.ts';
import { prepare } from '../prepare.ts';
import type { Source } from '../reading/source.ts';
import { type FindingList, Refusal } from '../report.ts';
import { stageRows } from '../stage-rows.ts';
import { createStaging, dropStaging } from '../staging.ts';
import { describeTarget } from '../target.ts';
import { type NgpObject, ngpObjects, readNgp } from './read.ts';

/** Whose rows the objects of a delivery are. */
export type Takers = Readonly<Partial<Record<NgpObject, Definition>>>;

/** Of each key that a delivery has, the columns that an import of it would change; undefined where it has no row. */
export type Differences = ReadonlyMap<string, readonly string[] | undefined>;

/**
 * What an import of a delivery would change in the rows of each dataset, as they are or were. Nothing is changed. What is
 * wrong with it goes to `findings`, and is left out. Throws Refusal where it is no delivery.
 */
export async function differencesFrom(
  database: Database,
  takers: Takers,
  delivery: unknown,
  findings: FindingList,
): Promise<Record<NgpObject, Differences>> {
  const sources = readNgp(delivery, findings);
  const found: Record<NgpObject, Differences> = { detaljplan: new Map(), planbestammelse: new Map() };
  for (const object of ngpObjects) {
    const definition = takers[object];
    if (definition && !sources[object].isEmpty)
      found[object] = await ofSource(database, definition, sources[object], findings);
  }
  return found;
}

async function ofSource(
  database: Database,
  definition: Definition,
  source: Source,
  findings: FindingList,
): Promise<Differences> {
  const target = await describeTarget(database, definition);
  if (!target) throw new Refusal(notWritable(), definition.id);
  const file = { name: '', modified: new Date() };
  const options = { dataset: definition.id, file: file.name };
  const preparation = prepare(definition, target, source, options, file, findings);
  const staged = { preparation, staging: await createStaging(database, preparation) };
  try {
    await stageRows(database, staged, undefined, findings, {});
    await checkStagedGeometry(database, staged.staging, definition, findings);
    return await differing(database, staged);
  } finally {
    await dropStaging(database, staged.staging);
  }
}

async function differing(database: Queryable, staged: Staged): Promise<Differences> {
  const { definition } = staged.preparation;
  const key = identifier(definition.key);
  const columns = pairsOf(staged).map(({ column, differs }) => sql`case when ${differs} then ${literal(column)} end`);
  const rows = await database.query<{ key: string; is_new: boolean; columns: string[] }>(sql`
    select s.${key}::text as key, t.${key} is null as is_new, array_remove(array[${join(columns)}]::text[], null) as columns
    from ${staged.staging.table} s left join ${tableAt(definition.table, definition.asOf)} t on t.${key} = s.${key}`);
  return new Map(rows.map((row) => [row.key, row.is_new ? undefined : row.columns]));
}
