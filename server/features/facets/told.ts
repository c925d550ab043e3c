import type { Field } from '../../datasets/definition.ts';
import type { Bins, Every } from './bins.ts';
import type { FacetColumn } from './columns.ts';
import type { FacetLine } from './statement.ts';

export type Histogram = ({ kind: 'numbers' } & Bins<number>) | ({ kind: 'days'; every: Every } & Bins<string>);

/** A bar: what is `from ≤ value < to`. */
export interface Bar<T> {
  from: T;
  to: T;
  count: number;
}

/** How many features have which values of a field, under all of the filter that is not about the field alone. */
export interface Facet {
  field: Field;
  numberMatched: number;
  /** Have no value. */
  missing: number;
  /** Have a value that is told of nowhere else; of lists it is not known. */
  others: number;
  told:
    | { kind: 'values'; values: { value: string; count: number }[] }
    | { kind: 'numbers'; least?: number | undefined; most?: number | undefined; bars: Bar<number>[] }
    | { kind: 'days'; least?: string | undefined; most?: string | undefined; every?: Every; bars: Bar<string>[] }
    | { kind: 'text' };
}

/** A longer text is not one to choose. */
const longestText = 100;

export function toldFacet(
  { field, kind }: FacetColumn,
  histogram: Histogram | undefined,
  lines: readonly FacetLine[],
): Facet {
  const whole = lines.find(({ value }) => value === null);
  const counts = new Map(lines.flatMap(({ value, count }) => (value === null ? [] : [[value, count] as const])));
  const told = toldAs(kind, field, histogram, counts, whole);
  const numberMatched = whole?.count ?? 0;
  const missing = whole?.missing ?? 0;
  const counted = 'bars' in told ? told.bars : 'values' in told ? told.values : [];
  const sum = counted.reduce((all, { count }) => all + count, 0);
  const isPartial = field.type === 'list' || told.kind === 'text';
  return { field, numberMatched, missing, others: isPartial ? 0 : numberMatched - missing - sum, told };
}

function toldAs(
  kind: FacetColumn['kind'],
  field: Field,
  histogram: Histogram | undefined,
  counts: ReadonlyMap<string, number>,
  whole: FacetLine | undefined,
): Facet['told'] {
  const [least, most] = [whole?.least ?? undefined, whole?.most ?? undefined];
  switch (kind) {
    case 'numbers': {
      const bars = histogram?.kind === 'numbers' ? barsOf(histogram, counts) : [];
      return { kind, least: numberOf(least), most: numberOf(most), bars };
    }
    case 'days':
      if (histogram?.kind !== 'days') return { kind, bars: [] };
      return { kind, least, most, every: histogram.every, bars: barsOf(histogram, counts) };
    case 'values':
      return { kind, values: valuesOf(field, counts) };
    case 'text':
      return { kind };
  }
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function barsOf<T>({ edges, end }: Bins<T>, counts: ReadonlyMap<string, number>): Bar<T>[] {
  return edges.map((from, index) => ({ from, to: edges[index + 1] ?? end, count: counts.get(String(index + 1)) ?? 0 }));
}

/** All that could be chosen, in the order of the list; then what else there is, the most frequent first. */
function valuesOf(
  { type, codes = [] }: Field,
  counts: ReadonlyMap<string, number>,
): { value: string; count: number }[] {
  const listed = type === 'boolean' ? ['true', 'false'] : codes.map(({ value }) => value);
  const others = [...counts.keys()].filter((value) => !listed.includes(value) && value.length <= longestText);
  return [...listed, ...others].map((value) => ({ value, count: counts.get(value) ?? 0 }));
}
