import type { DistrictKind } from './districts.ts';
import { item, listOf } from './lists.ts';
import { dissolve, expand, type Mesh, place, streetAlong } from './mesh.ts';
import { distance } from './plane.ts';
import type { Random } from './prng.ts';
import type { Block, Settlement } from './settlement.ts';

/** The ground of a plan: blocks that lie together, with or without their half of the streets. */
export interface Site {
  settlement: Settlement;
  blocks: Block[];
  /** False: the plan ends at the edge of its only block. */
  streets: boolean;
  /** Counter-clockwise, one ring. */
  outline: number[];
}

const blocksInPlan: Readonly<Record<DistrictKind, readonly [number, number]>> = {
  stadskärna: [1, 3],
  rutnät: [1, 4],
  'nya kvarter': [2, 4],
  villor: [2, 6],
  sommarstugor: [2, 5],
  flerbostadshus: [1, 3],
  industri: [1, 3],
  handel: [1, 3],
  skola: [1, 2],
  sjukhus: [1, 3],
  idrott: [1, 2],
  park: [1, 1],
  natur: [1, 2],
};

/** Streets that a plan does not reach across. */
const barriers = new Set(['motorväg', 'järnväg', 'å']);

/** Takes up to `count` sites out of the blocks in an order that the random source decides; no block is in two. */
export function chooseSites(settlement: Settlement, blocks: readonly Block[], count: number, random: Random): Site[] {
  const neighbours = neighboursOf(settlement, blocks);
  const order = shuffled(blocks, random);
  const taken = new Set<Block>();
  const sites: Site[] = [];
  for (const first of order) {
    if (sites.length >= count) break;
    if (taken.has(first)) continue;
    const [few, many] = blocksInPlan[first.district.kind];
    const group = grow(settlement.net.mesh, first, random.whole(few, many), neighbours, taken);
    for (const block of group) taken.add(block);
    const site = siteOf(settlement, group, !(group.length === 1 && random.chance(0.3)));
    if (site) sites.push(site);
  }
  return sites;
}

export function siteOf(settlement: Settlement, blocks: Block[], streets: boolean): Site | undefined {
  const { mesh } = settlement.net;
  const outline = outlineOf(mesh, blocks, streets);
  return outline && { settlement, blocks, streets, outline };
}

/** One ring that does not touch itself, else nothing. */
function outlineOf(mesh: Mesh, blocks: readonly Block[], streets: boolean): number[] | undefined {
  const rings = dissolve(
    mesh,
    blocks.map((block) => expand(mesh, streets ? block.face : block.ring)),
  );
  const [only] = rings;
  return rings.length === 1 && only && new Set(only).size === only.length ? only : undefined;
}

function grow(
  mesh: Mesh,
  first: Block,
  size: number,
  neighbours: Map<Block, Map<Block, number>>,
  taken: ReadonlySet<Block>,
): Block[] {
  const group = [first];
  while (group.length < size) {
    const shared = new Map<Block, number>();
    for (const block of group) {
      for (const [next, metres] of neighbours.get(block) ?? []) {
        if (taken.has(next) || group.includes(next)) continue;
        shared.set(next, (shared.get(next) ?? 0) + metres);
      }
    }
    const candidates = [...shared].filter(([, metres]) => metres > 25).sort((one, two) => two[1] - one[1]);
    const next = candidates.find(([block]) => outlineOf(mesh, [...group, block], true));
    if (!next) break;
    group.push(next[0]);
  }
  return group;
}

/** Blocks across the street, with the metres of street that they share. */
function neighboursOf({ net }: Settlement, blocks: readonly Block[]): Map<Block, Map<Block, number>> {
  const alongSide = new Map<string, Block[]>();
  const lengths = new Map<string, number>();
  for (const block of blocks) {
    const face = expand(net.mesh, block.face);
    face.forEach((from, index) => {
      const to = item(face, (index + 1) % face.length);
      const street = streetAlong(net.mesh, from, to);
      if (street !== undefined && barriers.has(item(net.streets, street).kind)) return;
      const side = from < to ? `${from} ${to}` : `${to} ${from}`;
      listOf(alongSide, side).push(block);
      lengths.set(side, distance(place(net.mesh, from), place(net.mesh, to)));
    });
  }
  const neighbours = new Map<Block, Map<Block, number>>(blocks.map((block) => [block, new Map()]));
  for (const [side, [one, two]] of alongSide) {
    if (!one || !two || one.district.name !== two.district.name) continue;
    const metres = lengths.get(side) ?? 0;
    for (const [here, there] of [
      [one, two],
      [two, one],
    ] as const) {
      const shared = neighbours.get(here);
      shared?.set(there, (shared.get(there) ?? 0) + metres);
    }
  }
  return neighbours;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.whole(0, last);
    const held = item(order, last);
    order[last] = item(order, other);
    order[other] = held;
  }
  return order;
}
