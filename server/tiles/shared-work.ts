/** Work that is under way, once for all who want the same. */
export interface SharedWork<T> {
  /**
   * What is under way at that address, else `make`. `names`: of what it is made. `keep` is given what was made, unless
   * it was distrusted meanwhile. `gone`: of whoever asks; `make` is told when nobody waits any more.
   */
  get(
    address: string,
    names: readonly string[],
    make: (abandoned: AbortSignal) => Promise<T>,
    keep: (made: T) => void,
    gone?: AbortSignal,
  ): Promise<T>;
  /** What is under way may be out of date when it is ready: nobody else waits for it, nobody keeps it. */
  distrust(isTouched: (name: string) => boolean): void;
}

interface Work<T> {
  names: readonly string[];
  made: Promise<T>;
  trusted: boolean;
  waiting: number;
  abandon: AbortController;
}

export function sharedWork<T>(): SharedWork<T> {
  const underWay = new Map<string, Work<T>>();

  function leave(address: string, one: Work<T>): void {
    if (underWay.get(address) === one) underWay.delete(address);
  }

  function begin(
    address: string,
    names: readonly string[],
    make: (abandoned: AbortSignal) => Promise<T>,
    keep: (made: T) => void,
  ) {
    const abandon = new AbortController();
    const one: Work<T> = {
      names,
      trusted: true,
      waiting: 0,
      abandon,
      made: make(abandon.signal)
        .then((made) => {
          if (one.trusted) keep(made);
          return made;
        })
        .finally(() => leave(address, one)),
    };
    underWay.set(address, one);
    return one;
  }

  return {
    get(address, names, make, keep, gone) {
      const one = underWay.get(address) ?? begin(address, names, make, keep);
      one.waiting += 1;
      gone?.addEventListener(
        'abort',
        () => {
          one.waiting -= 1;
          if (one.waiting > 0) return;
          // Whoever comes now begins anew.
          leave(address, one);
          one.abandon.abort();
        },
        { once: true },
      );
      return one.made;
    },
    distrust(isTouched) {
      for (const [address, one] of underWay) {
        if (!one.names.some(isTouched)) continue;
        one.trusted = false;
        underWay.delete(address);
      }
    },
  };
}
