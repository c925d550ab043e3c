import { stableUuid } from './checking/stable-uuid.ts';

/**
 * The content of a row that has no key of its own, as text: its values by name and its geometry in the file's
 * coordinates. Columns without a value are left out, so that a new column changes only the rows that have something in it.
 */
export function contentOf(values: Readonly<Record<string, unknown>>, geometry: string | null): string {
  const filled = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return JSON.stringify([filled.toSorted(([a], [b]) => (a < b ? -1 : 1)), geometry]);
}

/** Makes a UUID of each row's content; rows that are alike are told apart by their order. */
export function contentKeys(): (content: string) => string {
  const seen = new Map<string, number>();
  return (content) => {
    const uuid = stableUuid(content);
    const before = seen.get(uuid) ?? 0;
    seen.set(uuid, before + 1);
    return before === 0 ? uuid : stableUuid(`${uuid} ${before}`);
  };
}
