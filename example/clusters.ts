import { forecastAreas } from './areas.ts';
import type { DistrictKind } from './districts.ts';
import { item } from './lists.ts';
import { cutRing, emptyMesh, layStreet, pointNumber } from './mesh.ts';
import { outline } from './outline.ts';
import { depthInside, type Point } from './plane.ts';
import { oldPlan, type Plan } from './plans.ts';
import { randomFrom } from './prng.ts';
import { blocksOf, type Settlement } from './settlement.ts';
import { chooseSites } from './sites.ts';
import { addStreet, type StreetNet } from './streets.ts';
import { waterDepth } from './waters.ts';

const spacing = 1500;
const side = 1300;

/** Free ground in the municipality for invented suburbs, when the example is multiplied for benchmarks. */
export function clusterCentres(settlements: readonly Settlement[]): Point[] {
  const centres: Point[] = [];
  for (let y = 6586000; y < 6641000; y += spacing) {
    for (let x = 597000; x < 643000; x += spacing) {
      const centre: Point = [x, y];
      const free =
        depthInside(outline, centre) > side * 0.72 &&
        waterDepth(centre) < -500 &&
        settlements.every(({ edge }) => depthInside(edge, centre) < -side * 0.75);
      if (free) centres.push(centre);
    }
  }
  return centres;
}

const kinds: readonly DistrictKind[] = ['rutnät', 'villor', 'nya kvarter', 'flerbostadshus', 'villor', 'stadskärna'];

/** One suburb with `count` plans that do not overlap. The same number gives the same suburb. */
export function clusterPlans(number: number, centre: Point, count: number): Plan[] {
  const random = randomFrom(`förort ${number}`);
  const net: StreetNet = { mesh: emptyMesh(), streets: [], names: new Set() };
  const half = side / 2;
  const edge = [
    [-half, -half],
    [half, -half],
    [half, half],
    [-half, half],
  ].map(([x = 0, y = 0]): Point => [centre[0] + x, centre[1] + y]);
  const ring = edge.map((point) => pointNumber(net.mesh, point));
  net.streets.push({ kind: 'rand', name: undefined, lines: [[...ring, item(ring, 0)]] });
  layStreet(net.mesh, [...ring, item(ring, 0)], 0);
  const road = cutRing(net.mesh, ring, {
    through: centre,
    angle: random.between(0, 6.28),
    bow: 0.05,
    snap: 20,
    smallest: 1e5,
  });
  if (road) addStreet(net, 'huvudväg', [road.path], random);
  const halves = road ? [road.left, road.right] : [ring];
  const area = item(forecastAreas, number % forecastAreas.length).code;
  const blocks = blocksOf(
    net,
    halves.map((part) => ({ district: { kind: random.pick(kinds), name: `Exempelby ${number}`, area }, ring: part })),
    random,
  );
  const settlement: Settlement = { name: `Exempelby ${number}`, net, blocks, edge, population: 0 };
  return chooseSites(settlement, blocks, count, random).map((site) => oldPlan(site, 'laga kraft', true, random));
}
