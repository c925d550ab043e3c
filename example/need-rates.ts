import type { ExampleRow } from './tables.ts';

export const rateColumns = [
  'tjanst',
  'slag',
  'alder_fran',
  'alder_till',
  'tal',
  'galler_fran',
  'underlag',
  'datum',
  'anmarkning',
  'uppdaterad',
] as const;

interface Share {
  from: number;
  to?: number;
  share: number;
  note: string;
}

/** Of each age group, how many need a place. Of the size that Swedish statistics show. */
export const shares = {
  forskola: [
    {
      from: 1,
      to: 5,
      share: 0.86,
      note: 'Alla åldrar tillsammans; ettåringar omkring hälften, fyra- och femåringar nästan alla.',
    },
  ],
  f3: [{ from: 6, to: 9, share: 1, note: 'Skolplikt.' }],
  ak46: [{ from: 10, to: 12, share: 1, note: 'Skolplikt.' }],
  ak79: [{ from: 13, to: 15, share: 1, note: 'Skolplikt.' }],
  gymnasium: [{ from: 16, to: 18, share: 0.95, note: 'Elever som går i en annan kommun är inte avdragna.' }],
  aldreboende: [
    { from: 65, to: 79, share: 0.009, note: 'Få före 80.' },
    { from: 80, share: 0.125, note: 'Andelen har minskat i många år.' },
  ],
  lss: [{ from: 19, to: 64, share: 0.0042, note: 'Bostad med särskild service för vuxna.' }],
} satisfies Record<string, readonly Share[]>;

/** Places that a project gives: a preschool group, a place in primary school by stages of four, three and three years. */
const each: readonly (readonly [service: string, places: number, note: string])[] = [
  ['forskola', 18, 'Barn per avdelning.'],
  ['f3', 0.4, 'Fyra av grundskolans tio årskurser.'],
  ['ak46', 0.3, 'Tre av grundskolans tio årskurser.'],
  ['ak79', 0.3, 'Tre av grundskolans tio årskurser.'],
  ['aldreboende', 1, 'Platserna räknas som de är.'],
  ['lss', 1, 'Platserna räknas som de är.'],
];

export function* rates(): Generator<ExampleRow> {
  const since = [
    2020,
    'Påhittat antagande av den storlek som Skolverkets och Socialstyrelsens statistik visar',
  ] as const;
  const decided = '2026-03-02';
  const updated = '2026-03-02T08:00:00Z';
  for (const [service, list] of Object.entries<readonly Share[]>(shares)) {
    for (const { from, to, share, note } of list) {
      yield [service, 'andel', from, to ?? null, share, ...since, decided, note, updated];
    }
  }
  for (const [service, places, note] of each) {
    yield [service, 'projektenhet', null, null, places, ...since, decided, note, updated];
  }
}
