export interface Result {
  what: string;
  ours: string;
  theirs: string;
  ratio: string;
  reach: string;
}

/** The middle of three or more rounds. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The value that a share of all values is below. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Two measures in turns, so that what else the machine does falls on both. Medians of the rounds. */
export async function inTurns(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<{ ours: number; theirs: number }> {
  const all: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < rounds; round++) all.push({ ours: await ours(), theirs: await theirs() });
  return { ours: median(all.map((one) => one.ours)), theirs: median(all.map((one) => one.theirs)) };
}

export function compared(what: string, { ours, theirs }: { ours: number; theirs: number }, reach: string): Result {
  return {
    what,
    ours: `${Math.round(ours)}/s`,
    theirs: `${Math.round(theirs)}/s`,
    ratio: (ours / theirs).toFixed(2),
    reach,
  };
}

export function print(results: readonly Result[]): void {
  const rows = [{ what: 'Case', ours: 'Ours', theirs: 'Compared', ratio: 'Ratio', reach: 'Reach' }, ...results];
  const columns = ['what', 'ours', 'theirs', 'ratio', 'reach'] as const;
  const widths = columns.map((column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    console.log(columns.map((column, index) => row[column].padEnd(widths[index] ?? 0)).join('  '));
  }
}
