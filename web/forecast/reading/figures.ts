/** Sums of people as the server tells them (`…/aggregate`), and what is made of them. Pure. */

export type Row = Readonly<Record<string, string | number | null>>;

/** Year → value. */
export type Years = ReadonlyMap<number, number>;

/** The values of rows by their year, those of one year together. A year without a value is left out. */
export function yearsOf(rows: readonly Row[], year: string, isMeant: (row: Row) => boolean = () => true): Years {
  const found = new Map<number, number>();
  for (const row of rows) {
    const value = row.value;
    if (!isMeant(row) || typeof value !== 'number') continue;
    const at = Number(row[year]);
    found.set(at, (found.get(at) ?? 0) + value);
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

/** Rows of areas as those of what is drawn: of each the share that lies inside, all of one kind together. */
export function ofShares(rows: readonly Row[], area: string, shares: ReadonlyMap<string, number>): Row[] {
  const together = new Map<string, Row>();
  for (const row of rows) {
    const { [area]: code, value, ...rest } = row;
    const share = shares.get(String(code)) ?? 0;
    const key = JSON.stringify(rest);
    const before = together.get(key)?.value;
    const own = typeof value === 'number' ? value * share : null;
    const sum = before === undefined ? own : typeof before === 'number' && own !== null ? before + own : null;
    together.set(key, { ...rest, value: sum });
  }
  return [...together.values()];
}

/** The outcome as far as it is known, and the forecast from there. */
export function joined(
  outcome: Years,
  forecast: Years,
): { years: number[]; values: number[]; from: number | undefined } {
  const known = Math.max(...outcome.keys(), Number.NEGATIVE_INFINITY);
  const all = [...outcome, ...[...forecast].filter(([year]) => year > known)];
  return {
    years: all.map(([year]) => year),
    values: all.map(([, value]) => value),
    from: all.find(([year]) => year > known)?.[0],
  };
}

/** The age that half are older than, by the number of each age. Undefined: nobody. */
export function medianAge(byAge: readonly number[]): number | undefined {
  const half = byAge.reduce((sum, value) => sum + value, 0) / 2;
  let below = 0;
  const age = byAge.findIndex((value) => {
    below += value;
    return below >= half && half > 0;
  });
  return age < 0 ? undefined : age;
}

/** Per cent that a forecast said too much (or, below 0, too little). Undefined: nobody lived there. */
export function missOf(said: number, became: number): number | undefined {
  return became <= 0 ? undefined : (100 * (said - became)) / became;
}

/**
 * How far a forecast missed, by years after its base year: the mean of what each area differs in per cent, without its sign.
 * `said` and `became`: area → years.
 */
export function meanMiss(
  said: ReadonlyMap<string, Years>,
  became: ReadonlyMap<string, Years>,
  baseYear: number,
): ReadonlyMap<number, number> {
  const misses = new Map<number, number[]>();
  for (const [area, years] of said) {
    for (const [year, value] of years) {
      const actual = became.get(area)?.get(year);
      const miss = actual === undefined ? undefined : missOf(value, actual);
      if (miss === undefined || year <= baseYear) continue;
      misses.set(year - baseYear, [...(misses.get(year - baseYear) ?? []), Math.abs(miss)]);
    }
  }
  return new Map(
    [...misses]
      .sort(([a], [b]) => a - b)
      .map(([ahead, all]) => [ahead, all.reduce((sum, one) => sum + one, 0) / all.length]),
  );
}
