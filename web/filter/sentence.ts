import type { DatasetDescription, FieldDescription } from '../../server/styles/describe.ts';
import { filled } from '../../server/styles/filled.ts';
import { formatDate, formatNumber } from '../../server/styles/format.ts';
import { lang } from '../state/state.ts';
import type { Condition } from './conditions.ts';
import { filterWords } from './words.ts';

/** A condition in words: "planstatus är samråd eller granskning". Reads the page's language. */
export function said(condition: Condition, { fields }: DatasetDescription): string {
  const words = filterWords.value;
  const field = fields.find(({ name }) => name === condition.field);
  const name = field ? inSentence(field.title) : condition.field;
  switch (condition.kind) {
    case 'choice': {
      const values = condition.values.map((value) => valueSaid(field, value));
      if (values.length === 0) return filled(words.noValue, { field: name });
      return filled(words.is, {
        field: name,
        values: either([...values, ...(condition.missing ? [words.orNone] : [])]),
      });
    }
    case 'flag':
      return filled(condition.value ? words.yes : words.no, { field: name });
    case 'among':
      return filled(words.among, { field: name, values: either(condition.values) });
    case 'numbers':
      return rangeSaid(name, condition.from, condition.to, (value) => numberSaid(field, value), {
        from: words.atLeast,
        to: words.atMost,
      });
    case 'days':
      return rangeSaid(name, condition.from, condition.to, daySaid, { from: words.since, to: words.until });
    case 'area':
      return words.area;
    case 'contains':
      return filled(words.holds, { field: name, text: condition.text });
  }
}

function rangeSaid<T>(
  field: string,
  from: T | undefined,
  to: T | undefined,
  value: (one: T, end: 'from' | 'to') => string,
  one: { from: string; to: string },
): string {
  const words = filterWords.value;
  const [low, high] = [from === undefined ? '' : value(from, 'from'), to === undefined ? '' : value(to, 'to')];
  if (to === undefined) return filled(one.from, { field, from: low });
  if (from === undefined) return filled(one.to, { field, to: high });
  return filled(low === high ? words.exactly : words.range, { field, from: low, to: high });
}

function numberSaid(field: FieldDescription | undefined, value: number): string {
  if (field?.format === 'year') return String(value);
  const number = formatNumber(value, lang.value, 6);
  return field?.unit ? `${number} ${field.unit}` : number;
}

/** Where a year begins or ends the year says enough. */
function daySaid(day: string, end: 'from' | 'to'): string {
  return day.endsWith(end === 'from' ? '-01-01' : '-12-31') ? day.slice(0, 4) : formatDate(day, lang.value);
}

export function valueSaid(field: FieldDescription | undefined, value: string): string {
  const title = field?.codes?.find((code) => code.value === value)?.title;
  return title === undefined ? value : inSentence(title);
}

function either(values: readonly string[]): string {
  const { or, and } = filterWords.value;
  return values.length > 1 ? `${values.slice(0, -1).join(and)} ${or} ${values.at(-1)}` : (values[0] ?? '');
}

/** A title within a sentence: "Planstatus" is "planstatus", "LSS-boende" stays. */
function inSentence(title: string): string {
  return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLocaleLowerCase() + title.slice(1) : title;
}
