import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '../database/sql.ts';
import { keptUntilChanged } from '../open-data/kept.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { canonicalOf, matching, type Selection } from './selection.ts';

type Asked = Pick<OpenData, 'database' | 'published' | 'changes'>;

/** The exact number of public features that match, or undefined when it is not known in time. */
export type Count = (service: Asked, selection: Selection) => Promise<number | undefined>;

const mostKept = 5_000;

/** A count that takes longer than `deadlineMs` goes on by itself, and whoever asks next has it. */
export function counting(deadlineMs: number): Count {
  const kept = keptUntilChanged<number>(mostKept);
  return (service, selection) => {
    const { database, published } = service;
    const counted = kept(service, selection.definition, canonicalOf(selection), async () => {
      const [row] = await database.query<{ count: number }>(
        sql`select count(*) as count ${matching(published, selection)}`,
      );
      return row?.count ?? 0;
    });
    return Promise.race([counted, sleep(deadlineMs, undefined, { ref: false })]);
  };
}
