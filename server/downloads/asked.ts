import type { Format } from '../formats/index.ts';

/** When somebody last asked this process for the file of a whole dataset in a format (`Date.now()`). */
const asked = new Map<string, number>();

const nameOf = (dataset: string, { id }: Format) => `${dataset} ${id}`;

export function noteAsked(dataset: string, format: Format): void {
  asked.set(nameOf(dataset, format), Date.now());
}

export function wasAskedWithin(milliseconds: number, dataset: string, format: Format): boolean {
  return Date.now() - (asked.get(nameOf(dataset, format)) ?? 0) <= milliseconds;
}
