import type { DatasetDescription } from './describe.ts';

export type Standing = 'applies' | 'coming' | 'ended';

/** What applies comes first, what has ended last; `undefined`: a dataset that knows no such thing. */
export const standingOrder: readonly (Standing | undefined)[] = ['applies', 'coming', undefined, 'ended'];

/** Whether a feature applies, is a proposal or has ended. Undefined: its dataset knows no such thing. */
export function standingOf(
  { standing }: Pick<DatasetDescription, 'standing'>,
  properties: Readonly<Record<string, unknown>>,
): Standing | undefined {
  if (!standing) return undefined;
  const value = String(properties[standing.field] ?? '');
  if (standing.applies.includes(value)) return 'applies';
  return standing.ended.includes(value) ? 'ended' : 'coming';
}
