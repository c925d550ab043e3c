import type { DatasetDescription } from '../../server/styles/describe.ts';
import type { Condition } from './conditions.ts';
import { EndField } from './EndField.tsx';
import type { FacetOf } from './facets.ts';
import type { FieldProps } from './field-props.ts';
import { Histogram } from './Histogram.tsx';
import { dayIn, numberIn } from './range-input.ts';
import { filterWords } from './words.ts';

type Ends<T> = { from?: T | undefined; to?: T | undefined };

/** Bars that show where there is something, and two fields for the ends. */
export function RangeChoice(props: FieldProps<FacetOf<'numbers' | 'days'>>) {
  const { facet, condition, choose, dataset } = props;
  if (facet.kind === 'days') {
    const ends: Ends<string> = condition?.kind === 'days' ? condition : {};
    return (
      <Range
        {...{ ends, dataset }}
        bars={facet.bars.map(({ from, to, count }) => ({ from, to: dayBefore(to), count }))}
        title={facet.title}
        kind="days"
        read={dayIn}
        choose={({ from, to }) => choose(rangeOf({ kind: 'days', field: facet.property, from, to }))}
      />
    );
  }
  const ends: Ends<number> = condition?.kind === 'numbers' ? condition : {};
  const field = dataset.fields.find(({ name }) => name === facet.property);
  // A bar ends before the next one begins: of whole numbers that is one less.
  const last = (to: number) => (field?.type === 'integer' ? to - 1 : to);
  return (
    <Range
      {...{ ends, dataset }}
      bars={facet.bars.map(({ from, to, count }) => ({ from, to: last(to), count }))}
      title={facet.title}
      kind="numbers"
      isYear={field?.format === 'year'}
      read={numberIn}
      choose={({ from, to }) => choose(rangeOf({ kind: 'numbers', field: facet.property, from, to }))}
    />
  );
}

function rangeOf(condition: Extract<Condition, { kind: 'numbers' | 'days' }>): Condition | undefined {
  return condition.from === undefined && condition.to === undefined ? undefined : condition;
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

interface RangeProps<T> {
  dataset: DatasetDescription;
  title: string;
  kind: 'numbers' | 'days';
  /** Of numbers: no thousands separator. */
  isYear?: boolean;
  bars: readonly { from: T; to: T; count: number }[];
  ends: Ends<T>;
  read: (text: string, end: 'from' | 'to') => T | undefined;
  choose: (ends: Ends<T>) => void;
}

function Range<T extends number | string>({ title, kind, isYear = false, bars, ends, read, choose }: RangeProps<T>) {
  const words = filterWords.value;
  const wrong = kind === 'days' ? words.badDay : words.badNumber;
  const hint = kind === 'days' ? words.dayHint : undefined;
  const end = (which: 'from' | 'to') => (
    <EndField
      {...{ hint, wrong, kind }}
      label={which === 'from' ? words.from : words.to}
      of={title}
      value={ends[which]}
      read={(text) => read(text, which)}
      onChange={(value) => choose({ ...{ from: ends.from, to: ends.to }, [which]: value })}
    />
  );
  return (
    <div class="range">
      <Histogram {...{ bars, ends, choose, isYear }} />
      <div class="ends">
        {end('from')}
        {end('to')}
      </div>
    </div>
  );
}
