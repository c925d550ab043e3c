import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import { type Change, type Position, pruneChanges, readChanges, readPosition } from './log.ts';

/**
 * Follows the change log. The log is the truth: a notification, or the time that has passed, only says when to read it,
 * so a connection that was lost loses nothing.
 */
export interface Follower {
  /** Database epoch: random, made with the database. */
  readonly epoch: string;
  /** Everything up to this number has been heard by all subscribers. */
  readonly number: number;
  /** Since when the database has not answered (milliseconds of `Date.now`); undefined while it does. */
  readonly awaySince: number | undefined;
  /** The newest change of a dataset, 0 when there was none. */
  numberOf(dataset: string): number;
  /**
   * Reads the log now; one reading serves all who ask meanwhile. Resolves when everything committed before the call has
   * been heard. Rejects when the database does not answer.
   */
  catchUp(): Promise<void>;
  /** As catchUp, but waits no longer than this for a database that is slow or away. Never rejects. */
  catchUpWithin(milliseconds: number): Promise<void>;
  /** Whether the log was read, and answered, so lately (milliseconds) that nobody need wait for another reading. */
  heardWithin(milliseconds: number): boolean;
  /** Reads the log unless it was read so lately; one reading serves all who come meanwhile. Never rejects. */
  hear(age: number, patience: number): Promise<void>;
  /**
   * `before`: heard, and waited for, before the number moves on. `after`: told when it has. No changes but `undefined`:
   * anything may have changed.
   */
  subscribe(subscriber: Subscriber): void;
  /** While this is true somebody waits for news, and the log is read so often that he is told soon. */
  attend(isWaitedFor: () => boolean): void;
  stop(): Promise<void>;
}

export interface Subscriber {
  before?(changes: readonly Change[] | undefined): Promise<void>;
  after?(changes: readonly Change[] | undefined): void;
}

/** How often the log is read while somebody waits for news. Nobody notifies us on the embedded database. */
const everyMs = { embedded: 200, postgres: 2_000 } as const;
/** How often it is read for nobody. */
const restingMs = 1_900;

const pruneEveryMs = 3_600_000;

export async function followChanges(database: Database): Promise<Follower> {
  let position: Position = await readPosition(database);
  const subscribers: Subscriber[] = [];
  let readingSince = 0;
  /** When the newest reading that succeeded began: what was committed before has been heard. */
  let heardAt = Date.now();
  let awaySince: number | undefined;
  let reading: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;
  let stopped = false;

  async function read(): Promise<void> {
    const began = Date.now();
    readingSince = began;
    try {
      const changes = await readChanges(database.aside, position.epoch, position.number);
      const next = changes === undefined ? await readPosition(database.aside) : after(position, changes);
      const isNews = changes === undefined || changes.length > 0;
      if (isNews) for (const { before } of subscribers) await before?.(changes);
      position = next;
      if (isNews) for (const { after: tell } of subscribers) tell?.(changes);
      awaySince = undefined;
      heardAt = began;
    } catch (error) {
      awaySince ??= began;
      throw error;
    }
  }

  function catchUp(): Promise<void> {
    if (!reading) {
      reading = read().finally(() => {
        reading = undefined;
      });
      return reading;
    }
    // The reading that is under way may have begun before what the caller wants to see.
    waiting ??= reading
      .catch(() => {})
      .then(() => {
        waiting = undefined;
        return catchUp();
      });
    return waiting;
  }

  const heardWithin = (milliseconds: number) => awaySince === undefined && Date.now() - heardAt <= milliseconds;

  /** When the reading under way is late already, nobody else waits for it. */
  async function within(milliseconds: number, news: () => Promise<void>): Promise<void> {
    const left = milliseconds - (reading ? Date.now() - readingSince : 0);
    if (left > 0) await Promise.race([news().catch(() => {}), sleep(left, undefined, { ref: false })]);
  }

  const hint = () => void catchUp().catch(() => {});
  const stopListening = await database.listen('allmanning', hint);
  const attentive: (() => boolean)[] = [];
  const timer = setInterval(() => {
    if (Date.now() - heardAt >= restingMs || attentive.some((isWaitedFor) => isWaitedFor())) hint();
  }, everyMs[database.kind]);
  const prune = () => void pruneChanges(database).catch(() => {});
  const pruning = setInterval(prune, pruneEveryMs);

  return {
    get epoch() {
      return position.epoch;
    },
    get number() {
      return position.number;
    },
    get awaySince() {
      return awaySince;
    },
    numberOf: (dataset) => position.datasets.get(dataset) ?? 0,
    catchUp,
    catchUpWithin: (milliseconds) => within(milliseconds, catchUp),
    heardWithin,
    async hear(age, patience) {
      if (heardWithin(age)) return;
      const isYoung = reading !== undefined && Date.now() - readingSince <= age;
      await within(patience, isYoung ? () => reading ?? catchUp() : catchUp);
    },
    subscribe: (subscriber) => void subscribers.push(subscriber),
    attend: (isWaitedFor) => void attentive.push(isWaitedFor),
    async stop() {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      clearInterval(pruning);
      await stopListening();
      await (waiting ?? reading)?.catch(() => {});
    },
  };
}

function after(position: Position, changes: readonly Change[]): Position {
  const last = changes.at(-1);
  if (!last) return position;
  const datasets = new Map(position.datasets);
  for (const { dataset, number } of changes) datasets.set(dataset, number);
  return { ...position, number: last.number, datasets };
}
