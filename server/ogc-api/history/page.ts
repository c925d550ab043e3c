import type { Page } from '../../comparing/changes.ts';
import { problem } from '../../http/problems.ts';

/** `limit`, and where the page before ended. Throws a 400 problem. */
export function parsePage(
  query: URLSearchParams,
  name: 'after' | 'before',
  { most, otherwise }: { most: number; otherwise: number },
): Page {
  const text = query.get('limit') ?? String(otherwise);
  if (!/^[1-9]\d*$/.test(text)) {
    const expected = { sv: `ett heltal från 1 till ${most}`, en: `a whole number from 1 to ${most}` };
    throw problem('bad-parameter', { name: 'limit', value: text, expected });
  }
  return { limit: Math.min(Number(text), most), after: query.get(name) ?? undefined };
}
