import type { DistrictKind } from './districts.ts';
import { outline } from './outline.ts';
import type { Point } from './plane.ts';
import type { StreetKind } from './streets.ts';

/** Stora torget in Enköping, EPSG:3006 east, north. Everything in this file is metres east and north of it. */
export const townCentre: Point = [617164, 6612708];

/**
 * The crossings of the town's main streets. Rows from north to south: n north edge, m motorway, r railway, k Kungsgatan,
 * i inner south street, v ring road, then the southern and western edges. The letter s is where the stream passes.
 */
const crossings = {
  n1: [-1520, 2190],
  n2: [-600, 2330],
  sn: [-210, 2400],
  nk: [310, 2360],
  n3: [1020, 2280],
  n4: [1830, 2130],
  mw: [-2350, 1600],
  m1: [-1480, 1400],
  m2: [-640, 1270],
  ms: [-160, 1240],
  mk: [250, 1230],
  m3: [880, 1260],
  m4: [1580, 1390],
  me: [2650, 1740],
  rw: [-2180, 800],
  r1: [-1440, 700],
  r2: [-625, 590],
  rs: [-120, 560],
  rk: [170, 552],
  r3: [770, 600],
  r4: [1500, 720],
  re: [2560, 980],
  kw: [-2100, 150],
  k1: [-1420, 190],
  k2: [-630, 110],
  ks: [-170, 30],
  k0: [40, 0],
  k3: [720, -60],
  k4: [1440, -110],
  ke: [2420, -320],
  i1: [-570, -400],
  si: [-235, -440],
  i2: [70, -450],
  i3: [650, -480],
  w1: [-2000, -480],
  v1: [-1330, -430],
  v2: [-930, -1000],
  vs: [-130, -1240],
  v3: [380, -1190],
  v4: [1010, -920],
  v5: [1390, -500],
  e1: [2200, -960],
  w2: [-1560, -1180],
  w3: [-880, -1680],
  sh: [-40, -1960],
  e3: [640, -1800],
  e2: [1560, -1480],
  // Far from town: where forecast areas meet. The capital ones lie on the municipality's own border.
  p: [1236, 6892],
  q: [3136, 3892],
  t: [1900, -5600],
  u: [900, -8700],
  z: [-2700, -5200],
} as const satisfies Record<string, Point>;

type Crossing = keyof typeof crossings;

/** Places on the municipality's border (corners of `outline`) where forecast areas meet. */
const borderPoints = {
  A: [602140, 6620380],
  B: [622630, 6634020],
  C: [634150, 6616420],
  D: [617860, 6600970],
} as const satisfies Record<string, Point>;

export interface TownLine {
  kind: StreetKind;
  name?: string;
  /** Points that the line is drawn smoothly through. */
  points: Point[];
  /** About this many metres from point to point on the way. */
  step: number;
}

function point(step: Crossing | keyof typeof borderPoints | readonly [number, number]): Point {
  if (typeof step !== 'string') return [townCentre[0] + step[0], townCentre[1] + step[1]];
  switch (step) {
    case 'A':
    case 'B':
    case 'C':
    case 'D':
      return borderPoints[step];
    default:
      return [townCentre[0] + crossings[step][0], townCentre[1] + crossings[step][1]];
  }
}

type Steps = readonly (Crossing | keyof typeof borderPoints | readonly [number, number])[];

function line(kind: StreetKind, name: string | undefined, steps: Steps, step = 55): TownLine {
  const points = steps.map(point);
  return { kind, points, step, ...(name === undefined ? {} : { name }) };
}

/** The main lines of the town. Between them lie its districts. */
export const townLines: readonly TownLine[] = [
  line('motorväg', 'E18', ['mw', 'm1', 'm2', 'ms', 'mk', 'm3', 'm4', 'me'], 80),
  line('järnväg', 'Mälarbanan', ['rw', 'r1', 'r2', 'rs', 'rk', 'r3', 'r4', 're'], 80),
  line(
    'å',
    'Enköpingsån',
    [
      'sn',
      [-260, 2050],
      [-150, 1640],
      'ms',
      [-215, 960],
      [-60, 760],
      'rs',
      [-190, 330],
      'ks',
      [-130, -200],
      'si',
      [-300, -640],
      [-190, -930],
      'vs',
      [-60, -1500],
      [-120, -1760],
      'sh',
    ],
    45,
  ),
  line('huvudväg', 'Kungsgatan', ['kw', 'k1', 'k2', 'ks', 'k0', 'k3', 'k4', 'ke']),
  line('huvudväg', 'Västerleden', ['m1', 'r1', 'k1', 'v1', 'v2', 'vs']),
  line('huvudväg', 'Österleden', ['m4', 'r4', 'k4', 'v5', 'v4', 'v3', 'vs']),
  line('huvudväg', 'Torggatan', ['nk', [260, 1700], 'mk', [240, 860], 'rk', [90, 300], 'k0', 'i2', [170, -830], 'v3']),
  line('lokalgata', 'Västra Ringgatan', ['n2', 'm2', 'r2', 'k2', 'i1', 'v2']),
  line('lokalgata', 'Östra Ringgatan', ['n3', 'm3', 'r3', 'k3', 'i3', 'v4']),
  line('lokalgata', 'Linbanegatan', ['v1', 'i1', 'si', 'i2', 'i3', 'v5']),
  line('lokalgata', 'Gröngarnsvägen', ['w2', 'v2']),
  line('lokalgata', 'Munksundsvägen', ['w1', 'v1']),
  line('lokalgata', 'Enavägen', ['v2', 'w3']),
  line('lokalgata', 'Gånstavägen', ['v4', 'e2']),
  line('lokalgata', 'Åkersbergsvägen', ['v5', 'e1']),
  line('lokalgata', 'Hamnvägen', ['v3', [470, -1500], 'e3']),
  line(
    'rand',
    undefined,
    [
      'n1',
      'n2',
      'sn',
      'nk',
      'n3',
      'n4',
      'me',
      're',
      'ke',
      'e1',
      'e2',
      'e3',
      'sh',
      'w3',
      'w2',
      'w1',
      'kw',
      'rw',
      'mw',
      'n1',
    ],
    110,
  ),
];

/** Borders of forecast areas outside the town. */
export const ruralBorders: readonly TownLine[] = [
  line('gräns', undefined, ['A', [-11800, 9300], [-7600, 8200], [-3600, 9800], 'p'], 400),
  line('gräns', undefined, ['p', [2300, 12200], [4900, 16300], 'B'], 400),
  line('gräns', undefined, ['p', [2500, 5300], 'q'], 300),
  line('gräns', undefined, ['q', [8200, 6600], [13000, 4300], 'C'], 400),
  line('gräns', undefined, ['n4', [2300, 2900], 'q'], 200),
  line('gräns', undefined, ['sh', [300, -3300], [1500, -4400], 't', [1500, -7300], 'u'], 250),
  line('gräns', undefined, ['u', [-1200, -7600], 'z', [-2300, -2900], 'w2'], 250),
  line('gräns', undefined, ['u', [1100, -10200], 'D'], 300),
];

/** The municipality's border, cut where forecast areas meet it. Straight from corner to corner. */
export const borderLine: readonly Point[] = outline;

export interface DistrictSite {
  kind: DistrictKind;
  name: string;
  area: string;
  /** Metres east and north of the centre: a place inside the district. */
  at: Point;
}

function site(kind: DistrictKind, name: string, area: string, ...at: [number, number]): DistrictSite {
  return { kind, name, area: `0381${area}`, at: [townCentre[0] + at[0], townCentre[1] + at[1]] };
}

export const districtSites: readonly DistrictSite[] = [
  site('industri', 'Stenvreten', 'R009', -1000, 1800),
  site('villor', 'Romberga', 'R009', -400, 1800),
  site('villor', 'Romberga', 'R009', 50, 1800),
  site('flerbostadshus', 'Romberga', 'R009', 600, 1750),
  site('handel', 'Myran', 'R009', 1300, 1750),
  site('industri', 'Västerleden', 'R006', -1850, 1100),
  site('villor', 'Galgvreten', 'R006', -1000, 1000),
  site('flerbostadshus', 'Galgvreten', 'R006', -400, 920),
  site('skola', 'Korsängen', 'R004', 60, 900),
  site('rutnät', 'Korsängen', 'R004', 500, 900),
  site('handel', 'Fanna', 'R004', 1200, 950),
  site('villor', 'Fanna', 'R004', 2050, 1150),
  site('industri', 'Lillsidan', 'R006', -1780, 460),
  site('villor', 'Västerleden', 'R006', -1000, 400),
  site('rutnät', 'Sankt Ilian', 'R003', -400, 320),
  site('stadskärna', 'Centrum', 'R003', -30, 300),
  site('rutnät', 'Centrum', 'R003', 420, 270),
  site('nya kvarter', 'Älvdansen', 'R004', 1100, 270),
  site('villor', 'Fanna', 'R004', 1950, 350),
  site('villor', 'Sankt Ilian', 'R003', -950, -120),
  site('stadskärna', 'Sankt Ilian', 'R003', -380, -170),
  site('stadskärna', 'Centrum', 'R003', -40, -230),
  site('rutnät', 'Centrum', 'R003', 380, -260),
  site('sjukhus', 'Kryddgården', 'R001', 1030, -270),
  site('skola', 'Munksundet', 'R008', -900, -650),
  site('villor', 'Munksundet', 'R008', -480, -760),
  site('park', 'Skolparken', 'R003', -50, -800),
  site('flerbostadshus', 'Bergvreten', 'R001', 550, -780),
  site('villor', 'Bergvreten', 'R001', 1000, -640),
  site('villor', 'Gröngarn', 'R008', -1700, -130),
  site('flerbostadshus', 'Gröngarn', 'R008', -1420, -800),
  site('idrott', 'Enavallen', 'R008', -1200, -1250),
  site('villor', 'Munksundet', 'R008', -480, -1420),
  site('nya kvarter', 'Hamnen', 'R001', 170, -1560),
  site('villor', 'Gånsta', 'R001', 1020, -1370),
  site('villor', 'Gånsta', 'R001', 1550, -950),
  site('villor', 'Åkersberg', 'R001', 1950, -500),
];
