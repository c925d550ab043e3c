import { dateText, day, todayNumber, yearOf } from './calendar.ts';
import type { DistrictKind } from './districts.ts';
import { item } from './lists.ts';
import { quarterName } from './names.ts';
import type { PlanStatus, PlanType } from './plan-types.ts';
import type { Random } from './prng.ts';
import { purposeOf } from './purposes.ts';
import type { Site } from './sites.ts';

/** A plan without its number in the register. Days are counted from 1970-01-01. */
export interface Plan {
  id: string;
  site: Site;
  kind: DistrictKind;
  status: PlanStatus;
  type: PlanType;
  name: string;
  property: string;
  purpose: string;
  begun: number | undefined;
  adopted: number | undefined;
  inForce: number | undefined;
  statusSince: number;
  months: number | undefined;
  monthsFrom: number | undefined;
  body: string | undefined;
  decision: string | undefined;
  reference: string;
  councilReference: string | undefined;
  digitised: string;
  reliability: string;
}

/** When plans of a district were made: kind of plan, first and last year, and how common. */
type Age = readonly [readonly [PlanType, number, number], number];

const ages: Readonly<Record<DistrictKind, readonly Age[]>> = {
  stadskärna: [
    [['stadsplan', 1931, 1985], 6],
    [['detaljplan', 1988, 2025], 4],
  ],
  rutnät: [
    [['stadsplan', 1936, 1978], 7],
    [['detaljplan', 1988, 2025], 3],
  ],
  villor: [
    [['stadsplan', 1944, 1986], 5],
    [['detaljplan', 1988, 2024], 5],
  ],
  sommarstugor: [
    [['avstyckningsplan', 1935, 1947], 3],
    [['byggnadsplan', 1949, 1984], 5],
    [['detaljplan', 1990, 2023], 3],
  ],
  flerbostadshus: [
    [['stadsplan', 1953, 1979], 7],
    [['detaljplan', 1989, 2024], 3],
  ],
  industri: [
    [['stadsplan', 1958, 1986], 4],
    [['detaljplan', 1988, 2025], 6],
  ],
  handel: [
    [['stadsplan', 1972, 1986], 1],
    [['detaljplan', 1989, 2025], 6],
  ],
  skola: [
    [['stadsplan', 1952, 1984], 5],
    [['detaljplan', 1990, 2025], 4],
  ],
  sjukhus: [
    [['stadsplan', 1950, 1984], 5],
    [['detaljplan', 1990, 2025], 4],
  ],
  idrott: [
    [['stadsplan', 1946, 1984], 5],
    [['detaljplan', 1990, 2025], 4],
  ],
  'nya kvarter': [[['detaljplan', 2007, 2025], 1]],
  park: [
    [['stadsplan', 1940, 1984], 5],
    [['detaljplan', 1990, 2020], 4],
  ],
  natur: [
    [['stadsplan', 1950, 1984], 3],
    [['detaljplan', 1990, 2024], 6],
  ],
};

/** A plan that is in force or was; town plans are called building plans outside the town. */
export function oldPlan(site: Site, status: 'laga kraft' | 'upphävd', town: boolean, random: Random): Plan {
  const { district } = item(site.blocks, 0);
  const [made, from, to] = random.weighted<readonly [PlanType, number, number]>(
    status === 'upphävd' ? ages[district.kind].slice(0, 1) : ages[district.kind],
  );
  const type = made === 'stadsplan' && !town ? 'byggnadsplan' : made;
  const inForce = workday(day(random.whole(from, to), random.whole(1, 12), random.whole(1, 28)));
  const adopted = workday(inForce - (type === 'detaljplan' ? random.whole(24, 40) : random.whole(60, 260)));
  const begun = type === 'detaljplan' ? workday(adopted - random.whole(400, 1300)) : undefined;
  const repealed = workday(day(random.whole(2009, 2025), random.whole(1, 12), random.whole(1, 28)));
  return {
    ...common(site, type, adopted, random),
    status,
    begun,
    adopted,
    inForce,
    statusSince: status === 'upphävd' ? repealed : inForce,
    ...implementation(type, inForce, random),
    body: deciding(type, random),
    decision:
      status === 'upphävd'
        ? 'antagande om upphävande'
        : type === 'detaljplan' && random.chance(0.12)
          ? 'antagande om ändring'
          : 'antagande av ny detaljplan',
  };
}

/** Days before today when each step is reached, first and last. */
const progress: Readonly<Record<Exclude<PlanStatus, 'laga kraft' | 'upphävd'>, readonly [number, number]>> = {
  påbörjad: [15, 330],
  samråd: [8, 300],
  granskning: [5, 240],
  antagen: [3, 20],
  överklagad: [40, 420],
  tillsyn: [20, 60],
  avslutad: [120, 2200],
};

/** A plan on its way, or one whose making was given up. */
export function planBeingMade(site: Site, status: keyof typeof progress, random: Random): Plan {
  const [latest, earliest] = progress[status];
  const statusSince = workday(todayNumber - random.whole(latest, earliest));
  const decided = status === 'antagen' || status === 'överklagad' || status === 'tillsyn';
  const adopted =
    status === 'antagen' ? statusSince : decided ? workday(statusSince - random.whole(10, 25)) : undefined;
  const worked = { påbörjad: [0, 0], samråd: [200, 420], granskning: [420, 800] }[String(status)] ?? [600, 1100];
  const begun = workday((adopted ?? statusSince) - random.whole(item(worked, 0), item(worked, 1)));
  return {
    ...common(site, 'detaljplan', begun, random),
    status,
    begun,
    adopted,
    inForce: undefined,
    statusSince: status === 'påbörjad' ? begun : statusSince,
    months: decided ? random.pick([60, 60, 84, 120]) : undefined,
    monthsFrom: undefined,
    body: decided ? deciding('detaljplan', random) : undefined,
    decision: decided ? 'antagande av ny detaljplan' : status === 'avslutad' ? 'beslut om avslut' : undefined,
    reliability: 'god',
    digitised: 'komplett',
  };
}

function common(site: Site, type: PlanType, decidedOn: number, random: Random) {
  const { district } = item(site.blocks, 0);
  const property = `${district.name} ${random.whole(1, 38)}:${random.whole(1, 96)}`;
  const year = yearOf(decidedOn);
  const digital = type === 'detaljplan' && year >= 2021;
  return {
    id: random.uuid(),
    site,
    kind: district.kind,
    type,
    property,
    name: planName(type, property, site, random),
    purpose: purposeOf(district, type, random),
    reference:
      type === 'detaljplan'
        ? `${year < 2011 ? 'BN' : 'KS'}${year}/${random.whole(12, 980)}`
        : `BN${year}/${random.whole(3, 140)}`,
    councilReference: type === 'detaljplan' && random.chance(0.3) ? `KF${year}/${random.whole(10, 190)}` : undefined,
    digitised: digital || random.chance(0.8) ? 'komplett' : 'ej komplett',
    reliability: digital
      ? 'god'
      : random.weighted([
          ['god', 4],
          ['medel', 5],
          ['låg', 1],
        ] as const),
  };
}

function planName(type: PlanType, property: string, site: Site, random: Random): string {
  const { district } = item(site.blocks, 0);
  const more = site.blocks.length > 1 ? ' m.fl.' : '';
  switch (type) {
    case 'detaljplan':
      return random.chance(0.2) && site.blocks.length === 1
        ? `Detaljplan för kvarteret ${quarterName(random.whole(0, 120))}`
        : `Detaljplan för ${property}${more}`;
    case 'stadsplan':
      return random.chance(0.35)
        ? `Ändring av stadsplan för kvarteret ${quarterName(random.whole(0, 120))}${more}`
        : `Stadsplan för kvarteret ${quarterName(random.whole(0, 120))}${more}, ${district.name}`;
    case 'byggnadsplan':
      return `Byggnadsplan för ${random.chance(0.5) ? `del av ${district.name}` : `${property}${more}`}`;
    case 'avstyckningsplan':
      return `Avstyckningsplan för ${property}`;
  }
}

/**
 * New plans have their own time, 5 to 15 years. For plans from before the act of 1987 it has run out; those decided
 * after 1978 had five years from the day the act came into force (ÄPBL 17 kap. 4 §).
 */
function implementation(type: PlanType, inForce: number, random: Random) {
  if (type === 'detaljplan') return { months: random.pick([60, 60, 60, 84, 120, 120, 180]), monthsFrom: inForce };
  return { months: 60, monthsFrom: yearOf(inForce) > 1978 ? day(1987, 7, 1) : inForce };
}

function deciding(type: PlanType, random: Random): string {
  return type === 'detaljplan' && random.chance(0.35) ? 'byggnadsnämnd enligt PBL' : 'kommunfullmäktige';
}

/** The nearest day before a weekend. */
function workday(dayNumber: number): number {
  // 1970-01-01 was a Thursday.
  const weekday = (((dayNumber + 3) % 7) + 7) % 7;
  return dayNumber - Math.max(0, weekday - 4);
}

export const planColumns = [
  'objektidentitet',
  'objektversion',
  'version_giltig_fran',
  'kommun',
  'beteckning',
  'namn',
  'syfte',
  'status',
  'datum_statusforandring',
  'typ',
  'datum_paborjat',
  'datum_antagande',
  'datum_laga_kraft',
  'genomforandetid_manader',
  'genomforandetid_startar',
  'instans',
  'beslutstyp',
  'diarienummer',
  'diarienummer_fullmaktige',
  'digitaliseringsniva',
  'anvandbarhet',
  'plankarta_lank',
  'planbeskrivning_lank',
  'beslutsprotokoll_lank',
  'uppdaterad',
] as const;

/** The plan as a row of `planColumns`. */
export function planRow(plan: Plan, number: string | undefined) {
  const date = (value: number | undefined) => (value === undefined ? null : dateText(value));
  const folder = `https://example.org/planer/${plan.id}`;
  const shown = plan.status !== 'påbörjad';
  const changed = `${dateText(plan.statusSince)}T08:00:00Z`;
  return [
    plan.id,
    plan.status === 'upphävd' ? 2 : 1,
    changed,
    '0381',
    number ?? null,
    plan.name,
    plan.purpose,
    plan.status,
    date(plan.statusSince),
    plan.type,
    date(plan.begun),
    date(plan.adopted),
    date(plan.inForce),
    plan.months ?? null,
    date(plan.monthsFrom),
    plan.body ?? null,
    plan.decision ?? null,
    plan.reference,
    plan.councilReference ?? null,
    plan.digitised,
    plan.reliability,
    shown ? `${folder}/plankarta.pdf` : null,
    shown ? `${folder}/planbeskrivning.pdf` : null,
    plan.adopted === undefined ? null : `${folder}/beslut.pdf`,
    yearOf(plan.statusSince) < 2022 ? '2022-01-31T08:00:00Z' : changed,
  ];
}

const registers: Readonly<Record<PlanType, string>> = {
  detaljplan: 'DPL',
  stadsplan: 'SPL',
  byggnadsplan: 'BPL',
  avstyckningsplan: 'AVPL',
};

/** Numbers in the register in the order of the decisions; a plan gets its number when it goes out on consultation. */
export function numbersOf(plans: readonly Plan[], first: number): Map<string, string> {
  const numbers = new Map<string, string>();
  const next = new Map<string, number>();
  const order = [...plans]
    .filter(({ status }) => status !== 'påbörjad')
    .sort((one, two) => (one.adopted ?? one.statusSince) - (two.adopted ?? two.statusSince));
  for (const plan of order) {
    const register = registers[plan.type];
    const number = next.get(register) ?? first;
    next.set(register, number + 1);
    numbers.set(plan.id, `${register} ${number}`);
  }
  return numbers;
}
