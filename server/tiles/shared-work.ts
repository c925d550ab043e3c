/** Work that is under way, once for all who want the same. */
export interface SharedWork<T> {
  /**
   * What is under way at that address, else `make`. `names`: of what it is made. `keep` is given what was made, unless
   * it was distrusted meanwhile.
   */
  get(address: string, names: readonly string[], make: () => Promise<T>, keep: (made: T) => void): Promise<T>;
  /** What is under way may be out of date when it is ready: nobody else waits for it, nobody keeps it. */
  distrust(isTouched: (name: string) => boolean): void;
}

export function sharedWork<T>(): SharedWork<T> {
  const underWay = new Map<string, { names: readonly string[]; work: Promise<T>; trusted: boolean }>();
  return {
    get(address, names, make, keep) {
      const known = underWay.get(address);
      if (known) return known.work;
      const mine = {
        names,
        trusted: true,
        work: make()
          .then((made) => {
            if (mine.trusted) keep(made);
            return made;
          })
          .finally(() => {
            if (mine.trusted) underWay.delete(address);
          }),
      };
      underWay.set(address, mine);
      return mine.work;
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
