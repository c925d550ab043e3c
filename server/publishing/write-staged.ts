import type { Queryable } from '../database/database.ts';
import { refusalOf } from '../database/refusal.ts';
import { raw, type Sql, sql } from '../database/sql.ts';
import type { Localized } from '../datasets/definition.ts';
import { recordPublication } from '../history/publications.ts';
import type { Rules } from './checking/rules.ts';
import { checkDeletions } from './deletions.ts';
import {
  deleteMissing,
  insertNew,
  isMissing,
  lockTarget,
  removeExamples,
  type Staged,
  updateChanged,
} from './difference.ts';
import { databaseRefused } from './findings/values.ts';
import { keptIf } from './kept-if.ts';
import { storedReport } from './make-report.ts';
import type { Occasion } from './occasion.ts';
import type { PublishOptions } from './options.ts';
import type { Preparation } from './prepare.ts';
import { checkReferrers } from './referring.ts';
import type { DatasetReport } from './report.ts';
import { settle } from './settled.ts';
import { chooseShown, isChosen, markShown } from './shown.ts';

/**
 * The only moment in which published rows change. Parents come first in `staged`, so deletions run backwards. Gives the
 * number of the publication, where anything changed.
 */
export async function writeStaged(
  occasion: Occasion,
  staged: readonly Staged[],
  reports: readonly DatasetReport[],
  rules: Rules,
): Promise<number | undefined> {
  const { database, definitions, options, findings, notes, file, asked, tried } = occasion;
  const told: Localized[] = [];
  let publication: number | undefined;
  try {
    await keptIf(database, async (tx) => {
      const backwards = staged.toReversed();
      for (const one of staged) await lockTarget(tx, one);
      await rules.before(tx);
      let examples = 0;
      for (const one of backwards) examples += await removeExamples(tx, one);
      if (examples > 0) told.push(examplesNote(examples));
      const deleted = new Map<Preparation, number>();
      for (const one of backwards) {
        const { definition } = one.preparation;
        const along = { findings, notes: told, along: true };
        await checkReferrers(tx, definitions, definition, isMissing(one, options.replace === true), along);
        if (findings.errors > 0) return false;
        deleted.set(one.preparation, await deleteMissing(tx, one, options.replace === true));
      }
      for (const [index, one] of staged.entries()) {
        const changes = await write(tx, one, options, told);
        Object.assign(reports[index] ?? {}, { ...changes, deleted: deleted.get(one.preparation) ?? 0 });
      }
      if (!options.allowDeletes) checkDeletions(reports, findings);
      if (findings.errors > 0) return false;
      const isNews = reports.some(({ inserted, updated, deleted: gone }) => inserted + updated + gone > 0);
      if (isNews) await rules.after(tx);
      if (options.dryRun) await tried?.(tx);
      if (options.dryRun) return false;
      if (!isNews && examples === 0) return true;
      const { message } = options;
      const counts = Object.fromEntries(reports.map(({ dataset, title: _title, ...numbers }) => [dataset, numbers]));
      const datasets = reports.map(({ dataset }) => dataset);
      const settled = await settle(tx, occasion, staged);
      const report = { ...storedReport(findings, [...notes, ...told]), ...(settled ? { settled } : {}) };
      const about = { kind: 'import' as const, datasets, file, message, options: asked, counts, report };
      publication = await recordPublication(tx, about);
      return true;
    });
    notes.push(...told);
    return publication;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    findings.add(databaseRefused(refusal));
    return undefined;
  }
}

async function write(tx: Queryable, one: Staged, options: PublishOptions, told: Localized[]) {
  const shown = await chooseShown(tx, one, { show: options.show === true, replace: options.replace === true });
  const updated = await updateChanged(tx, one);
  const extra = new Map<string, Sql>();
  if (shown) extra.set(shown.column, isChosen(shown, raw('s')));
  const inserted = await insertNew(tx, one, extra);
  if (shown) {
    await markShown(tx, one, shown);
    told.push(shown.note);
  }
  const [total] = await tx.query<{ n: number }>(sql`select count(*)::int as n from ${one.staging.table}`);
  return { inserted, updated, unchanged: (total?.n ?? 0) - inserted - updated };
}

function examplesNote(count: number): Localized {
  return {
    sv: `Exempelraderna (${count}) togs bort, eftersom riktiga data nu finns.`,
    en: `The example rows (${count}) were removed, since there are real data now.`,
  };
}
