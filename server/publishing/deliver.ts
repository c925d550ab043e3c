import type { Database } from '../database/database.ts';
import { identifier, raw as rawSql, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import type { Filter } from '../filter/index.ts';
import type { Published } from '../geometry/layers.ts';
import { ngpNothing } from './findings/plans.ts';
import { type Edited, planObject, provisionObject } from './ngp/build.ts';
import { collection, feature } from './ngp/collection.ts';
import { type Differences, differencesFrom, type Takers } from './ngp/compare.ts';
import type { Json } from './ngp/place.ts';
import type { NgpObject } from './ngp/read.ts';
import { type OutgoingRow, outgoingRows } from './ngp/rows.ts';
import { type Outgoing, verify } from './ngp/verify.ts';
import { type FindingList, findingList } from './report.ts';

/** What the command calls it. */
export const ngpFormat = 'ngp-v4';

/** Ready to be sent, where no finding says otherwise. */
export interface Delivery {
  /** The file, an object a line. */
  text(): Iterable<string>;
  plans: number;
  provisions: number;
  /** Invented rows, which are left out. */
  examples: number;
}

/**
 * Plans with their provisions as a delivery of Lantmäteriet's Detaljplan v4.1. What came in a delivery goes out as it
 * came; what was edited since is put in its place. Coordinates of what was drawn here: EPSG:3006, east before north.
 */
export async function deliver(
  database: Database,
  published: Published,
  { plans, provisions }: { plans: Definition; provisions: Definition | undefined },
  filter: Filter | undefined,
  findings: FindingList,
): Promise<Delivery> {
  const chosen = await outgoingRows(database, published, { definition: plans, filter }, rawSql('true'));
  const identities = chosen.rows.map(({ values }) => String(values.objektidentitet));
  const inPlans = sql`t.${identifier('detaljplan')}::text = any (${identities}::text[])`;
  const theirs = provisions && (await outgoingRows(database, published, { definition: provisions }, inPlans));
  const takers: Takers = { detaljplan: plans, ...(provisions ? { planbestammelse: provisions } : {}) };
  const came = [...chosen.rows, ...(theirs?.rows ?? [])].flatMap(({ raw }) => (raw ? [raw] : []));
  const edits = await editsSince(database, takers, came);
  const edited = (rows: readonly OutgoingRow[], differences: Differences | undefined): Edited[] =>
    rows.map((row) => {
      const columns = row.raw && differences?.get(row.key);
      return { row, edits: columns && new Set(columns) };
    });
  const outgoing: Outgoing[] = [];
  const byPlan = grouped(edited(theirs?.rows ?? [], edits?.planbestammelse), 'detaljplan');
  for (const plan of edited(chosen.rows, edits?.detaljplan)) {
    const identity = String(plan.row.values.objektidentitet);
    outgoing.push({ definition: plans, rows: [plan], object: planObject(plan, plans.geometry?.column ?? '') });
    if (!provisions) continue;
    for (const rows of grouped(byPlan.get(identity) ?? [], 'objektidentitet').values()) {
      const inOrder = rows.toSorted(
        (a, b) => Number(a.row.values.geometrinummer) - Number(b.row.values.geometrinummer),
      );
      const object = provisionObject(inOrder, provisions.geometry?.column ?? '');
      outgoing.push({ definition: provisions, rows: inOrder, object });
    }
  }
  if (outgoing.length === 0) findings.add(ngpNothing());
  await verify(database, takers, outgoing, findings);
  const count = outgoing.filter(({ definition }) => definition === plans).length;
  return {
    text: () => textOf(outgoing),
    plans: count,
    provisions: outgoing.length - count,
    examples: chosen.examples + (theirs?.examples ?? 0),
  };
}

/** What has been edited in rows since they came. Undefined: none came. */
async function editsSince(
  database: Database,
  takers: Takers,
  came: readonly Json[],
): Promise<Record<NgpObject, Differences> | undefined> {
  // Every geometry of a provision has the whole of it.
  const distinct = [...new Map(came.map((object) => [JSON.stringify(object), object])).values()];
  const features = distinct.filter((object) => typeof object['feature:typ'] === 'string').map(feature);
  return features.length === 0 ? undefined : differencesFrom(database, takers, collection(features), findingList());
}

function grouped(rows: readonly Edited[], column: string): Map<string, Edited[]> {
  const groups = new Map<string, Edited[]>();
  for (const one of rows) {
    const name = String(one.row.values[column]);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return groups;
}

function* textOf(outgoing: readonly Outgoing[]): Iterable<string> {
  const [head = '', tail = ''] = JSON.stringify(collection([])).split('[]');
  yield `${head}[`;
  for (const [index, { object }] of outgoing.entries())
    yield `${index > 0 ? ',' : ''}\n${JSON.stringify(feature(object))}`;
  yield `\n]${tail}\n`;
}
