import { z } from 'zod';
import { join, raw, type Sql, sql } from '../database/sql.ts';
import type { Field } from '../datasets/definition.ts';
import { list, once, type QueryParameter } from '../http/parameters.ts';

/** Which values of a dimension are meant: some, or spans of whole numbers (both ends included). */
export type Choice =
  | { kind: 'values'; values: readonly string[] }
  | { kind: 'spans'; spans: readonly { from: number; to: number | undefined }[] };

const spansShape = /^\d{1,4}(-(\d{1,4})?)?(,\d{1,4}(-(\d{1,4})?)?)*$/;

function spansOf(text: string): Extract<Choice, { kind: 'spans' }>['spans'] {
  return text.split(',').map((part) => {
    const [from = '', to] = part.split('-');
    return { from: Number(from), to: to === undefined ? Number(from) : to === '' ? undefined : Number(to) };
  });
}

const spansSchema = z
  .string()
  .regex(spansShape)
  .refine((text) => spansOf(text).every(({ from, to }) => to === undefined || from <= to))
  .optional();

type ChoiceParameter = (name: string) => QueryParameter<string | string[] | undefined>;

/** The parameter by which a dimension is fixed, under one of its names. */
export const choiceParameter = once((field: Field): ChoiceParameter => {
  const { title, codes, type } = field;
  const about = {
    sv: `${title.sv}: bara dessa, ett eller flera med komma mellan.`,
    en: `${title.en}: only these, one or several with commas between.`,
  };
  if (type === 'integer')
    return (name) => ({
      name,
      about: {
        sv: `${about.sv} 1-5 är från och med ena till och med andra, 80- allt därifrån.`,
        en: `${about.en} 1-5 is from the one to the other, both included, 80- all from there.`,
      },
      schema: spansSchema,
      expected: {
        sv: 'heltal eller spann av dem, som 7, 1-5, 80- eller 0,6-9',
        en: 'whole numbers or spans of them, such as 7, 1-5, 80- or 0,6-9',
      },
    });
  if (codes) {
    const values = codes.map(({ value }) => value);
    return (name) =>
      list(z.enum(values), { sv: `något av ${values.join(', ')}`, en: `one of ${values.join(', ')}` }, { name, about });
  }
  const expected = { sv: 'ett eller flera värden med komma mellan', en: 'one or several values with commas between' };
  return (name) => list(z.string().min(1), expected, { name, about });
});

/** What the parameter gave. */
export function choiceOf(value: string | string[]): Choice {
  return typeof value === 'string'
    ? { kind: 'spans', spans: spansOf(value) }
    : { kind: 'values', values: [...new Set(value)].sort() };
}

/** The one value that is chosen, as text. Undefined: there are several. */
export function single(choice: Choice | undefined): string | undefined {
  if (choice?.kind === 'values') return choice.values.length === 1 ? choice.values[0] : undefined;
  const [first, ...others] = choice?.spans ?? [];
  return first && others.length === 0 && first.from === first.to ? String(first.from) : undefined;
}

/** "The column has one of them." */
export function isChosen(column: Sql, choice: Choice): Sql {
  if (choice.kind === 'values') {
    const [only] = choice.values;
    if (choice.values.length === 1) return sql`${column}::text = ${only}`;
    return sql`${column}::text = any (${choice.values}::text[])`;
  }
  const spans = choice.spans.map(({ from, to }) => {
    if (to === undefined) return sql`${column} >= ${raw(String(from))}`;
    return sql`${column} between ${raw(String(from))} and ${raw(String(to))}`;
  });
  return sql`(${join(spans, ' or ')})`;
}

/** Whether a number is among those that are chosen. */
export function chooses(choice: Choice, number: number): boolean {
  if (choice.kind === 'values') return choice.values.includes(String(number));
  return choice.spans.some(({ from, to = number }) => from <= number && number <= to);
}
