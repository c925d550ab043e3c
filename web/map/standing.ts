import type { MapDescription } from '../../server/styles/describe.ts';
import type { Hit } from '../state/state.ts';

export type Standing = 'applies' | 'coming' | 'ended';

/** Whether a feature applies, is a proposal or has ended. Undefined: its dataset knows no such thing. */
export function standingOf({ datasets }: MapDescription, { dataset, properties }: Hit): Standing | undefined {
  const standing = datasets.find(({ id }) => id === dataset)?.standing;
  if (!standing) return undefined;
  const value = String(properties[standing.field] ?? '');
  if (standing.applies.includes(value)) return 'applies';
  return standing.ended.includes(value) ? 'ended' : 'coming';
}
