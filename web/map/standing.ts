import type { DatasetDescription } from '../../server/styles/describe.ts';
import type { Hit } from '../state/state.ts';

export type Standing = 'applies' | 'coming' | 'ended';

/** Whether a feature applies, is a proposal or has ended. Undefined: its dataset knows no such thing. */
export function standingOf(
  { standing }: Pick<DatasetDescription, 'standing'>,
  properties: Hit['properties'],
): Standing | undefined {
  if (!standing) return undefined;
  const value = String(properties[standing.field] ?? '');
  if (standing.applies.includes(value)) return 'applies';
  return standing.ended.includes(value) ? 'ended' : 'coming';
}
