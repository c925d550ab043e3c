/** What may be kept in memory while there is room. */
export interface Keepable {
  /** Asked for since the sweep last came by. */
  used: boolean;
  /** In memory. False: not yet, or dropped since what it says may no longer be true. */
  kept: boolean;
  /** Called when it is dropped. */
  onDrop: (() => void)[];
}

/** Filtered ones take at most so much: a thousand filters do not push out what everybody asks for. */
const filteredShare = 1 / 8;

/** What one costs besides its content: objects, keys, headers. */
const overheadBytes = 1_000;

/** Things in memory, the longest unused dropped first when they are more than `mostBytes`. */
export interface SecondChance<T extends Keepable> {
  /** False: it is too large to be kept. */
  add(one: T): boolean;
  /** So many bytes were added to one that is kept. */
  grew(one: T, bytes: number): void;
  drop(one: T): void;
  all(): Iterable<T>;
  clear(): void;
  readonly bytes: number;
  readonly size: number;
}

/** `leave`: told of each that is dropped. `most`: of bytes that one may have. */
export function secondChance<T extends Keepable>(
  mostBytes: number,
  of: { bytes(one: T): number; isFiltered(one: T): boolean; leave(one: T): void; most?: number },
): SecondChance<T> {
  const filtered = share<T>(mostBytes * filteredShare);
  const others = share<T>(mostBytes);
  const shareOf = (one: T) => (of.isFiltered(one) ? filtered : others);
  const cost = (one: T) => of.bytes(one) + overheadBytes;

  function drop(one: T): void {
    if (!one.kept) return;
    one.kept = false;
    const mine = shareOf(one);
    mine.bytes -= cost(one);
    mine.queue.delete(one);
    of.leave(one);
    for (const tell of one.onDrop.splice(0)) tell();
  }

  /** What was used since the last round goes to the end of the queue once more. */
  function sweep({ queue }: Share<T>, isFull: () => boolean): void {
    for (const one of queue) {
      if (!isFull()) return;
      if (one.used) {
        one.used = false;
        queue.delete(one);
        queue.add(one);
      } else drop(one);
    }
  }

  function makeRoom(): void {
    sweep(filtered, () => filtered.bytes > filtered.most);
    sweep(others, () => filtered.bytes + others.bytes > others.most);
  }

  return {
    add(one) {
      const size = cost(one);
      const mine = shareOf(one);
      if (size > Math.min(mine.most, of.most ?? Infinity)) return false;
      one.kept = true;
      mine.queue.add(one);
      mine.bytes += size;
      makeRoom();
      return one.kept;
    },
    grew(one, more) {
      shareOf(one).bytes += more;
      makeRoom();
    },
    drop,
    *all() {
      for (const { queue } of [filtered, others]) yield* queue;
    },
    clear() {
      for (const { queue } of [filtered, others]) for (const one of [...queue]) drop(one);
    },
    get bytes() {
      return filtered.bytes + others.bytes;
    },
    get size() {
      return filtered.queue.size + others.queue.size;
    },
  };
}

/** Those that make room for each other. */
interface Share<T> {
  /** In the order in which the sweep comes by. */
  queue: Set<T>;
  bytes: number;
  most: number;
}

function share<T>(most: number): Share<T> {
  return { queue: new Set(), bytes: 0, most };
}
