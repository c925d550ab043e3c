import { around, item } from './lists.ts';
import type { Ground } from './streets.ts';

/** Ground of one kind between the middle of the streets and a block, as rings for `dissolve` (holes turn right). */
export interface GroundPiece {
  ground: Ground;
  rings: number[][];
}

interface Run {
  ground: Ground;
  start: number;
  count: number;
}

/**
 * The belt between a face and the block inside it, cut from corner to corner where a street gives way to a stream or a
 * track. `sources[i]` is the side of the face that the block's side i came from.
 */
export function groundsBetween(
  face: readonly number[],
  sideGrounds: readonly Ground[],
  block: readonly number[],
  sources: readonly number[],
): GroundPiece[] {
  const outer = runsOf(sideGrounds);
  const inner = runsOf(sources.map((source) => item(sideGrounds, source)));
  const first = item(outer, 0);
  const offset = inner.findIndex(
    (run) => (item(sources, run.start) - first.start + face.length) % face.length < first.count,
  );
  const twins = outer.map((_, index) => around(inner, index + Math.max(0, offset)));
  const alike =
    offset >= 0 && inner.length === outer.length && outer.every((run, index) => run.ground === twins[index]?.ground);
  if (outer.length === 1 || !alike) {
    const ground = sideGrounds.includes('gata') ? 'gata' : first.ground;
    return [{ ground, rings: [[...face], [...block].reverse()] }];
  }
  return outer.map((run, index) => ({
    ground: run.ground,
    rings: [[...cornersOf(face, run), ...cornersOf(block, item(twins, index)).reverse()]],
  }));
}

/** Neighbouring sides of the same ground, in order around the ring. */
function runsOf(grounds: readonly Ground[]): Run[] {
  const begin = grounds.findIndex((ground, index) => ground !== around(grounds, index - 1));
  if (begin < 0) return [{ ground: item(grounds, 0), start: 0, count: grounds.length }];
  const runs: Run[] = [];
  for (let step = 0; step < grounds.length; step++) {
    const index = (begin + step) % grounds.length;
    const ground = item(grounds, index);
    const last = runs.at(-1);
    if (last?.ground === ground) last.count++;
    else runs.push({ ground, start: index, count: 1 });
  }
  return runs;
}

function cornersOf(ring: readonly number[], { start, count }: Run): number[] {
  return Array.from({ length: count + 1 }, (_, step) => around(ring, start + step));
}
