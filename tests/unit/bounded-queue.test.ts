import { expect, test } from 'vitest';
import { boundedQueue } from '../../server/http/bounded-queue.ts';
import { Problem } from '../../server/http/problems.ts';

/** Work that ends when it is told to. */
function work() {
  let finish = (_value: string) => {};
  const done = new Promise<string>((resolve) => {
    finish = resolve;
  });
  return { run: () => done, finish: (value: string) => finish(value) };
}

test('so many at once, so many in line, and a 503 at once for the next', async () => {
  const queue = boundedQueue({ atOnce: 1, waiting: 1 });
  const [first, second] = [work(), work()];
  const running = queue.run(first.run);
  const waiting = queue.run(second.run);
  await expect(queue.run(async () => 'too many')).rejects.toThrow(Problem);
  first.finish('a');
  expect(await running).toBe('a');
  second.finish('b');
  expect(await waiting).toBe('b');
});

test('work that fails gives its place to the next', async () => {
  const queue = boundedQueue({ atOnce: 1, waiting: 5 });
  const failing = queue.run(async () => {
    throw new Error('no');
  });
  const next = queue.run(async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});

test('whoever goes away before his turn leaves the line: nothing is done for him, and another has his place', async () => {
  const queue = boundedQueue({ atOnce: 1, waiting: 1 });
  const first = work();
  const running = queue.run(first.run);
  const impatient = new AbortController();
  let done = false;
  const waiting = queue.run(async () => {
    done = true;
  }, impatient.signal);
  impatient.abort();
  await expect(waiting).rejects.toThrow(Problem);
  const next = queue.run(async () => 'next');
  first.finish('a');
  expect([await running, await next, done]).toEqual(['a', 'next', false]);
});

test('who has waited too long for his turn is told so, and another has his place', async () => {
  const queue = boundedQueue({ atOnce: 1, waiting: 1, patienceMs: 20 });
  const first = work();
  const running = queue.run(first.run);
  let done = false;
  const waiting = queue.run(async () => {
    done = true;
  });
  await expect(waiting).rejects.toThrow(Problem);
  const next = queue.run(async () => 'next');
  first.finish('a');
  expect([await running, await next, done]).toEqual(['a', 'next', false]);
});
