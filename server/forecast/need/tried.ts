import type { Rate } from './basis.ts';

/** Other values that somebody tries: a rate's id → value. */
export type Tried = ReadonlyMap<string, number>;

/** The rates with other values in them, marked by what they have in the table. */
export function withTried(rates: readonly Rate[], tried: Tried): Rate[] {
  return rates.map((rate) => {
    const value = tried.get(rate.id);
    return value === undefined || value === rate.value ? rate : { ...rate, value, official: rate.value };
  });
}

/** `id=0.9;id=0.1`, as addresses have it; undefined: not a list of rates, or one is not between 0 and 1. */
export function readTried(text: string): Tried | undefined {
  const tried = new Map<string, number>();
  for (const part of text.split(';')) {
    const [, id, value] = /^([^=;]+)=(\d+(?:\.\d+)?)$/.exec(part.trim()) ?? [];
    if (id === undefined || Number(value) > 1) return undefined;
    tried.set(id, Number(value));
  }
  return tried;
}

export function writeTried(tried: Tried): string {
  return [...tried].map(([id, value]) => `${id}=${value}`).join(';');
}

/** Some rate has another value than in the table. */
export function isTriedIn(rates: readonly Rate[], tried: Tried): boolean {
  return rates.some(({ id, value }) => tried.has(id) && tried.get(id) !== value);
}
