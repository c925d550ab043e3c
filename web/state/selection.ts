import type { DatasetDescription } from '../../server/styles/describe.ts';
import { datasetOf, description, endedShown, filters, subjectsOn } from './state.ts';

/** What of a dataset the page shows, the same for the list, counts and files as for the map. Reads signals. */

/** All that a person may look among: what has a card, then what has no place on a map. */
export function lookedAmong(): DatasetDescription[] {
  const { subjects = [], datasets = [] } = description.value ?? {};
  const carded = subjects.flatMap((card) => card.datasets).flatMap((id) => datasetOf(id) ?? []);
  return [...carded, ...datasets.filter(({ hasGeometry }) => !hasGeometry)];
}

/** The map shows it. */
export function isOn({ subject }: DatasetDescription): boolean {
  return subjectsOn.value.includes(subject);
}

/** The filter of somebody is CQL2 as JSON, which does not mix with text. */
export function isJson(filter: string): boolean {
  return filter.trimStart().startsWith('{');
}

/** In CQL2: what the page says of the dataset, and what somebody has chosen. Undefined: everything. */
export function selectionOf(dataset: DatasetDescription): string | undefined {
  const filter = filters.value[dataset.id];
  if (filter !== undefined && isJson(filter)) return filter;
  return allOf([filter, ...rules(dataset, filter)]);
}

/** The same without what somebody has chosen. */
export function unfilteredOf(dataset: DatasetDescription): string | undefined {
  return allOf(rules(dataset, undefined));
}

/** Whoever filters by what has ended means what has ended, too. */
function rules({ shown, unended, standing }: DatasetDescription, filter: string | undefined): (string | undefined)[] {
  const isAsked = filter !== undefined && standing !== undefined && mentions(filter, standing.field);
  return [shown, endedShown.value || isAsked ? undefined : unended];
}

function mentions(filter: string, field: string): boolean {
  const names: readonly string[] = filter.replaceAll(/'(?:[^']|'')*'/g, '').match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
  return names.includes(field);
}

function allOf(conditions: readonly (string | undefined)[]): string | undefined {
  const said = conditions.filter((one) => one !== undefined);
  const [only] = said;
  return said.length > 1 ? said.map((one) => `(${one})`).join(' AND ') : only;
}
