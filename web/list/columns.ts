import { signal } from '@preact/signals';
import type { DatasetDescription, FieldDescription } from '../../server/styles/describe.ts';
import { keepHere, keptJson } from '../state/kept-here.ts';

/** Which fields are columns, by dataset: kept in the browser. */

const storageName = 'allmanning.columns';

/** What the browser has kept may be of another version of the page, or somebody's own. */
function kept(): Record<string, string[]> {
  const read = keptJson(storageName);
  if (typeof read !== 'object' || read === null) return {};
  return Object.fromEntries(
    Object.entries(read).filter(([, names]) => Array.isArray(names) && names.every((name) => typeof name === 'string')),
  );
}

const chosenColumns = signal<Readonly<Record<string, readonly string[]>>>(kept());

/** Of those that the map tells of, so many are shown from the start. */
const mostAtFirst = 6;

/** The name of a feature first, whatever else is chosen. */
export function columnsOf(dataset: DatasetDescription): FieldDescription[] {
  const { popup, fields, key } = dataset;
  const field = (name: string | undefined) => fields.find((one) => one.name === name);
  const names = popup.title.flatMap((name) => field(name) ?? []);
  const first = names.length > 0 ? names : [field(key) ?? []].flat();
  const told = [popup.subtitle, ...popup.fields].flatMap((name) => field(name) ?? []);
  const short = told.filter(({ format }) => format !== 'multiline' && format !== 'link').slice(0, mostAtFirst);
  const chosen = chosenColumns.value[dataset.id]?.flatMap((name) => field(name) ?? []);
  return [...new Set([...first, ...(chosen ?? short)])];
}

export function chooseColumns({ id }: DatasetDescription, names: readonly string[]): void {
  chosenColumns.value = { ...chosenColumns.value, [id]: names };
  // A browser that keeps nothing shows them as long as the page is open.
  keepHere(storageName, JSON.stringify(chosenColumns.value));
}

export function isSortable({ type }: FieldDescription): boolean {
  return type !== 'list';
}

/** Pixels: by what a field holds, so that nothing moves when rows come. */
export function widthOf({ type, title, format }: FieldDescription, isFirst: boolean): number {
  if (isFirst) return 240;
  const heading = 40 + 8 * Math.min(title.length, 24);
  switch (type) {
    case 'integer':
    case 'double':
    case 'boolean':
      return Math.max(90, heading);
    case 'date':
      return Math.max(150, heading);
    case 'timestamptz':
      return 220;
    default:
      return format === 'multiline' ? 320 : Math.max(150, heading);
  }
}
