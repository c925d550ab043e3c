import { type ForecastArea, forecastAreas } from './areas.ts';
import { baseYear } from './calendar.ts';
import { item } from './lists.ts';
import { shares } from './need-rates.ts';
import { millimetre, type Point } from './plane.ts';
import { peopleAged } from './population.ts';
import { type Random, randomFrom } from './prng.ts';
import { movingIn, type Project, projectNumber } from './projects.ts';
import type { Settlement } from './settlement.ts';
import type { ExampleRow } from './tables.ts';

export const premisesColumns = [
  'id',
  'namn',
  'typ',
  'beteckning',
  'platser_forskola',
  'platser_f3',
  'platser_ak46',
  'platser_ak79',
  'platser_gymnasium',
  'platser_aldreboende',
  'platser_lss',
  'fran_ar',
  'till_ar',
  'agande',
  'huvudman',
  'adress',
  'projekt',
  'synlighet',
  'uppdaterad',
  'geom',
] as const;

type Service = keyof typeof shares;

interface Premises {
  name: string;
  kind: 'forskola' | 'grundskola' | 'gymnasium' | 'aldreboende' | 'lss';
  area: string;
  places: Partial<Record<Service, number>>;
  from?: number;
  till?: number;
  leased?: boolean;
  independent?: boolean;
  project?: string;
  internal?: boolean;
}

/** Of a preschool: groups of so many. */
const group = 18;
/** Of a school. */
const pupils = 25;

/**
 * Schools, preschools and homes in all areas, of about the size that those who live there need today: some areas have room to
 * grow, some little, and some premises end.
 */
export function premises(settlements: readonly Settlement[], projects: readonly Project[]): ExampleRow[] {
  const random = randomFrom('lokaler');
  const places = placesIn(settlements);
  const names = preschoolNames.values();
  const all = [...forecastAreas.flatMap((area, index) => inArea(area, index, names, random)), ...inProjects(projects)];
  return all.map((one, index) => {
    const free = places.get(one.area) ?? [];
    const [place] = free.splice(random.whole(0, free.length - 1), 1);
    if (!place) throw new Error(`Ingen plats för ${one.name}`);
    const { forskola, f3, ak46, ak79, gymnasium, aldreboende, lss } = one.places;
    return [
      random.uuid(),
      one.name,
      one.kind,
      `LOK-${String(index + 1).padStart(3, '0')}`,
      ...[forskola, f3, ak46, ak79, gymnasium, aldreboende, lss].map((count) => count ?? null),
      one.from ?? null,
      one.till ?? null,
      one.leased ? 'hyrt' : 'eget',
      one.independent ? 'enskild' : 'kommunal',
      place.street === undefined ? null : `${place.street} ${random.whole(1, 40)}`,
      one.project ?? null,
      one.internal ? 'intern' : 'publik',
      '2026-08-17T08:00:00Z',
      `POINT(${place.at.map(millimetre).join(' ')})`,
    ];
  });
}

/** How much more than what is needed today there is, area by area. */
const room = [1.14, 1.22, 1.08, 1.03, 1.3, 1.05, 1.18, 1.12, 0.98, 1.2, 1.26];

function inArea(area: ForecastArea, index: number, names: Iterator<string>, random: Random): Premises[] {
  const short = item(area.name.split('-'), 0);
  const needed = (service: Service) =>
    shares[service].reduce((sum, { from, to, share }) => sum + peopleAged(area, baseYear, from, to) * share, 0);
  const inWhole = (service: Service, unit: number, more = item(room, index)) =>
    Math.max(1, Math.round((needed(service) * more) / unit));
  const preschools = spreadOver(inWhole('forskola', group), 6).map((groups, number): Premises => {
    const closes = number === 1 && index % 3 === 0;
    return {
      name: `${names.next().value ?? `${short} ${number + 1}:s`} förskola`,
      kind: 'forskola',
      area: area.code,
      places: { forskola: groups * group },
      ...(closes ? { till: 2029 + (index % 4), leased: true } : {}),
      ...(number === 2 ? { independent: true, leased: random.chance(0.6) } : {}),
    };
  });
  const hasUpper = index % 3 !== 1;
  const school: Premises = {
    name: `${short} skola`,
    kind: 'grundskola',
    area: area.code,
    places: {
      f3: inWhole('f3', pupils) * pupils,
      ak46: inWhole('ak46', pupils) * pupils,
      ...(hasUpper ? { ak79: inWhole('ak79', pupils, item(room, index) * 1.35) * pupils } : {}),
    },
  };
  const homes: Premises[] = [
    ...(index % 2 === 0
      ? [
          {
            ...{ name: `${short} äldreboende`, kind: 'aldreboende' as const, area: area.code },
            places: { aldreboende: inWhole('aldreboende', 10, 1.7) * 10 },
            ...(index === 8 ? { till: 2033, leased: true } : {}),
          },
        ]
      : []),
    ...(index % 2 === 1 || index === 2
      ? [
          {
            ...{ name: `Gruppbostaden i ${short}`, kind: 'lss' as const, area: area.code },
            places: { lss: 6 + (index % 3) },
            // Not everybody may know where some people live.
            internal: index === 3,
          },
        ]
      : []),
  ];
  const upper: Premises[] =
    area.code === '0381R003'
      ? [{ name: 'Ena gymnasium', kind: 'gymnasium', area: area.code, places: { gymnasium: 1475 } }]
      : [];
  return [...preschools, school, ...upper, ...homes];
}

/** Preschools of so many groups in all, none with more than `most`. */
function spreadOver(groups: number, most: number): number[] {
  const count = Math.ceil(groups / most);
  return Array.from(
    { length: count },
    (_, index) => Math.floor((groups * (index + 1)) / count) - Math.floor((groups * index) / count),
  );
}

/** What a project builds now has a name and an address already. */
function inProjects(projects: readonly Project[]): Premises[] {
  return projects.flatMap((project, index): Premises[] => {
    const { stage, preschool, careHome, area, name, internal } = project;
    const from = movingIn(project)?.from;
    if (from === undefined || internal || !['byggnation', 'projektering'].includes(stage)) return [];
    const ours = { area, from, project: projectNumber(index + 1) };
    return [
      ...(preschool === undefined
        ? []
        : [
            {
              ...{ ...ours, name: `${name} förskola`, kind: 'forskola' as const },
              places: { forskola: preschool * group },
            },
          ]),
      ...(careHome === undefined
        ? []
        : [{ ...ours, name: `${name} äldreboende`, kind: 'aldreboende' as const, places: { aldreboende: careHome } }]),
    ];
  });
}

interface Place {
  at: Point;
  street: string | undefined;
}

/** By area the middles of blocks where houses stand. */
function placesIn(settlements: readonly Settlement[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const { blocks, net } of settlements) {
    const streets = net.streets.filter(({ kind, name }) => kind === 'lokalgata' && name !== undefined);
    for (const [index, { district, centre }] of blocks.entries()) {
      if (['industri', 'handel', 'park', 'natur', 'sommarstugor', 'idrott'].includes(district.kind)) continue;
      const street = streets.length > 0 ? item(streets, index % streets.length).name : undefined;
      places.set(district.area, [...(places.get(district.area) ?? []), { at: centre, street }]);
    }
  }
  return places;
}

const preschoolNames = [
  'Blåklockans',
  'Kottens',
  'Myrans',
  'Ekorrens',
  'Solstrålens',
  'Lyktans',
  'Trollets',
  'Skattkammarens',
  'Regnbågens',
  'Smultronets',
  'Kastanjens',
  'Tallbackens',
  'Ugglans',
  'Lekattens',
  'Vitsippans',
  'Hasselnötens',
  'Pärlans',
  'Bäckens',
  'Månens',
  'Igelkottens',
  'Ängens',
  'Korallens',
  'Humlans',
  'Rödhakens',
  'Fyrens',
  'Stjärnans',
  'Näckrosens',
  'Pilens',
  'Broens',
  'Svalans',
  'Tärnans',
  'Vindens',
  'Lärkans',
  'Kullens',
];
