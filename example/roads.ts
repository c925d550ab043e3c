import { item } from './lists.ts';
import { distance, millimetre, type Point, smoothThrough } from './plane.ts';
import type { Settlement } from './settlement.ts';
import { courseOf } from './streets.ts';
import type { ExampleRow } from './tables.ts';
import { townCentre } from './townplan.ts';
import { multiLineText } from './wkt.ts';

export const roadColumns = ['id', 'klass', 'namn', 'geom'] as const;

type Stop = Point | string;

interface Route {
  kind: 'motorväg' | 'huvudväg' | 'lokalgata' | 'järnväg';
  name: string;
  /** Points in EPSG:3006, or villages, whose main road is a part of the way. */
  stops: readonly Stop[];
}

function local(x: number, y: number): Point {
  return [townCentre[0] + x, townCentre[1] + y];
}

/** Roads and railway outside the town, from its edge to the villages and on to the neighbours. */
const routes: readonly Route[] = [
  {
    kind: 'motorväg',
    name: 'E18',
    stops: [[604350, 6616100], [608200, 6614100], [611800, 6613650], local(-2350, 1600)],
  },
  {
    kind: 'motorväg',
    name: 'E18',
    stops: [local(2650, 1740), [622600, 6614900], [627300, 6613700], [631200, 6613500], [634800, 6614000]],
  },
  {
    kind: 'järnväg',
    name: 'Mälarbanan',
    stops: [[604800, 6614300], [608600, 6612300], [611700, 6612500], local(-2180, 800)],
  },
  {
    kind: 'järnväg',
    name: 'Mälarbanan',
    stops: [local(2560, 980), [622400, 6613300], [626300, 6612700], [630600, 6612400], [634400, 6612600]],
  },
  {
    kind: 'huvudväg',
    name: 'Västeråsvägen',
    stops: [local(-2100, 150), [613200, 6612300], 'Hummelsta', [607200, 6611900], [605000, 6613250]],
  },
  {
    kind: 'huvudväg',
    name: 'Stockholmsvägen',
    stops: [
      local(2420, -320),
      [620500, 6612900],
      'Skolsta',
      [624600, 6612900],
      'Grillby',
      [630400, 6611000],
      [634200, 6610700],
    ],
  },
  {
    kind: 'huvudväg',
    name: 'Väg 70',
    stops: [
      local(310, 2360),
      [617000, 6616400],
      [614600, 6619600],
      [612100, 6623400],
      'Fjärdhundra',
      [605300, 6631800],
      [604500, 6637700],
    ],
  },
  {
    kind: 'huvudväg',
    name: 'Väg 55',
    stops: [
      [617000, 6616400],
      [619300, 6617500],
      'Härkeberga',
      [625300, 6621500],
      'Örsundsbro',
      [632300, 6627300],
      [633500, 6629100],
    ],
  },
  {
    kind: 'huvudväg',
    name: 'Trögdsvägen',
    stops: [[627300, 6610600], [627900, 6608000], 'Lillkyrka', [629500, 6602900], 'Veckholm'],
  },
  {
    kind: 'huvudväg',
    name: 'Bredsandsvägen',
    stops: [local(-1560, -1180), [615500, 6610500], [616600, 6610000], 'Bredsand'],
  },
  { kind: 'lokalgata', name: 'Hagavägen', stops: [[615500, 6610500], 'Haga'] },
  { kind: 'lokalgata', name: 'Kolarviksvägen', stops: [[616900, 6607400], 'Kolarvik'] },
  { kind: 'lokalgata', name: 'Märsövägen', stops: [[615100, 6608700], [613800, 6605600], [612800, 6602600], 'Märsön'] },
  {
    kind: 'lokalgata',
    name: 'Torsvivägen',
    stops: [
      [629500, 6602900],
      [630600, 6599600],
      [632800, 6596500],
      [636500, 6592800],
    ],
  },
  {
    kind: 'lokalgata',
    name: 'Vallbyvägen',
    stops: [
      [628300, 6606400],
      [625200, 6602100],
      [624200, 6598800],
    ],
  },
  {
    kind: 'lokalgata',
    name: 'Boglösavägen',
    stops: [local(1560, -1480), [620600, 6609800], [623000, 6607100], [625200, 6602100]],
  },
  {
    kind: 'lokalgata',
    name: 'Simtunavägen',
    stops: [
      [610100, 6626000],
      [611900, 6629300],
      [616200, 6632400],
      [618200, 6637200],
    ],
  },
  {
    kind: 'lokalgata',
    name: 'Tillingevägen',
    stops: [[608400, 6614600], [606600, 6618400], [605100, 6622700], 'Fjärdhundra'],
  },
  {
    kind: 'lokalgata',
    name: 'Nysätravägen',
    stops: [
      [622900, 6620100],
      [621400, 6624700],
      [622100, 6629400],
      [621900, 6634100],
    ],
  },
  {
    kind: 'lokalgata',
    name: 'Giresvägen',
    stops: [
      [631100, 6625400],
      [635200, 6622400],
      [639700, 6621700],
    ],
  },
  {
    kind: 'lokalgata',
    name: 'Långtoravägen',
    stops: [
      [625300, 6621500],
      [630300, 6618400],
      [633500, 6616500],
    ],
  },
];

/** Every road, street and track, one row a name and place. */
export function* roads(settlements: readonly Settlement[]): Generator<ExampleRow> {
  let number = 0;
  const row = (kind: string, name: string | null, lines: readonly Point[][]): ExampleRow => [
    `v${String(++number).padStart(5, '0')}`,
    kind,
    name,
    multiLineText(lines),
  ];
  for (const { kind, name, stops } of routes) yield row(kind, name, courses(stops, settlements));
  for (const { net } of settlements) {
    for (const street of net.streets) {
      if (street.kind === 'å' || street.kind === 'rand' || street.kind === 'gräns') continue;
      yield row(street.kind, street.name ?? null, courseOf(net.mesh, street));
    }
  }
}

/** A road ends where a village's own main road begins and goes on where that ends. */
function courses(stops: readonly Stop[], settlements: readonly Settlement[]): Point[][] {
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  for (const stop of stops) {
    if (typeof stop !== 'string') {
      piece.push(stop);
      continue;
    }
    const [near, far] = endsOf(stop, settlements, piece.at(-1));
    pieces.push([...piece, near]);
    piece = [far];
  }
  if (piece.length > 1) pieces.push(piece);
  return pieces.map((points) => {
    const smooth = smoothThrough(points, 150).flatMap((part, index) => (index === 0 ? part : part.slice(1)));
    return smooth.map(([x, y]): Point => [millimetre(x), millimetre(y)]);
  });
}

function endsOf(village: string, settlements: readonly Settlement[], from: Point | undefined): [Point, Point] {
  const settlement = settlements.find(({ name }) => name === village);
  const road = settlement?.net.streets.find(({ kind }) => kind === 'huvudväg');
  if (!settlement || !road) throw new Error(`No main road through ${village}`);
  const course = item(courseOf(settlement.net.mesh, road), 0);
  const ends: [Point, Point] = [item(course, 0), item(course, course.length - 1)];
  return from && distance(from, ends[1]) < distance(from, ends[0]) ? [ends[1], ends[0]] : ends;
}
