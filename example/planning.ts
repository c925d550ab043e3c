import { item } from './lists.ts';
import { expand, places } from './mesh.ts';
import type { PlanStatus } from './plan-types.ts';
import { distance, type Point, signedArea } from './plane.ts';
import { oldPlan, type Plan, planBeingMade } from './plans.ts';
import type { Random } from './prng.ts';
import type { Block, Settlement } from './settlement.ts';
import { chooseSites, type Site, siteOf } from './sites.ts';

type Process = Exclude<PlanStatus, 'laga kraft' | 'upphävd'>;

/** How many of every 300 plans are on their way, or were given up, and how many repealed ones lie under newer ones. */
const inProcess: readonly (readonly [Process, number])[] = [
  ['påbörjad', 10],
  ['samråd', 14],
  ['granskning', 10],
  ['antagen', 6],
  ['överklagad', 5],
  ['tillsyn', 3],
  ['avslutad', 7],
];
const repealed = 9;
export const plansInTown = 300;

/** Where new plans are made: mostly where the town grows. */
const growth = new Set([
  'nya kvarter',
  'industri',
  'handel',
  'stadskärna',
  'flerbostadshus',
  'skola',
  'sjukhus',
  'villor',
]);

/** 300 plans over the town and its villages: one in force in each place at most, newer ones on top of them. */
export function planTheTown(settlements: readonly Settlement[], random: Random): Plan[] {
  const underWay = inProcess.reduce((sum, [, count]) => sum + count, 0);
  const wanted = plansInTown - underWay - repealed;
  const blocks = settlements.reduce((sum, settlement) => sum + settlement.blocks.length, 0);
  const plans: Plan[] = [];
  settlements.forEach((settlement, index) => {
    const left = wanted - plans.length;
    const share =
      index === settlements.length - 1
        ? left
        : Math.min(left, Math.round((wanted * settlement.blocks.length) / blocks));
    const sites = chooseSites(settlement, planned(settlement, random), share, random);
    plans.push(...sites.map((site) => oldPlan(site, 'laga kraft', index === 0, random)));
  });
  const inForce = [...plans];
  const isTown = (plan: Plan) => plan.site.settlement === settlements[0];

  const older = spread(
    inForce.filter((plan) => plan.type === 'detaljplan' && plan.site.streets),
    repealed,
    random,
  );
  for (const plan of older) plans.push(oldPlan(plan.site, 'upphävd', isTown(plan), random));

  const growing = inForce.filter(({ kind, site }) => growth.has(kind) && site.streets);
  const sites = spread(growing, underWay, random).map(({ site }) => partOf(site, random));
  const statuses = inProcess.flatMap(([status, count]) => Array.from({ length: count }, () => status));
  sites.forEach((site, index) => {
    plans.push(planBeingMade(site, item(statuses, (index * 17) % statuses.length), random));
  });
  return plans;
}

/** A new plan seldom covers exactly what an old one did: take some of the blocks. */
function partOf(site: Site, random: Random): Site {
  if (site.blocks.length === 1 || random.chance(0.3)) return site;
  const count = random.whole(1, site.blocks.length - 1);
  return siteOf(site.settlement, site.blocks.slice(0, count), true) ?? site;
}

/** Some green blocks never had a plan. */
function planned({ blocks }: Settlement, random: Random): Block[] {
  return blocks.filter(({ district }) => district.kind !== 'natur' || random.chance(0.4));
}

/** Picks plans that lie apart from each other, as far as there are any. */
export function spread(plans: readonly Plan[], count: number, random: Random): Plan[] {
  const chosen: Plan[] = [];
  const rest = [...plans];
  let apart = 420;
  while (chosen.length < count && rest.length > 0) {
    const candidate = rest.splice(random.whole(0, rest.length - 1), 1)[0];
    if (!candidate) break;
    if (chosen.every((other) => distance(centreOf(other.site), centreOf(candidate.site)) > apart))
      chosen.push(candidate);
    else if (rest.length < count) apart *= 0.9;
    if (rest.length === 0 && chosen.length < count) {
      apart *= 0.5;
      rest.push(...plans.filter((plan) => !chosen.includes(plan)));
    }
  }
  return chosen;
}

export function centreOf(site: Site): Point {
  return item(site.blocks, 0).centre;
}

/** The plan's area in square metres. */
export function sizeOf({ settlement, outline }: Site): number {
  return signedArea(places(settlement.net.mesh, expand(settlement.net.mesh, outline)));
}

/** The outline with every corner that its ground has been given. */
export function outlinePlaces({ settlement, outline }: Site): Point[] {
  return places(settlement.net.mesh, expand(settlement.net.mesh, outline));
}
