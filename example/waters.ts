import { hills } from './noise.ts';
import { distanceToSegment, type Point } from './plane.ts';

/** A bay or lake: a line along its middle and how far the shore is from it, all in metres, EPSG:3006. */
interface Water {
  name: string;
  middle: readonly (readonly [x: number, y: number, shore: number])[];
}

/** Mälaren's bays around Trögd and Enköping, and some lakes. Names are real, shores invented. */
export const waters: readonly Water[] = [
  {
    name: 'Svinnegarnsviken',
    middle: [
      [617110, 6610720, 45],
      [617500, 6610250, 90],
      [618150, 6609300, 270],
      [618750, 6607600, 470],
      [619000, 6605200, 650],
      [618800, 6603000, 850],
      [618300, 6600200, 1200],
    ],
  },
  {
    name: 'Mälaren',
    middle: [
      [608200, 6602300, 500],
      [611100, 6599300, 650],
      [614600, 6598000, 700],
      [617000, 6598500, 900],
      [620600, 6598700, 900],
      [622400, 6595300, 900],
      [626000, 6592500, 1000],
      [631500, 6590300, 1100],
      [634500, 6587800, 900],
      [637200, 6585000, 1300],
    ],
  },
  {
    name: 'Gripsholmsviken',
    middle: [
      [637800, 6588000, 900],
      [641200, 6592500, 1300],
      [640300, 6597000, 1000],
      [637600, 6602300, 700],
      [635400, 6606300, 600],
      [634700, 6609000, 420],
      [634900, 6612800, 260],
    ],
  },
  {
    name: 'Lårstaviken',
    middle: [
      [636300, 6616000, 420],
      [634700, 6617900, 300],
      [633300, 6620300, 180],
    ],
  },
  {
    name: 'Vallbyviken',
    middle: [
      [627000, 6592700, 700],
      [626900, 6595700, 420],
      [627500, 6598300, 230],
    ],
  },
  {
    name: 'Långsjön',
    middle: [
      [607000, 6633700, 230],
      [608300, 6632900, 340],
    ],
  },
  {
    name: 'Siggeforasjön',
    middle: [
      [616400, 6634900, 300],
      [617000, 6634000, 330],
    ],
  },
  {
    name: 'Skärsjön',
    middle: [
      [603300, 6630700, 260],
      [603800, 6630000, 200],
    ],
  },
  {
    name: 'Lillsjön',
    middle: [
      [613700, 6625000, 180],
      [614300, 6624500, 250],
    ],
  },
  {
    name: 'Storsjön',
    middle: [
      [625300, 6628900, 220],
      [625900, 6628100, 260],
    ],
  },
  {
    name: 'Kärrsjön',
    middle: [
      [610300, 6617700, 200],
      [610900, 6617300, 150],
    ],
  },
];

/** Metres from the shore, positive in the water. The shore wanders more where the water is wide. */
export function waterDepth([x, y]: Point): number {
  let deepest = -5000;
  for (const { middle } of waters) {
    for (let index = 1; index < middle.length; index++) {
      const [ax, ay, a] = middle[index - 1] ?? [0, 0, 0];
      const [bx, by, b] = middle[index] ?? [0, 0, 0];
      const reach = Math.max(a, b);
      if (Math.abs(x - (ax + bx) / 2) > Math.abs(ax - bx) / 2 + 2 * reach + 600) continue;
      if (Math.abs(y - (ay + by) / 2) > Math.abs(ay - by) / 2 + 2 * reach + 600) continue;
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const along = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
      const shore = a + (b - a) * along;
      const away = distanceToSegment([x, y], [ax, ay], [bx, by]);
      if (away > 2 * shore + 600) continue;
      const wander = shore > 60 ? hills(x, y, 1400, 7) * Math.min(420, shore * 0.75) : 0;
      deepest = Math.max(deepest, shore - away + wander);
    }
  }
  return deepest;
}
