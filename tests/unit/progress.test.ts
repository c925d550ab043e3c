import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { progressLine } from '../../server/cli/progress.ts';

/** What is written while a file of 10,000 rows is read, 100 rows a second, for 25 seconds. */
function written(isTTY: boolean): string[] {
  const texts: string[] = [];
  const line = progressLine({ isTTY, write: (text) => texts.push(text) }, 'sv');
  line.show({ step: 'open' });
  vi.advanceTimersByTime(1_000);
  line.show({ step: 'read', done: 0, of: 10_000 });
  for (let second = 1; second <= 24; second++) {
    vi.advanceTimersByTime(1_000);
    line.show({ step: 'read', done: second * 100, of: 10_000 });
  }
  line.end();
  vi.advanceTimersByTime(60_000);
  return texts;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a log gets a line every ten seconds, with rows, speed and the time left', () => {
  expect(written(false)).toEqual([
    'läser och prövar rader: 800 av 10\u00a0000, 89 rader/s, ungefär 2 min kvar\n',
    'läser och prövar rader: 1\u00a0800 av 10\u00a0000, 95 rader/s, ungefär 87 s kvar\n',
  ]);
});

test('a terminal has one line that is written over and taken away', () => {
  const texts = written(true);
  expect(texts[0]).toBe('\r\u001b[Köppnar filen (0 s)');
  expect(texts.some((text) => text.includes('2\u00a0300 av 10\u00a0000, 98 rader/s, ungefär 79 s kvar'))).toBe(true);
  expect(texts.every((text) => !text.includes('\n'))).toBe(true);
  expect(texts.at(-1)).toBe('\r\u001b[K');
});
