import { z } from 'zod';
import { type Language, languages } from './language.ts';
import { problem } from './problems.ts';

type Words = Readonly<Record<Language, string>>;

/** One parameter of a query, described once: how it is read, what errors say of it and what the API's description says. */
export interface QueryParameter<T = unknown> {
  name: string;
  /** What it is for. */
  about: Words;
  /** Reads the text of the query; undefined where there is none. What it gives is what OpenAPI tells of it. */
  schema: z.ZodType<T>;
  /** What an error says that it must be. */
  expected: Words;
  example?: unknown;
}

type About = Pick<QueryParameter, 'name' | 'about' | 'example'>;

/** A schema of what a text is read as. */
export function read<S extends z.ZodType>(reading: (text: string) => unknown, schema: S) {
  return z.preprocess((value) => (typeof value === 'string' ? reading(value) : value), schema);
}

/** Schemas take longer to make than to use: made once for each thing that they are of. */
export function once<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const kept = new WeakMap<K, V>();
  return (of) => {
    const known = kept.get(of);
    if (known !== undefined) return known;
    const made = make(of);
    kept.set(of, made);
    return made;
  };
}

/** Any text: whoever uses it says what is wrong with it. */
export function text(about: About): QueryParameter<string | undefined> {
  return { ...about, schema: z.string().optional(), expected: { sv: 'text', en: 'text' } };
}

export function choice<const T extends string>(values: readonly T[], about: About): QueryParameter<T | undefined> {
  return {
    ...about,
    schema: z.enum(values).optional(),
    expected: { sv: values.join(' eller '), en: values.join(' or ') },
  };
}

/** Values with commas between. */
export function list<T>(value: z.ZodType<T>, expected: Words, about: About): QueryParameter<T[] | undefined> {
  const schema = read((text) => text.split(',').map((part) => part.trim()), z.array(value)).optional();
  return { ...about, schema, expected };
}

/** `clamped`: more than the most is the most. */
export function wholeNumber(
  { least, most, otherwise, clamped = false }: { least: number; most: number; otherwise: number; clamped?: boolean },
  about: About,
): QueryParameter<number> {
  const number = (text: string) => (/^\d+$/.test(text) ? Math.min(Number(text), clamped ? most : Infinity) : text);
  return {
    ...about,
    schema: read(number, z.int().min(least).max(most)).default(otherwise),
    expected: { sv: `ett heltal från ${least} till ${most}`, en: `a whole number from ${least} to ${most}` },
  };
}

/** `f` where there is one format and no choice: some clients say it all the same. */
export function onlyFormat(id: string, title: string): QueryParameter<string | undefined> {
  return choice([id], { name: 'f', about: { sv: `Format: ${title}.`, en: `Format: ${title}.` } });
}

export const langParameter = choice(languages, {
  name: 'lang',
  about: {
    sv: 'Språk för texterna. Utan den gäller `Accept-Language`, annars svenska.',
    en: 'Language of the texts. Without it `Accept-Language` decides, else Swedish.',
  },
  example: 'en',
});

/** What a parameter is in a query. Throws a 400 problem that names it. */
export function valueIn<T>(query: URLSearchParams, { name, schema, expected }: QueryParameter<T>): T {
  const value = query.get(name) ?? undefined;
  const found = schema.safeParse(value);
  if (found.success) return found.data;
  throw problem('bad-parameter', { name, value: shortened(value ?? ''), expected });
}

/** An error tells what was wrong, not all of it. */
const mostTold = 100;

function shortened(value: string): string {
  return value.length > mostTold ? `${value.slice(0, mostTold)} …` : value;
}

/**
 * Throws a 400 problem for a parameter that is not known or stands there twice (OGC API – Common,
 * /req/core/query-param-unknown), or that cannot be what it is.
 */
export function checkQuery(query: URLSearchParams, known: readonly QueryParameter[]): void {
  for (const name of query.keys()) {
    const parameter = known.find((one) => one.name === name);
    if (!parameter) {
      const none = { sv: 'inga', en: 'none' };
      throw problem('unknown-parameter', { name, known: known.map((one) => one.name).join(', ') || none });
    }
    if (query.getAll(name).length > 1) {
      const expected = { sv: 'en gång, inte flera', en: 'there once, not several times' };
      throw problem('bad-parameter', { name, value: query.getAll(name).join(', '), expected });
    }
    valueIn(query, parameter);
  }
}
