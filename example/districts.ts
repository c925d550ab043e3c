import { type Cut, cutRing, places, type Ring } from './mesh.ts';
import { frameOf, type Point } from './plane.ts';
import type { Random } from './prng.ts';
import { addStreet, type StreetKind, type StreetNet } from './streets.ts';

/** How a district is built, which decides its streets, blocks, houses and plans. */
export type DistrictKind =
  | 'stadskärna'
  | 'rutnät'
  | 'villor'
  | 'flerbostadshus'
  | 'industri'
  | 'handel'
  | 'skola'
  | 'sjukhus'
  | 'sommarstugor'
  | 'idrott'
  | 'nya kvarter'
  | 'park'
  | 'natur';

export interface District {
  kind: DistrictKind;
  /** The name that its plans and properties carry. */
  name: string;
  /** Code of the forecast area in which it lies. */
  area: string;
}

interface Pattern {
  /** Blocks in rows along straight streets, or halved again and again along streets that bend. */
  layout: 'rader' | 'halvor';
  /** A block from middle of street to middle of street, metres. */
  length: number;
  depth: number;
  bow: number;
  /** Radians that a street may turn away from its neighbours. */
  lean: number;
  /** How many of the streets are footpaths. */
  paths: number;
}

const patterns: Readonly<Record<DistrictKind, Pattern>> = {
  stadskärna: { layout: 'halvor', length: 105, depth: 82, bow: 0.035, lean: 0.09, paths: 0.05 },
  rutnät: { layout: 'rader', length: 132, depth: 96, bow: 0, lean: 0.01, paths: 0.04 },
  'nya kvarter': { layout: 'rader', length: 112, depth: 92, bow: 0, lean: 0.01, paths: 0.2 },
  villor: { layout: 'halvor', length: 215, depth: 96, bow: 0.11, lean: 0.06, paths: 0.1 },
  sommarstugor: { layout: 'halvor', length: 200, depth: 105, bow: 0.16, lean: 0.15, paths: 0.1 },
  flerbostadshus: { layout: 'halvor', length: 210, depth: 160, bow: 0.04, lean: 0.05, paths: 0.35 },
  industri: { layout: 'halvor', length: 250, depth: 165, bow: 0.02, lean: 0.03, paths: 0 },
  handel: { layout: 'halvor', length: 270, depth: 190, bow: 0.02, lean: 0.03, paths: 0 },
  skola: { layout: 'halvor', length: 260, depth: 200, bow: 0.03, lean: 0.05, paths: 0.5 },
  sjukhus: { layout: 'halvor', length: 260, depth: 200, bow: 0.02, lean: 0.03, paths: 0.3 },
  idrott: { layout: 'halvor', length: 330, depth: 260, bow: 0.03, lean: 0.04, paths: 0.6 },
  park: { layout: 'halvor', length: 420, depth: 300, bow: 0.1, lean: 0.1, paths: 1 },
  natur: { layout: 'halvor', length: 900, depth: 700, bow: 0.1, lean: 0.1, paths: 1 },
};

/** Cuts a district into faces, one for each block, and lays a street along every cut. */
export function divideDistrict(net: StreetNet, { kind }: District, ring: Ring, random: Random): number[][] {
  const pattern = patterns[kind];
  return pattern.layout === 'rader' ? inRows(net, pattern, ring, random) : inHalves(net, pattern, ring, random, 0);
}

function kindOfCut(pattern: Pattern, random: Random): StreetKind {
  return random.chance(pattern.paths) ? 'gångväg' : 'lokalgata';
}

function inHalves(net: StreetNet, pattern: Pattern, ring: Ring, random: Random, depth: number): number[][] {
  const frame = frameOf(places(net.mesh, ring));
  const lengths = frame.length / pattern.length;
  const depths = frame.width / pattern.depth;
  const across = lengths >= depths;
  const ratio = Math.max(lengths, depths);
  if (ratio < 1.45 || depth > 12) return [[...ring]];
  const parts = Math.max(2, Math.round(ratio));
  const middle = Math.floor(parts / 2) / parts;
  for (const shift of [0, 0.07, -0.07]) {
    const share = middle + shift + random.between(-0.03, 0.03);
    const cut: Cut = {
      through: alongFrame(frame.centre, frame.angle, across, (share - 0.5) * (across ? frame.length : frame.width)),
      angle: frame.angle + (across ? Math.PI / 2 : 0) + random.between(-pattern.lean, pattern.lean),
      bow: across
        ? random.between(-0.3, 0.3) * pattern.bow
        : random.between(0.4, 1) * pattern.bow * (random.chance(0.5) ? 1 : -1),
      snap: Math.min(22, pattern.depth / 4),
      smallest: pattern.length * pattern.depth * 0.3,
    };
    const halves = cutRing(net.mesh, ring, cut);
    if (!halves) continue;
    addStreet(net, kindOfCut(pattern, random), [halves.path], random);
    return [halves.left, halves.right].flatMap((half) => inHalves(net, pattern, half, random, depth + 1));
  }
  return [[...ring]];
}

function alongFrame([x, y]: Point, angle: number, across: boolean, metres: number): Point {
  const direction = across ? angle : angle + Math.PI / 2;
  return [x + Math.cos(direction) * metres, y + Math.sin(direction) * metres];
}

function inRows(net: StreetNet, pattern: Pattern, ring: Ring, random: Random): number[][] {
  const frame = frameOf(places(net.mesh, ring));
  let faces: number[][] = [[...ring]];
  for (const across of [false, true]) {
    const extent = across ? frame.length : frame.width;
    const count = Math.round(extent / (across ? pattern.length : pattern.depth));
    for (let row = 1; row < count; row++) {
      const metres = (row / count - 0.5) * extent + random.between(-4, 4);
      const cut: Cut = {
        through: alongFrame(frame.centre, frame.angle, across, metres),
        angle: frame.angle + (across ? Math.PI / 2 : 0) + random.between(-pattern.lean, pattern.lean),
        snap: 16,
        smallest: pattern.length * pattern.depth * 0.3,
      };
      const lines: number[][] = [];
      faces = faces.flatMap((face) => {
        const halves = cutRing(net.mesh, face, cut);
        if (!halves) return [face];
        lines.push(halves.path);
        return [halves.left, halves.right];
      });
      if (lines.length > 0) addStreet(net, kindOfCut(pattern, random), lines, random);
    }
  }
  return faces;
}
