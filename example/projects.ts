import { baseYear, dateText, day, todayNumber } from './calendar.ts';
import { item } from './lists.ts';
import { outlinePlaces, sizeOf, spread } from './planning.ts';
import type { Plan } from './plans.ts';
import type { Random } from './prng.ts';
import { multiPolygonText } from './wkt.ts';

const stages = [
  'idé',
  'planbesked',
  'planering',
  'genomförandeavtal',
  'projektering',
  'byggnation',
  'klar',
  'vilande',
  'avbruten',
] as const;
type Stage = (typeof stages)[number];

export const dwellingKinds = ['flerbostadshus', 'småhus', 'specialbostad'] as const;
export const tenures = ['hyresrätt', 'bostadsrätt', 'äganderätt'] as const;

/** Dwellings of one kind and tenure. */
export interface Homes {
  kind: (typeof dwellingKinds)[number];
  tenure: (typeof tenures)[number];
  count: number;
}

/** Those of them that are finished in one year. */
export interface Completion extends Homes {
  year: number;
}

export interface Project {
  id: string;
  plan: Plan;
  area: string;
  stage: Stage;
  /** Kind of project as the definition's code list has it. */
  type: 'bostad' | 'verksamhet' | 'blandat' | 'samhällsservice' | 'infrastruktur';
  name: string;
  dwellings: number;
  homes: Homes[];
  completions: Completion[];
  start: number | undefined;
  preschool: number | undefined;
  school: number | undefined;
  careHome: number | undefined;
  supported: number | undefined;
  floorArea: number | undefined;
  internal: boolean;
  decided: number | undefined;
}

/** Stages of projects after the state of their plan. */
const stagesOf: Readonly<Record<Plan['status'], readonly (readonly [Stage, number])[]>> = {
  påbörjad: [
    ['planbesked', 3],
    ['planering', 2],
    ['idé', 3],
  ],
  samråd: [['planering', 1]],
  granskning: [
    ['planering', 3],
    ['genomförandeavtal', 1],
  ],
  antagen: [['genomförandeavtal', 1]],
  överklagad: [
    ['genomförandeavtal', 2],
    ['vilande', 1],
  ],
  tillsyn: [
    ['genomförandeavtal', 1],
    ['vilande', 1],
  ],
  'laga kraft': [
    ['projektering', 3],
    ['byggnation', 5],
    ['klar', 3],
    ['vilande', 1],
  ],
  upphävd: [['vilande', 1]],
  avslutad: [['avbruten', 1]],
};

export const projectsInTown = 45;

/** Projects on top of plans: those on their way, and new ones in force where building goes on. */
export function projectsOn(plans: readonly Plan[], count: number, random: Random): Project[] {
  const building = (plan: Plan) => plan.kind !== 'park' && plan.kind !== 'natur';
  const underWay = plans.filter(
    (plan) => !['laga kraft', 'upphävd', 'avslutad'].includes(plan.status) && building(plan),
  );
  const abandoned = plans.filter(({ status }) => status === 'avslutad').filter(building);
  const recent = plans.filter(
    (plan) => plan.status === 'laga kraft' && (plan.inForce ?? 0) > day(2013, 1, 1) && building(plan),
  );
  const onTheirWay = spread(underWay, Math.min(underWay.length, Math.round(count * 0.55)), random);
  const stopped = abandoned.slice(0, Math.max(1, Math.round(count * 0.05)));
  const chosen = [...onTheirWay, ...stopped, ...spread(recent, count - onTheirWay.length - stopped.length, random)];
  const names = new Set<string>();
  return chosen.map((plan, index) => projectOn(plan, index, names, random));
}

const suffixes = ['etapp 1', 'etapp 2', 'etapp 3', 'norra', 'södra', 'östra', 'västra'];
const siteNames = [
  'Sjösalen',
  'Elivågor',
  'Vanhem',
  'Alfhem',
  'Fruängen',
  'Myrängen',
  'Beckasinen',
  'Kvarnbacken',
  'Silon',
  'Hamnparken',
  'Stationsparken',
  'Ekbacken',
  'Solhöjden',
  'Åpromenaden',
  'Kryddgårdshöjden',
  'Lillåkern',
  'Storängen',
  'Gjuteriet',
  'Mejeriet',
  'Mälarstranden',
  'Ladugårdsbacken',
  'Norra Entrén',
  'Trädgårdsstaden',
  'Rosenlund',
  'Smedjan',
  'Bangården',
  'Åkervinden',
  'Ängshagen',
  'Björkbacken',
  'Lokstallet',
];

function projectName(plan: Plan, names: Set<string>, random: Random): string {
  const place = item(plan.site.blocks, 0).district.name;
  for (let attempt = 0; ; attempt++) {
    const base = random.chance(0.6) ? random.pick(siteNames) : place;
    const name =
      attempt < 4 && !names.has(base)
        ? base
        : attempt < 12
          ? `${base} ${random.pick(suffixes)}`
          : `${plan.property} (${names.size})`;
    if (names.has(name)) continue;
    names.add(name);
    return name;
  }
}

function projectOn(plan: Plan, index: number, names: Set<string>, random: Random): Project {
  const stage = random.weighted(stagesOf[plan.status]);
  const size = sizeOf(plan.site);
  const type = typeOf(plan, random);
  const dwellings = type === 'bostad' || type === 'blandat' ? dwellingsFor(plan, size, random) : 0;
  const start = startYear(stage, random);
  const homes = dwellings > 0 ? homesIn(plan, dwellings, random) : [];
  const service = type === 'samhällsservice';
  const maybe = (likely: boolean, probability: number, low: number, high: number) =>
    likely && random.chance(probability) ? random.whole(low, high) : undefined;
  return {
    id: random.uuid(),
    plan,
    area: item(plan.site.blocks, 0).district.area,
    stage,
    type,
    name: projectName(plan, names, random),
    dwellings,
    homes,
    completions: dwellings > 0 && start !== undefined ? completionsOf(homes, stage, dwellings, start + 2, random) : [],
    start,
    preschool: maybe(dwellings > 120 || service, 0.6, 3, 8),
    school: plan.kind === 'skola' || dwellings > 350 ? random.whole(7, 21) * 25 : undefined,
    careHome: plan.kind === 'sjukhus' ? random.whole(4, 9) * 10 : maybe(dwellings > 80, 0.15, 40, 80),
    supported: maybe(dwellings > 0, 0.15, 5, 8),
    floorArea:
      type === 'bostad' || type === 'infrastruktur'
        ? undefined
        : Math.round((size * random.between(0.12, 0.35)) / 100) * 100,
    internal: index % 15 === 7,
    decided:
      stage === 'idé' ? undefined : Math.min(todayNumber - 20, (plan.begun ?? todayNumber) + random.whole(-60, 200)),
  };
}

function typeOf({ kind }: Plan, random: Random): Project['type'] {
  switch (kind) {
    case 'industri':
    case 'handel':
      return random.chance(0.12) ? 'infrastruktur' : 'verksamhet';
    case 'skola':
    case 'sjukhus':
    case 'idrott':
      return 'samhällsservice';
    case 'stadskärna':
      return random.chance(0.6) ? 'blandat' : 'bostad';
    default:
      return random.chance(0.2) ? 'blandat' : 'bostad';
  }
}

/** Dwellings for each hectare of plan, lowest and highest. */
const density: Readonly<Partial<Record<Plan['kind'], readonly [number, number]>>> = {
  stadskärna: [40, 80],
  rutnät: [45, 85],
  'nya kvarter': [60, 110],
  flerbostadshus: [25, 50],
  villor: [6, 14],
  sommarstugor: [3, 6],
};

function dwellingsFor({ kind }: Plan, size: number, random: Random): number {
  const [low, high] = density[kind] ?? [5, 10];
  const count = (Math.min(size, 90000) / 10000) * random.between(low, high);
  return Math.max(6, count > 60 ? Math.round(count / 10) * 10 : Math.round(count));
}

function startYear(stage: Stage, random: Random): number | undefined {
  switch (stage) {
    case 'idé':
      return random.whole(2032, 2036);
    case 'planbesked':
      return random.whole(2030, 2034);
    case 'planering':
      return random.whole(2028, 2031);
    case 'genomförandeavtal':
      return random.whole(2027, 2029);
    case 'projektering':
      return random.whole(2026, 2028);
    case 'byggnation':
      return random.whole(2024, 2026);
    case 'klar':
      return random.whole(2019, 2023);
    default:
      return undefined;
  }
}

/** The dwellings by kind and tenure. */
function homesIn(plan: Plan, total: number, random: Random): Homes[] {
  const houses = plan.kind === 'villor' || plan.kind === 'sommarstugor';
  const special = !houses && total >= 60 && random.chance(0.25) ? random.whole(8, Math.round(total * 0.2)) : 0;
  const small = houses ? total : random.chance(0.25) ? Math.round(total * random.between(0.08, 0.25)) : 0;
  const flats = total - special - small;
  const rented = Math.round(flats * random.pick([0, 0.4, 0.5, 0.6, 1]));
  const owned = Math.round(small * (houses ? random.between(0.6, 1) : 0.4));
  const homes: Homes[] = [
    { kind: 'flerbostadshus', tenure: 'hyresrätt', count: rented },
    { kind: 'flerbostadshus', tenure: 'bostadsrätt', count: flats - rented },
    { kind: 'småhus', tenure: 'äganderätt', count: owned },
    { kind: 'småhus', tenure: 'bostadsrätt', count: small - owned },
    { kind: 'specialbostad', tenure: 'hyresrätt', count: special },
  ];
  return homes.filter(({ count }) => count > 0);
}

/** Spread over as many years as the size asks for: 60 to 130 a year. What is under construction is not finished yet. */
function completionsOf(
  homes: readonly Homes[],
  stage: Stage,
  total: number,
  first: number,
  random: Random,
): Completion[] {
  const years = Math.max(1, Math.min(stage === 'klar' ? 2 : 8, Math.round(total / random.between(60, 130))));
  const from = stage === 'byggnation' ? Math.max(first, baseYear + 1) : first;
  return homes.flatMap(({ kind, tenure, count }) =>
    Array.from({ length: years }, (_, index) => ({
      year: from + index,
      kind,
      tenure,
      // Whole dwellings each year that add up to the amount.
      count: Math.floor((count * (index + 1)) / years) - Math.floor((count * index) / years),
    })).filter((completion) => completion.count > 0),
  );
}

export const projectColumns = [
  'id',
  'namn',
  'beskrivning',
  'typ',
  'skede',
  'beteckning',
  'fastigheter',
  'markagare',
  'exploatorer',
  'avtalstyp',
  'plexbeslut_datum',
  'plexbeslut_paragraf',
  'plexbeslut_diarienummer',
  'bostader_totalt',
  'bostader_flerbostadshus',
  'bostader_smahus',
  'bostader_specialbostad',
  'hyresratter',
  'bostadsratter',
  'aganderatter',
  'bta_verksamhet_m2',
  'forskola_avdelningar',
  'grundskola_platser',
  'aldreboende_platser',
  'lss_platser',
  'byggstart_ar',
  'inflyttning_fran_ar',
  'inflyttning_till_ar',
  'detaljplaner',
  'kontakt_funktion',
  'webbadress',
  'synlighet',
  'uppdaterad',
  'geom',
] as const;

const builders = [
  'Exempelbyggen AB',
  'Påhittade Bostäder AB',
  'Provhus i Mälardalen AB',
  'Låtsas Fastigheter AB',
  'Mönsterhem AB',
  'Tänkta Kvarter AB',
  'Skisshus AB',
  'Modellstaden AB',
  'Bostads AB Exemplet',
];

export function projectNumber(number: number): string {
  return `EXP-${String(number).padStart(3, '0')}`;
}

/** The first and the last year in which somebody moves in: into dwellings, else into a school or the like, after two years. */
export function movingIn({
  completions,
  start,
  preschool,
  school,
  careHome,
}: Project): { from: number; to: number } | undefined {
  const years = completions.map(({ year }) => year);
  if (years.length > 0) return { from: Math.min(...years), to: Math.max(...years) };
  const isService = preschool !== undefined || school !== undefined || careHome !== undefined;
  return isService && start !== undefined ? { from: start + 2, to: start + 2 } : undefined;
}

/** The project as a row of `projectColumns`. */
export function projectRow(project: Project, number: number, random: Random) {
  const { plan, dwellings, stage, decided } = project;
  const counted = (matches: (homes: Homes) => boolean) =>
    dwellings === 0 ? null : project.homes.filter(matches).reduce((sum, { count }) => sum + count, 0);
  const years = movingIn(project);
  const agreement =
    stage === 'planering'
      ? random.pick(['intentionsavtal', 'föravtal', 'markanvisning'])
      : ['genomförandeavtal', 'projektering', 'byggnation', 'klar'].includes(stage)
        ? 'exploateringsavtal'
        : null;
  const developers: string[] = [];
  for (let count = random.whole(1, dwellings > 200 ? 3 : 1); developers.length < count; ) {
    const builder = random.pick(builders);
    if (!developers.includes(builder)) developers.push(builder);
  }
  const year = decided === undefined ? undefined : dateText(decided).slice(0, 4);
  return [
    project.id,
    project.name,
    descriptionOf(project),
    project.type,
    stage,
    projectNumber(number),
    [plan.property],
    random.weighted([
      ['kommun', 5],
      ['privat', 4],
      ['blandat', 2],
    ] as const),
    stage === 'idé' ? [] : developers,
    agreement,
    decided === undefined ? null : dateText(decided),
    decided === undefined ? null : `§ ${random.whole(3, 140)}`,
    year === undefined ? null : `KS${year}/${random.whole(20, 900)}`,
    dwellings > 0 ? dwellings : null,
    counted(({ kind }) => kind === 'flerbostadshus'),
    counted(({ kind }) => kind === 'småhus'),
    counted(({ kind }) => kind === 'specialbostad'),
    counted(({ tenure }) => tenure === 'hyresrätt'),
    counted(({ tenure }) => tenure === 'bostadsrätt'),
    counted(({ tenure }) => tenure === 'äganderätt'),
    project.floorArea ?? null,
    project.preschool ?? null,
    project.school ?? null,
    project.careHome ?? null,
    project.supported ?? null,
    project.start ?? null,
    years?.from ?? null,
    years?.to ?? null,
    [plan.id],
    'Mark- och exploateringsenheten',
    `https://example.org/projekt/${project.id}`,
    project.internal ? 'intern' : 'publik',
    `${dateText(todayNumber - random.whole(1, 200))}T08:00:00Z`,
    multiPolygonText([[outlinePlaces(plan.site)]]),
  ];
}

function descriptionOf({ type, dwellings, plan, preschool, school, careHome }: Project): string {
  const { name } = item(plan.site.blocks, 0).district;
  const extras = [
    preschool === undefined ? [] : [`en förskola med ${preschool} avdelningar`],
    school === undefined ? [] : [`en skola för ${school} elever`],
    careHome === undefined ? [] : [`ett äldreboende med ${careHome} platser`],
  ].flat();
  const also = extras.length === 0 ? '' : ` Här planeras också ${extras.join(' och ')}.`;
  switch (type) {
    case 'bostad':
      return `Omkring ${dwellings} nya bostäder i ${name}.${also}`;
    case 'blandat':
      return `Omkring ${dwellings} bostäder med butiker, service och arbetsplatser i ${name}.${also}`;
    case 'verksamhet':
      return `Ny mark för företag i ${name}.${also}`;
    case 'samhällsservice':
      return `Lokaler för kommunens service i ${name}.${also}`;
    case 'infrastruktur':
      return `Gator och ledningar byggs ut i ${name}.${also}`;
  }
}
