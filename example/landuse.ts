import type { UseKey } from './catalogue.ts';
import { cutRing, dissolve, expand, type Mesh, places, type Ring } from './mesh.ts';
import { frameOf, type Point } from './plane.ts';
import type { Plan } from './plans.ts';
import type { Random } from './prng.ts';
import type { Block } from './settlement.ts';
import type { Ground } from './streets.ts';

/** Ground with one use. Its rings have been expanded and together with the others tile the plan. */
export interface UsePiece {
  use: UseKey;
  block: Block | undefined;
  rings: number[][];
}

const groundUses: Readonly<Record<Ground, UseKey>> = { gata: 'GATA', spår: 'T', park: 'PARK', natur: 'NATUR' };
const green = new Set<UseKey>(['PARK', 'NATUR', 'ODLING']);

/** Divides a plan's ground into uses that meet without gaps or overlaps. */
export function landUse(plan: Plan, random: Random): UsePiece[] {
  const { site } = plan;
  const { mesh } = site.settlement.net;
  const parts = site.blocks.flatMap((block, index) =>
    divideBlock(mesh, block, mainUse(plan, index, random), random).map((part) => ({ ...part, block })),
  );
  // Only now does every border know all its corners.
  const pieces: UsePiece[] = [];
  const commons = new Map<UseKey, number[][]>();
  const add = (use: UseKey, rings: readonly Ring[]) => {
    commons.set(use, [...(commons.get(use) ?? []), ...rings.map((ring) => expand(mesh, ring))]);
  };
  for (const { use, rings, block } of parts) {
    if (green.has(use)) add(use, rings);
    else
      pieces.push({
        use,
        block,
        rings: dissolve(
          mesh,
          rings.map((ring) => expand(mesh, ring)),
        ),
      });
  }
  if (site.streets) {
    for (const block of site.blocks) {
      for (const { ground, rings } of block.grounds) add(groundUses[ground], rings);
    }
  }
  for (const [use, rings] of commons) pieces.push({ use, block: undefined, rings: dissolve(mesh, rings) });
  return pieces;
}

interface Part {
  use: UseKey;
  rings: Ring[];
}

/** A block has one use, often with a strip of green at one end or a small corner for a transformer. */
function divideBlock(mesh: Mesh, block: Block, use: UseKey, random: Random): Part[] {
  const whole: Part[] = [{ use, rings: [block.ring] }];
  if (green.has(use) || block.size < 3500) return whole;
  const greenEnd = block.size > 9000 && random.chance(0.3);
  const corner = !greenEnd && random.chance(0.13);
  if (!greenEnd && !corner) return whole;

  const frame = frameOf(places(mesh, block.ring));
  const end = corner ? random.between(14, 20) : Math.max(14, frame.length * random.between(0.12, 0.3));
  const slice = cutRing(mesh, block.ring, {
    through: moved(frame.centre, frame.angle, frame.length / 2 - end),
    angle: frame.angle + Math.PI / 2,
    snap: 1.5,
    smallest: 120,
  });
  if (!slice) return whole;
  const [rest, tip] = byDistance(mesh, [slice.left, slice.right], moved(frame.centre, frame.angle, frame.length / 2));
  if (greenEnd)
    return [
      { use, rings: [rest] },
      { use: random.chance(0.5) ? 'NATUR' : 'PARK', rings: [tip] },
    ];

  const site = moved(frame.centre, frame.angle, frame.length / 2 - end / 2);
  const small = cutRing(mesh, tip, {
    through: moved(site, frame.angle + Math.PI / 2, frame.width / 2 - random.between(15, 20)),
    angle: frame.angle,
    snap: 1.5,
    smallest: 80,
  });
  if (!small) return whole;
  const [beside, station] = byDistance(
    mesh,
    [small.left, small.right],
    moved(site, frame.angle + Math.PI / 2, frame.width / 2),
  );
  return [
    { use, rings: [rest, beside] },
    { use: 'E', rings: [station] },
  ];
}

function moved([x, y]: Point, angle: number, metres: number): Point {
  return [x + Math.cos(angle) * metres, y + Math.sin(angle) * metres];
}

/** The half that is farther from a place, then the nearer one. */
function byDistance(mesh: Mesh, [one, two]: [number[], number[]], [x, y]: Point): [number[], number[]] {
  const away = (ring: number[]) => {
    const corners = places(mesh, ring);
    return corners.reduce((sum, [px, py]) => sum + Math.hypot(px - x, py - y), 0) / corners.length;
  };
  return away(one) > away(two) ? [one, two] : [two, one];
}

function mainUse({ kind, type }: Plan, index: number, random: Random): UseKey {
  switch (kind) {
    case 'stadskärna':
      return random.weighted([
        ['BC', 4],
        ['C', 3],
        ['B', 2],
        ['TORG', 0.5],
        ['O', 0.3],
        ['K', 0.6],
      ] as const);
    case 'rutnät':
      return random.weighted([
        ['B', 6],
        ['BC', 2],
        ['K', 1],
        ['S', 0.4],
        ['PARK', 0.7],
        ['D', 0.3],
      ] as const);
    case 'nya kvarter':
      return random.weighted([
        ['B', 6],
        ['BC', 3],
        ['S', 1],
        ['P', 0.8],
        ['PARK', 1],
        ['K', 0.6],
      ] as const);
    case 'villor':
      return index > 0 && random.chance(0.13) ? random.pick(['NATUR', 'PARK', 'S', 'NATUR', 'ODLING'] as const) : 'B';
    case 'sommarstugor':
      return index > 0 && random.chance(0.25) ? 'NATUR' : 'B';
    case 'flerbostadshus':
      return random.weighted([
        ['B', 8],
        ['P', 0.8],
        ['S', 0.8],
        ['PARK', 1],
      ] as const);
    case 'industri':
      return random.weighted([
        ['J', type === 'detaljplan' ? 3 : 7],
        ['Z', type === 'detaljplan' ? 4 : 0.5],
        ['NATUR', 0.8],
      ] as const);
    case 'handel':
      return random.weighted([
        ['H', 4],
        ['HK', 3],
        ['Z', 2],
        ['G', 0.7],
      ] as const);
    case 'skola':
      return index > 0 && random.chance(0.3) ? 'PARK' : 'S';
    case 'sjukhus':
      return index > 0 && random.chance(0.25) ? 'P' : 'D';
    case 'idrott':
      return index > 0 && random.chance(0.3) ? 'PARK' : 'R';
    case 'park':
      return 'PARK';
    case 'natur':
      return 'NATUR';
  }
}
