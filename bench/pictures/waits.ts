import { percentile } from '../table.ts';

/** Milliseconds that each of some addresses takes, one after the other. */
export async function waitsOf(urls: readonly string[]): Promise<number[]> {
  const waits: number[] = [];
  for (const url of urls) {
    const began = performance.now();
    const answer = await fetch(url);
    const { byteLength } = await answer.arrayBuffer();
    waits.push(performance.now() - began);
    const type = answer.headers.get('content-type') ?? '';
    if (!answer.ok || !type.startsWith('image/') || byteLength === 0)
      throw new Error(`${url}: ${answer.status} ${type}`);
  }
  return waits;
}

export function told(waits: readonly number[]): string {
  return `p50 ${Math.round(percentile(waits, 0.5))} ms, p95 ${Math.round(percentile(waits, 0.95))} ms`;
}
