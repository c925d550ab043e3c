import { z } from 'zod';
import { text } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import type { Place, Sorting } from './sorting.ts';

export const cursor = text({
  name: 'cursor',
  about: {
    sv: 'Var sidan börjar: följ länken `next` i stället för att skriva den själv.',
    en: 'Where the page begins: follow the `next` link instead of writing it yourself.',
  },
});

const cursorSchema = z.tuple([z.string(), z.array(z.string().nullable())]);

/** Where a page ended, as text that means nothing to its reader. */
export function makeCursor({ name }: Sorting, values: Place): string {
  return Buffer.from(JSON.stringify([name, values])).toString('base64url');
}

/** The values that a page starts after. Throws a 400 problem when the cursor is not ours or of another order. */
export function parseCursor({ name, keys }: Sorting, from: string): Place {
  const parsed = cursorSchema.safeParse(jsonOf(Buffer.from(from, 'base64url').toString()));
  const [sorting, values] = parsed.data ?? ['', []];
  if (
    !parsed.success ||
    sorting !== name ||
    values.length !== keys.length ||
    values.at(-1) == null ||
    values.some(hasNull)
  )
    throw refusedCursor(from);
  return values;
}

/** PostgreSQL texts hold no NUL. */
function hasNull(value: string | null): boolean {
  return value?.includes('\0') ?? false;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function refusedCursor(text: string): Error {
  const expected = { sv: 'den ur en next-länk, med samma sortby', en: 'that of a next link, with the same sortby' };
  return problem('bad-parameter', { name: 'cursor', value: text, expected });
}
