import type { Follower } from './follow.ts';
import { numberIn } from './versions.ts';

/** What is asked for without its version waits so long for the log to be read: a database that is later is away. */
const patienceMs = 1_000;

/** Such an answer may be as old as its `max-age` says, so one reading of the log serves all who come so soon after it. */
export const oneReadingMs = 100;

/**
 * An address with a version that this process has not heard of, or with none (`wanted`): reads the log, so that nothing
 * older is called new. `known`: the version as this process knows it; undefined: changes are not written down.
 */
export async function hearOf(
  changes: Follower,
  { wanted, known }: Record<'wanted' | 'known', string | undefined>,
): Promise<void> {
  if (known === undefined || wanted === known) return;
  const number = wanted === undefined ? undefined : numberIn(wanted);
  if (wanted === undefined) await changes.hear(oneReadingMs, patienceMs);
  else if (number !== undefined && number > changes.number) await changes.catchUp().catch(() => {});
  else await changes.catchUpWithin(patienceMs);
}
