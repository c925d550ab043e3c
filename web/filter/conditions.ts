/** What somebody has chosen of one field. A filter is a list of these, which all hold. */
export type Condition = { field: string } & (
  | { kind: 'choice'; values: readonly string[]; missing: boolean }
  | { kind: 'flag'; value: boolean }
  /** One of these is in the list. */
  | { kind: 'among'; values: readonly string[] }
  /** Both ends belong to it. */
  | { kind: 'numbers'; from?: number | undefined; to?: number | undefined }
  /** Days, `YYYY-MM-DD`; both ends belong to it. */
  | { kind: 'days'; from?: string | undefined; to?: string | undefined }
  /** Whatever the case of letters. */
  | { kind: 'contains'; text: string }
  /** It touches an area, in well-known text: something drawn on the map. `field` is `geometry`. */
  | { kind: 'area'; wkt: string }
);

/** The filter in CQL2 text (OGC 21-065r2), which read.ts reads back. Undefined: nothing is chosen. */
export function writeFilter(conditions: readonly Condition[]): string | undefined {
  const parts = conditions.filter(({ kind }) => kind !== 'area').flatMap(written);
  const others = parts.length > 0 ? parts.join(' AND ') : undefined;
  // As drawings write it (web/draw): the area first, and the rest in parentheses.
  const [area] = conditions.filter(({ kind }) => kind === 'area').flatMap(written);
  return area !== undefined && others !== undefined ? `${area} AND (${others})` : (area ?? others);
}

function written(condition: Condition): string[] {
  const name = nameOf(condition.field);
  switch (condition.kind) {
    case 'choice': {
      const { values, missing } = condition;
      const isOneOf = values.length > 1 ? `IN (${values.map(text).join(', ')})` : `= ${text(values[0] ?? '')}`;
      const tests = [...(values.length > 0 ? [`${name} ${isOneOf}`] : []), ...(missing ? [`${name} IS NULL`] : [])];
      return tests.length > 1 ? [`(${tests.join(' OR ')})`] : tests;
    }
    case 'flag':
      return [`${name} = ${condition.value ? 'TRUE' : 'FALSE'}`];
    case 'among':
      return condition.values.length > 0 ? [`A_OVERLAPS(${name}, (${condition.values.map(text).join(', ')}))`] : [];
    case 'numbers':
      return between(name, condition.from, condition.to, String);
    case 'days':
      return between(name, condition.from, condition.to, (day) => `DATE('${day}')`);
    case 'area':
      return [`S_INTERSECTS(${name}, ${condition.wkt})`];
    case 'contains':
      return condition.text === '' ? [] : [`CASEI(${name}) LIKE CASEI(${text(`%${escaped(condition.text)}%`)})`];
  }
}

function between<T>(name: string, from: T | undefined, to: T | undefined, literal: (value: T) => string): string[] {
  return [
    ...(from === undefined ? [] : [`${name} >= ${literal(from)}`]),
    ...(to === undefined ? [] : [`${name} <= ${literal(to)}`]),
  ];
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function escaped(value: string): string {
  return value.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

const keywords = new Set([
  ...['and', 'or', 'not', 'like', 'between', 'in', 'is', 'null', 'div', 'true', 'false'],
  ...['point', 'linestring', 'polygon', 'multipoint', 'multilinestring', 'multipolygon', 'geometrycollection', 'bbox'],
]);

function nameOf(field: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(field) && !keywords.has(field) ? field : `"${field.replaceAll('"', '""')}"`;
}
