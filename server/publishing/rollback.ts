import type { Database, Queryable } from '../database/database.ts';
import { refusalOf } from '../database/refusal.ts';
import { empty, identifier, join, raw, type Sql, sql, table, textOf } from '../database/sql.ts';
import { tableAt } from '../datasets/as-of.ts';
import type { Definition, Localized, PastTable } from '../datasets/definition.ts';
import { type PastDataset, unveiled } from '../history/past.ts';
import { recordPublication } from '../history/publications.ts';
import { count } from './count.ts';
import { databaseRefused } from './findings/values.ts';
import { keptIf } from './kept-if.ts';
import { makeReport, roleOf, storedReport } from './make-report.ts';
import { noPlaces, type Places } from './places.ts';
import { checkReferred, checkReferrers } from './referring.ts';
import { type DatasetReport, findingList, type Report } from './report.ts';
import type { Watch } from './watch.ts';

/**
 * Puts back what a dataset's own table was: a new version with the old content, also of what is not public. Rows that are
 * the same are not touched. Refused where other rows refer to what would go, or what would come back refers to what is not
 * there: the report names them. How much it deletes does not matter: that was said by naming the version.
 */
export async function rollBack(
  database: Database,
  definitions: readonly Definition[],
  definition: Definition,
  past: PastDataset,
  { message, dryRun }: { message?: string | undefined; dryRun: boolean },
  watch: Watch = {},
): Promise<Report> {
  const { asOf, id } = unveiled(past).definition;
  const known = asOf?.tables[definition.table];
  if (!asOf || !known) throw new Error(`The past of ${definition.table} is not known`);
  const started = new Date().toISOString();
  const findings = findingList();
  const notes: Localized[] = [];
  const places = watch.places && noPlaces();
  if (places) watch.places?.set(id, places);
  const options = { version: past.version };
  const counts = { rowsRead: 0, inserted: 0, updated: 0, deleted: 0, unchanged: 0, refused: 0 };
  const report: DatasetReport = { dataset: id, title: definition.title, ...counts };
  let publication: number | undefined;
  watch.progress?.({ step: 'write' });
  try {
    await keptIf(database, async (tx) => {
      await tx.query(sql`lock table ${table(definition.table)} in share row exclusive mode`);
      // Written down first: what is being changed has no number yet.
      await tx.query(
        sql`create temporary table allmanning_was on commit drop as select * from ${tableAt(definition.table, asOf)} was`,
      );
      const going = sql`not exists (select from allmanning_was was where ${sameKey(known)})`;
      await checkReferrers(tx, definitions, definition, going, { findings, notes });
      await checkReferred(tx, definitions, definition, raw('allmanning_was'), findings);
      if (findings.errors > 0) return false;
      Object.assign(report, await putBack(tx, definition, known, places));
      if (dryRun) return false;
      if (report.inserted + report.updated + report.deleted === 0) return true;
      const { dataset: _, title: __, ...numbers } = report;
      const about = { kind: 'rollback' as const, datasets: [id], message, options, counts: { [id]: numbers } };
      publication = await recordPublication(tx, { ...about, report: storedReport(findings, notes) });
      return true;
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    findings.add(databaseRefused(refusal), { dataset: id });
    Object.assign(report, counts);
  }
  const about = { kind: 'rollback' as const, started, role: await roleOf(database), message, options, dryRun };
  return makeReport(about, { datasets: [report], publication }, findings, notes);
}

function sameKey({ keys }: PastTable): Sql {
  return join(
    keys.map((key) => sql`t.${identifier(key)} = was.${identifier(key)}`),
    ' and ',
  );
}

async function putBack(
  tx: Queryable,
  { table: name, geometry }: Definition,
  past: PastTable,
  places: Places | undefined,
): Promise<Omit<DatasetReport, 'dataset' | 'title' | 'refused'>> {
  const target = table(name);
  const same = sameKey(past);
  const generated = await tx.query<{ name: string }>(sql`
    select attname::text as name from pg_attribute where attrelid = to_regclass(${textOf(table(name))}) and attgenerated <> ''`);
  const written = past.columns.filter((column) => !generated.some((one) => one.name === column)).map(identifier);
  const listed = join(written);
  const seen = (kind: 'added' | 'changed' | 'removed', row: Sql) =>
    geometry && places ? { geometry: sql`${row}${identifier(geometry.column)}`, into: places[kind] } : undefined;
  const deleted = await count(
    tx,
    sql`delete from ${target} t where not exists (select from allmanning_was was where ${same})`,
    seen('removed', raw('t.')),
  );
  const updated = await count(
    tx,
    sql`update ${target} t set (${listed}) = (select ${join(written.map((column) => sql`was.${column}`))})
      from allmanning_was was where ${same}
        and t.* *<> was.*`,
    seen('changed', raw('t.')),
  );
  const inserted = await count(
    tx,
    sql`insert into ${target} (${listed}) overriding system value
      select ${listed} from allmanning_was was where not exists (select from ${target} t where ${same})`,
    seen('added', empty),
  );
  const [was] = await tx.query<{ rows: number }>(sql`select count(*)::int as rows from allmanning_was`);
  const rowsRead = was?.rows ?? 0;
  return { rowsRead, inserted, updated, deleted, unchanged: rowsRead - inserted - updated };
}
