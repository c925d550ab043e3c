import { inset } from './block.ts';
import { buildingAreaReference, noBuildingReference, ridgeHeightReference, type UseKey } from './catalogue.ts';
import { around, item } from './lists.ts';
import { distance, millimetre, type Point, signedArea, turn } from './plane.ts';
import type { Plan } from './plans.ts';
import type { Random } from './prng.ts';
import { type Area, areasOf, lineText, polygonText } from './wkt.ts';

/** What a provision says, without the plan that it belongs to. */
export interface PropertyProvision {
  text: string;
  letter?: string;
  values?: string[];
  reason: string;
  symbol?: 'prickmark' | 'korsmark' | 'utfartsförbud' | 'stängsel';
  category: string;
  reference?: string;
  geometry: string;
}

/** How deep the strip along the street is that must not be built on, metres. */
const frontGarden: Readonly<Partial<Record<UseKey, number>>> = {
  B: 6,
  J: 8,
  Z: 8,
  H: 10,
  HK: 10,
  S: 6,
  D: 6,
  R: 6,
  K: 5,
};

/** Metres to the ridge that a use is allowed: lowest and highest. */
const ridge: Readonly<Partial<Record<UseKey, readonly [number, number]>>> = {
  B: [7, 9],
  BC: [12, 20],
  C: [11, 18],
  K: [12, 18],
  S: [9, 13],
  D: [12, 22],
  J: [10, 15],
  Z: [10, 14],
  H: [8, 12],
  HK: [9, 14],
  R: [10, 16],
  O: [14, 22],
};

/** The rules for how one area of block land may be built on. */
export function propertiesOf(plan: Plan, use: UseKey, area: Area, random: Random): PropertyProvision[] {
  const heights = ridge[use];
  const [ring] = area;
  if (!heights || !ring || area.length > 1 || signedArea(ring) < 900) return [];
  const old = plan.type !== 'detaljplan';
  const dense = plan.kind === 'stadskärna' || plan.kind === 'rutnät' || plan.kind === 'nya kvarter';
  const found: PropertyProvision[] = [];
  const yard = dense && use !== 'S' ? inward(ring, random.between(12, 15)) : undefined;
  const garden = yard ? undefined : inward(ring, frontGarden[use] ?? 4.5);

  let built: Area = area;
  if (yard && signedArea(yard) > 250) {
    built = [ring, [...yard].reverse()];
    found.push({
      text: old ? 'Marken får endast bebyggas med uthus och garage' : 'Marken får endast förses med komplementbyggnad',
      symbol: 'korsmark',
      category: 'Begränsning av markens utnyttjande',
      reason: 'Gården hålls öppen för lek, grönska och ljus.',
      geometry: polygonText([yard]),
    });
  } else if (garden && signedArea(garden) > 400) {
    built = [garden];
    found.push({
      text: old ? 'Marken får inte bebyggas' : 'Marken får inte förses med byggnad',
      symbol: 'prickmark',
      category: 'Begränsning av markens utnyttjande',
      reason: 'Förgårdsmark mot gatan ger sikt och grönska.',
      reference: noBuildingReference,
      geometry: polygonText([ring, [...garden].reverse()]),
    });
  }
  found.push(height(plan, use, heights, old, polygonText(built), random));
  if (!dense && random.chance(0.62)) found.push(utilisation(use, polygonText(built), random));
  return found;
}

function height(
  { kind }: Plan,
  use: UseKey,
  [low, high]: readonly [number, number],
  old: boolean,
  geometry: string,
  random: Random,
): PropertyProvision {
  const taller = use === 'B' && kind !== 'villor' && kind !== 'sommarstugor' ? 7 : 0;
  const metres = Math.round(2 * random.between(low + taller, high + taller)) / 2;
  const said = String(metres).replace('.', ',');
  const reason = 'Höjden anpassas till bebyggelsen intill.';
  const category = 'Höjd på byggnadsverk';
  if (old && random.chance(0.5)) {
    const storeys = Math.max(1, Math.round(metres / 3.6));
    const letter = ['I', 'II', 'III', 'IV', 'V', 'VI'][storeys - 1] ?? 'VI';
    return {
      text: `Högst ${storeys} våningar`,
      letter,
      values: [`antal våningar: ${storeys}`],
      reason,
      category,
      geometry,
    };
  }
  return {
    text: `Högsta nockhöjd är ${said} meter`,
    letter: `h${Math.max(1, Math.round(metres) % 4)}`,
    values: [`nockhöjd: ${said} meter`],
    reason,
    category,
    reference: ridgeHeightReference,
    geometry,
  };
}

function utilisation(use: UseKey, geometry: string, random: Random): PropertyProvision {
  const percent = use === 'B' ? random.pick([20, 25, 30]) : random.pick([35, 40, 50]);
  return {
    text: `Största byggnadsarea är ${percent} % av fastighetsarean inom användningsområdet`,
    letter: `e${random.whole(1, 3)}`,
    values: [`byggnadsarea: ${percent} procent`],
    reason: 'Tomterna ska behålla grönska och kunna ta hand om regnvatten.',
    category: 'Utnyttjandegrad',
    reference: buildingAreaReference,
    geometry,
  };
}

/** Along one side of a block: no way out for cars, or a fence. */
export function edgesOf(use: UseKey, ring: readonly Point[], random: Random): PropertyProvision[] {
  const found: PropertyProvision[] = [];
  if (random.chance(0.3)) {
    found.push({
      text: 'Utfart får inte finnas',
      symbol: 'utfartsförbud',
      category: 'Stängsel, utfart och annan utgång',
      reason: 'Utfarter samlas till lokalgatan så att huvudgatan blir säker.',
      geometry: lineText(longestSide(ring)),
    });
  }
  if ((use === 'S' || use === 'J' || use === 'R') && random.chance(0.4)) {
    found.push({
      text: 'Stängsel ska finnas',
      symbol: 'stängsel',
      category: 'Stängsel, utfart och annan utgång',
      reason: use === 'S' ? 'Skolgården ska vara säker mot trafiken.' : 'Området ska vara avgränsat mot allmän plats.',
      geometry: lineText(longestSide([...ring].reverse()).slice(0, 2)),
    });
  }
  return found;
}

/** The sides that run on from each other without a corner, longest in all. */
function longestSide(ring: readonly Point[]): Point[] {
  let best: Point[] = [];
  let longest = 0;
  for (let start = 0; start < ring.length; start++) {
    const line = [item(ring, start), around(ring, start + 1)];
    while (line.length < ring.length) {
      const a = item(line, line.length - 2);
      const b = item(line, line.length - 1);
      const c = around(ring, start + line.length);
      const sine = turn(a, b, c) / (distance(a, b) * distance(b, c) || 1);
      if (Math.abs(sine) > 0.2) break;
      line.push(c);
    }
    const length = line.reduce(
      (sum, point, index) => sum + (index === 0 ? 0 : distance(item(line, index - 1), point)),
      0,
    );
    if (length > longest) {
      longest = length;
      best = line;
    }
  }
  return best;
}

function inward(ring: readonly Point[], metres: number): Point[] | undefined {
  const inner = inset(
    ring,
    ring.map(() => metres),
  );
  const corners = inner?.ring.map(([x, y]): Point => [millimetre(x), millimetre(y)]);
  // A ring with a narrow waist may have parts that touch: sorting it into areas would give more than one.
  return corners && areasOf([corners]).length === 1 ? corners : undefined;
}
