import { join } from 'node:path';
import { folder, startService } from '../machine.ts';
import { percentile, type Result } from '../table.ts';
import { databaseAt } from '../tiles/places.ts';

/** Searching while somebody types, at ten times the example data. */
export const search: Record<string, () => Promise<Result[]>> = {
  postgres: async () => typing('PostgreSQL', { DATABASE_URL: await databaseAt(10), WORKERS: '1' }, 60),
  embedded: () => typing('embedded', { DATABASE_URL: '', EXAMPLE_SCALE: '10', DATA_DIR: join(folder, 'search') }, 150),
};

/** What people type: numbers, names right and wrong, words of purposes, streets, words that there are not, keys, coordinates. */
const texts = [
  'SPL 27',
  '27 spl',
  'kvarteret örtagården',
  'kvarteret ortagrden',
  'bostäder',
  'bergvrten',
  'storgatan',
  'solhöjden',
  'planens syfte bostäder',
  'enköping',
  'xyzzyq',
  '13c4cc52-26f0',
  '6612345, 617890',
];
const views = ['17.05,59.62,17.1,59.65', '17.07,59.633,17.08,59.637', '16.5,59.4,17.6,59.9'];
const rounds = 3;

/** Each letter is a question, as from the field of the map. */
async function typing(name: string, settings: Record<string, string>, reach: number): Promise<Result[]> {
  const service = await startService(settings);
  const waits: { text: string; wait: number }[] = [];
  for (let round = 0; round <= rounds; round++)
    for (const text of texts)
      for (let length = 1; length <= text.length; length++) {
        const typed = text.slice(0, length);
        if (typed.trim() === '') continue;
        const query = new URLSearchParams({ f: 'json', q: typed, bbox: views[round % views.length] ?? '' });
        const began = performance.now();
        await (await fetch(`${service.url}/sok?${query}`)).arrayBuffer();
        // The first round opens connections and plans statements.
        if (round > 0) waits.push({ text: typed, wait: performance.now() - began });
      }
  await service.stop();
  const all = waits.map(({ wait }) => wait);
  const slowest = waits.toSorted((a, b) => b.wait - a.wait)[0];
  const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
  return [
    {
      what: `${name} ×10, each letter: p95 (slowest: ${slowest?.text}, ${milliseconds(slowest?.wait ?? 0)})`,
      ours: milliseconds(percentile(all, 0.95)),
      theirs: `p50 ${milliseconds(percentile(all, 0.5))}`,
      ratio: '',
      reach: `< ${reach} ms`,
    },
  ];
}
