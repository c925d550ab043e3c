import type { Definition, Field } from './definition.ts';

/** The fields of the dimensions, or undefined where the dataset is no table of statistics or not all of it is public. */
export function dimensionFields({ statistics, fields }: Definition): Field[] | undefined {
  if (!statistics) return undefined;
  const named = [...statistics.dimensions, statistics.value].map((name) =>
    fields.find((field) => field.name === name && field.public),
  );
  const found = named.filter((field) => field !== undefined);
  return found.length === named.length ? found.slice(0, -1) : undefined;
}
