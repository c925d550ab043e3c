/** The item at a place that must exist. Throws when it does not: the generator itself is wrong then. */
export function item<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new Error(`No item ${index} in a list of ${list.length}`);
  return value;
}

/** The item at a place of a list without beginning or end. */
export function around<T>(list: readonly T[], index: number): T {
  const { length } = list;
  return item(list, ((index % length) + length) % length);
}

/** The list of a key, made empty when it is asked for the first time. */
export function listOf<K, T>(lists: Map<K, T[]>, key: K): T[] {
  const known = lists.get(key);
  if (known) return known;
  const made: T[] = [];
  lists.set(key, made);
  return made;
}
