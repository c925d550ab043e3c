import type { Database } from '../../database/database.ts';
import type { Definition } from '../../datasets/definition.ts';
import {
  ngpDangling,
  ngpDrawn,
  ngpLacks,
  ngpMulti,
  ngpNoPlace,
  ngpNotSaid,
  ngpRenumbered,
  ngpStructure,
  ngpVersion,
} from '../findings/plans.ts';
import { type FindingList, findingList, type Place as Where } from '../report.ts';
import type { Edited } from './build.ts';
import { collection, feature } from './collection.ts';
import { type Differences, differencesFrom, type Takers } from './compare.ts';
import { planPlaces, provisionPlaces } from './flatten.ts';
import { type Json, objectsIn } from './place.ts';
import { pathOf, wordsFor } from './schema.ts';
import { wholePlan, wholeProvision } from './whole.ts';

/** An object that is to be sent, and the rows that it was made of. */
export interface Outgoing {
  definition: Definition;
  rows: readonly Edited[];
  object: Json;
}

const isPlan = ({ definition }: Outgoing) => definition.import?.ngp === 'detaljplan';
const placesOf = (one: Outgoing) => (isPlan(one) ? planPlaces : provisionPlaces);

/** Says what a delivery lacks, and what of the rows it does not say: by number in the file, name and column. */
export async function verify(
  database: Database,
  takers: Takers,
  all: readonly Outgoing[],
  findings: FindingList,
): Promise<void> {
  const whole = all.filter((one, index) => checkWhole(one, where(one, index), findings));
  checkVersions(all, findings);
  checkReferences(all, findings);
  for (const [index, one] of all.entries()) checkGeometry(one, where(one, index), findings);
  if (whole.length === 0) return;
  const isWhole = new Set(whole);
  const numbers = new Map(all.map((one, index) => [one, index + 1]));
  // Read back as an import would: what differs then has been lost on the way out.
  const back = findingList();
  const differences = await differencesFrom(
    database,
    takers,
    collection(whole.map(({ object }) => feature(object))),
    back,
  );
  for (const { row, ...finding } of back.findings) {
    const one = row === null ? undefined : whole[row - 1];
    if (finding.severity === 'error') findings.add(finding, { ...finding, row: (one && numbers.get(one)) ?? null });
  }
  for (const [index, one] of all.entries())
    if (isWhole.has(one)) {
      const found = isPlan(one) ? differences.detaljplan : differences.planbestammelse;
      checkReadBack(one, found, where(one, index), findings);
    }
}

function where(one: Outgoing, index: number): Where {
  const name = isPlan(one) ? one.object.namn : one.object.bestammelseformulering;
  return { dataset: one.definition.id, row: index + 1, name: typeof name === 'string' ? name : null };
}

/** Against the specification. True: it holds. */
function checkWhole(one: Outgoing, place: Where, findings: FindingList): boolean {
  const parsed = (isPlan(one) ? wholePlan : wholeProvision).safeParse(one.object);
  for (const issue of parsed.error?.issues ?? []) {
    const path = pathOf(issue);
    const plain = path.replaceAll(/\[\d+\]/g, '');
    const columns = Object.entries(placesOf(one))
      .filter(([, { path: at }]) => at === plain || at.startsWith(`${plain}.`))
      .map(([column]) => column);
    const problem = ngpStructure(path, wordsFor(issue));
    const [only] = columns;
    const lacking = ngpLacks(problem, columns, one.definition.import?.raw, plain);
    findings.add(lacking, { ...place, field: columns.length === 1 && only ? only : null });
  }
  return parsed.success;
}

/** What came in a delivery and has been edited is another version of it. */
function checkVersions(all: readonly Outgoing[], findings: FindingList): void {
  // A plan is edited when its provisions are.
  const editedIn = new Set(
    all
      .filter((one) => one.rows.some((row) => isOther(one, row)))
      .map((one) => (isPlan(one) ? one.object.objektidentitet : one.object.detaljplan)),
  );
  for (const [index, plan] of all.entries()) {
    const [edited] = plan.rows;
    if (!isPlan(plan) || !edited?.edits) continue;
    const { edits } = edited;
    const places = Object.keys(planPlaces);
    const isNewVersion = places.some(
      (column) => edits.has(column) && /^(objektversion|versionGiltigFran)$/.test(planPlaces[column]?.path ?? ''),
    );
    const version = plan.object.objektversion;
    if (editedIn.has(plan.object.objektidentitet) && !isNewVersion)
      findings.add(ngpVersion(typeof version === 'number' ? version : undefined), where(plan, index));
  }
}

/** In what NGP is told of it. */
function isOther({ definition, ...one }: Outgoing, { edits }: Edited): boolean {
  if (!edits) return true;
  const told = new Set([...Object.keys(placesOf({ definition, ...one })), definition.geometry?.column]);
  return [...edits].some((column) => told.has(column));
}

function checkReferences(all: readonly Outgoing[], findings: FindingList): void {
  const provisions = new Set(all.filter((one) => !isPlan(one)).map(({ object }) => object.objektidentitet));
  for (const [index, one] of all.entries()) {
    const lists = [
      ...objectsIn(one.object.beslutsinformation).map(({ planbestammelse }) => planbestammelse),
      one.object.reglerarAnvandningsbestammelse,
    ];
    for (const value of lists.flatMap((list): unknown[] => (Array.isArray(list) ? list : [])))
      if (!provisions.has(value)) findings.add(ngpDangling(), { ...where(one, index), value });
  }
}

function checkGeometry({ definition, rows }: Outgoing, place: Where, findings: FindingList): void {
  const column = definition.geometry?.column ?? '';
  const drawn = rows.filter(({ edits }) => !edits || edits.has(column));
  const field = { ...place, field: column };
  if (drawn.length > 0) findings.add(ngpDrawn(), field);
  if (definition.import?.ngp === 'detaljplan') return;
  const isMulti = ({ row: { geometry } }: Edited) =>
    geometry !== undefined &&
    'coordinates' in geometry &&
    geometry.type.startsWith('Multi') &&
    geometry.coordinates.length > 1;
  if (drawn.some(isMulti)) findings.add(ngpMulti(), field);
}

function checkReadBack(one: Outgoing, differences: Differences, place: Where, findings: FindingList): void {
  const { definition, rows } = one;
  const { raw } = definition.import ?? {};
  const told = new Set([...Object.keys(placesOf(one)), definition.geometry?.column]);
  for (const { row } of rows) {
    const columns = differences.get(row.key);
    if (!columns) findings.add(ngpRenumbered(), place);
    for (const column of columns ?? []) {
      if (column === raw) continue;
      const problem = told.has(column) ? ngpNotSaid(placesOf(one)[column]?.written, raw) : ngpNoPlace();
      findings.add(problem, { ...place, field: column, value: row.values[column] });
    }
  }
}
