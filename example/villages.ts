import type { District, DistrictKind } from './districts.ts';
import { cutRing, emptyMesh, expand, layStreet, places, pointNumber } from './mesh.ts';
import type { Point } from './plane.ts';
import { type Random, randomFrom } from './prng.ts';
import { type Block, blocksOf, type Settlement } from './settlement.ts';
import { addStreet, type StreetNet } from './streets.ts';

interface VillageSite {
  name: string;
  /** The village's middle, EPSG:3006 east, north, and half its length and width in metres. */
  centre: Point;
  radii: readonly [number, number];
  /** Radians from east of the length and of the road through the village. */
  angle: number;
  kind: DistrictKind;
  population: number;
  area: string;
}

/** Villages about where they are in the world (SCB's localities), with borders that are invented. */
export const villageSites: readonly VillageSite[] = [
  {
    name: 'Örsundsbro',
    centre: [629600, 6623900],
    radii: [820, 520],
    angle: 0.9,
    kind: 'villor',
    population: 1980,
    area: '0381R007',
  },
  {
    name: 'Fjärdhundra',
    centre: [607700, 6627850],
    radii: [700, 430],
    angle: 0.3,
    kind: 'villor',
    population: 930,
    area: '0381R005',
  },
  {
    name: 'Grillby',
    centre: [627200, 6611950],
    radii: [560, 430],
    angle: -0.2,
    kind: 'villor',
    population: 1110,
    area: '0381R010',
  },
  {
    name: 'Hummelsta',
    centre: [609700, 6611420],
    radii: [620, 330],
    angle: 0.25,
    kind: 'villor',
    population: 950,
    area: '0381R011',
  },
  {
    name: 'Lillkyrka',
    centre: [627050, 6604450],
    radii: [430, 270],
    angle: 0.6,
    kind: 'villor',
    population: 280,
    area: '0381R010',
  },
  {
    name: 'Bredsand',
    centre: [617050, 6608350],
    radii: [800, 420],
    angle: 1.35,
    kind: 'villor',
    population: 1650,
    area: '0381R002',
  },
  {
    name: 'Haga',
    centre: [615600, 6609250],
    radii: [430, 300],
    angle: 0.7,
    kind: 'villor',
    population: 300,
    area: '0381R002',
  },
  {
    name: 'Skolsta',
    centre: [621900, 6613750],
    radii: [380, 260],
    angle: 0.15,
    kind: 'villor',
    population: 260,
    area: '0381R010',
  },
  {
    name: 'Kolarvik',
    centre: [616500, 6605900],
    radii: [760, 330],
    angle: 1.2,
    kind: 'sommarstugor',
    population: 180,
    area: '0381R002',
  },
  {
    name: 'Märsön',
    centre: [614000, 6600300],
    radii: [800, 370],
    angle: 0.35,
    kind: 'sommarstugor',
    population: 230,
    area: '0381R011',
  },
  {
    name: 'Veckholm',
    centre: [633300, 6604300],
    radii: [420, 260],
    angle: 0.4,
    kind: 'sommarstugor',
    population: 140,
    area: '0381R010',
  },
  {
    name: 'Härkeberga',
    centre: [621800, 6619200],
    radii: [330, 230],
    angle: 1.1,
    kind: 'villor',
    population: 160,
    area: '0381R007',
  },
];

export function buildVillages(names: Set<string>): Settlement[] {
  return villageSites.map((site) => buildVillage(site, names));
}

function buildVillage(site: VillageSite, names: Set<string>): Settlement {
  const random = randomFrom(`by ${site.name}`);
  const net: StreetNet = { mesh: emptyMesh(), streets: [], names };
  const edge = roundedEdge(site, random);
  const ring = edge.map((point) => pointNumber(net.mesh, point));
  net.streets.push({ kind: 'rand', name: undefined, lines: [[...ring, ...ring.slice(0, 1)]] });
  layStreet(net.mesh, [...ring, ...ring.slice(0, 1)], 0);

  const district: District = { kind: site.kind, name: site.name, area: site.area };
  const road = cutRing(net.mesh, ring, {
    through: site.centre,
    angle: site.angle,
    bow: 0.06,
    snap: 5,
    smallest: 20000,
  });
  if (road) addStreet(net, 'huvudväg', [road.path], random, `${site.name}vägen`);
  const halves = road ? [road.left, road.right] : [ring];
  const blocks = blocksOf(
    net,
    halves.map((half) => ({ district, ring: half })),
    random,
  );
  return {
    name: site.name,
    net,
    blocks: withService(blocks, site, random),
    edge: places(net.mesh, expand(net.mesh, ring)),
    population: site.population,
  };
}

/** A village has a school, a little industry and some green among its houses. */
function withService(blocks: readonly Block[], site: VillageSite, random: Random): Block[] {
  const as = (block: Block, kind: DistrictKind): Block => ({ ...block, district: { ...block.district, kind } });
  return blocks.map((block, index) => {
    if (site.kind === 'villor' && blocks.length > 12) {
      if (index === 4) return as(block, 'skola');
      if (index === 9 || index === 10) return as(block, 'industri');
      if (index === 6) return as(block, 'flerbostadshus');
    }
    return random.chance(0.1) ? as(block, 'natur') : block;
  });
}

function roundedEdge({ centre, radii, angle }: VillageSite, random: Random): Point[] {
  const wobble = [2, 3, 5].map((waves) => ({
    waves,
    phase: random.between(0, 6.28),
    depth: random.between(0.03, 0.1),
  }));
  const count = 40;
  return Array.from({ length: count }, (_, index): Point => {
    const around = (index / count) * 2 * Math.PI;
    const reach =
      1 + wobble.reduce((sum, { waves, phase, depth }) => sum + depth * Math.sin(waves * around + phase), 0);
    const x = Math.cos(around) * radii[0] * reach;
    const y = Math.sin(around) * radii[1] * reach;
    return [
      centre[0] + x * Math.cos(angle) - y * Math.sin(angle),
      centre[1] + x * Math.sin(angle) + y * Math.cos(angle),
    ];
  });
}
