import type { FieldDescription } from '../../server/styles/describe.ts';
import type { Condition } from './conditions.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/**
 * Reads back a filter that conditions.ts wrote, or that a person wrote in the same plain way. Undefined: it says something
 * that cannot be shown as choices of single fields, and is to be left as it is.
 */
export function readFilter(filter: string, fields: readonly FieldDescription[]): Condition[] | undefined {
  const tokens = tokensOf(filter);
  if (!tokens) return undefined;
  const parts = readAll(tokens, fields);
  return parts && tokens.isEnd() ? merged(parts) : undefined;
}

type Fields = readonly FieldDescription[];

function readAll(tokens: Tokens, fields: Fields): Condition[] | undefined {
  const parts: Condition[] = [];
  do {
    const part = readPart(tokens, fields);
    if (!part) return undefined;
    parts.push(...part);
  } while (tokens.keyword('AND'));
  return parts;
}

/** One condition, or those of a parenthesis. */
function readPart(tokens: Tokens, fields: Fields): Condition[] | undefined {
  if (tokens.symbol('(')) {
    const first = readAll(tokens, fields);
    if (!first) return undefined;
    const alternatives = [first];
    while (tokens.keyword('OR')) {
      const next = readAll(tokens, fields);
      if (!next) return undefined;
      alternatives.push(next);
    }
    if (!tokens.symbol(')')) return undefined;
    if (alternatives.length === 1) return first;
    const either = alternatives.every(({ length }) => length === 1) && eitherOf(alternatives.flat());
    return either ? [either] : undefined;
  }
  const one = readOne(tokens, fields);
  return one && [one];
}

function readOne(tokens: Tokens, fields: Fields): Condition | undefined {
  const field = (name: string | undefined) => fields.find((one) => one.name === name);
  if (tokens.call('S_INTERSECTS')) return readArea(tokens);
  if (tokens.call('A_OVERLAPS') || tokens.call('A_CONTAINS')) return readAmong(tokens, field);
  if (tokens.call('CASEI')) return readContains(tokens, field);
  const known = field(tokens.name());
  return known && readTest(tokens, known);
}

function readArea(tokens: Tokens): Condition | undefined {
  const field = tokens.name();
  const wkt = field === 'geometry' && tokens.symbol(',') ? tokens.polygon() : undefined;
  return wkt !== undefined && tokens.symbol(')') ? { kind: 'area', field: 'geometry', wkt } : undefined;
}

type FindField = (name: string | undefined) => FieldDescription | undefined;

function readAmong(tokens: Tokens, field: FindField): Condition | undefined {
  const isAll = tokens.before() === 'A_CONTAINS';
  const known = field(tokens.name());
  const values = tokens.symbol(',') ? tokens.texts() : undefined;
  if (known?.type !== 'list' || !values || !tokens.symbol(')') || (isAll && values.length !== 1)) return undefined;
  return { kind: 'among', field: known.name, values };
}

function readContains(tokens: Tokens, field: FindField): Condition | undefined {
  const known = field(tokens.name());
  if (!known || !tokens.symbol(')') || !tokens.keyword('LIKE') || !tokens.call('CASEI')) return undefined;
  const pattern = tokens.text();
  const inner = /^%((?:[^\\%_]|\\[\\%_])+)%$/s.exec(pattern ?? '')?.[1];
  if (inner === undefined || !tokens.symbol(')')) return undefined;
  return { kind: 'contains', field: known.name, text: inner.replaceAll(/\\([\\%_])/g, '$1') };
}

function readTest(tokens: Tokens, { name, type }: FieldDescription): Condition | undefined {
  if (tokens.keyword('IS')) {
    if (!tokens.keyword('NULL')) return undefined;
    return { kind: 'choice', field: name, values: [], missing: true };
  }
  switch (type) {
    case 'text':
    case 'code': {
      const values = tokens.keyword('IN') ? tokens.texts() : tokens.symbol('=') ? oneText(tokens) : undefined;
      return values && { kind: 'choice', field: name, values, missing: false };
    }
    case 'boolean': {
      const isTrue = tokens.symbol('=') && tokens.keyword('TRUE');
      return isTrue || tokens.keyword('FALSE') ? { kind: 'flag', field: name, value: isTrue } : undefined;
    }
    case 'integer':
    case 'double': {
      const ends = readEnds(tokens, () => tokens.number());
      return ends && { kind: 'numbers', field: name, ...ends };
    }
    case 'date':
    case 'timestamptz': {
      const ends = readEnds(tokens, () => readDay(tokens));
      return ends && { kind: 'days', field: name, ...ends };
    }
    default:
      return undefined;
  }
}

function oneText(tokens: Tokens): string[] | undefined {
  const value = tokens.text();
  return value === undefined ? undefined : [value];
}

function readDay(tokens: Tokens): string | undefined {
  if (!tokens.call('DATE')) return undefined;
  const day = tokens.text();
  return day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) && tokens.symbol(')') ? day : undefined;
}

function readEnds<T>(tokens: Tokens, value: () => T | undefined): { from?: T; to?: T } | undefined {
  const end = (of: (found: T) => { from?: T; to?: T }) => {
    const found = value();
    return found === undefined ? undefined : of(found);
  };
  if (tokens.symbol('>=')) return end((from) => ({ from }));
  if (tokens.symbol('<=')) return end((to) => ({ to }));
  if (tokens.symbol('=')) return end((both) => ({ from: both, to: both }));
  if (!tokens.keyword('BETWEEN')) return undefined;
  const from = value();
  const to = tokens.keyword('AND') ? value() : undefined;
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Choices of one field, of which any is enough. */
function eitherOf(parts: readonly Condition[]): Condition | undefined {
  const [first, ...others] = parts;
  if (!first || others.length === 0) return first;
  const choices = parts.flatMap((part) => (part.kind === 'choice' && part.field === first.field ? [part] : []));
  if (choices.length < parts.length) return undefined;
  return {
    kind: 'choice',
    field: first.field,
    values: [...new Set(choices.flatMap(({ values }) => values))],
    missing: choices.some(({ missing }) => missing),
  };
}

/** One condition for each field: the two ends of a range become one. Undefined where they do not. */
function merged(parts: readonly Condition[]): Condition[] | undefined {
  const byField = new Map<string, Condition>();
  for (const part of parts) {
    const before = byField.get(part.field);
    const both = before ? together(before, part) : part;
    if (!both) return undefined;
    byField.set(part.field, both);
  }
  return [...byField.values()];
}

function together(a: Condition, b: Condition): Condition | undefined {
  const fits = (one: { from?: unknown; to?: unknown }, other: { from?: unknown; to?: unknown }) =>
    (one.from === undefined || other.from === undefined) && (one.to === undefined || other.to === undefined);
  if (a.kind === 'numbers' && b.kind === 'numbers' && fits(a, b))
    return { ...a, from: a.from ?? b.from, to: a.to ?? b.to };
  if (a.kind === 'days' && b.kind === 'days' && fits(a, b)) return { ...a, from: a.from ?? b.from, to: a.to ?? b.to };
  return undefined;
}
