import type { District } from './districts.ts';
import { facesBetween } from './graph.ts';
import { item } from './lists.ts';
import { dissolve, emptyMesh, expand, layStreet, places, pointNumber } from './mesh.ts';
import { contains, type Point, smoothThrough } from './plane.ts';
import { randomFrom } from './prng.ts';
import { blocksOf, type Settlement } from './settlement.ts';
import type { StreetNet } from './streets.ts';
import { borderLine, districtSites, ruralBorders, type TownLine, townLines } from './townplan.ts';

export interface Town extends Settlement {
  /** Forecast area code → its rings, expanded, as they lie in the same mesh. */
  areas: Map<string, Point[][]>;
}

/** Places outside the town, one in each forecast area that is mostly countryside. EPSG:3006. */
const ruralSites: readonly [string, Point][] = [
  ['0381R002', [616800, 6608500]],
  ['0381R005', [608000, 6630000]],
  ['0381R007', [628000, 6624000]],
  ['0381R010', [629000, 6605000]],
  ['0381R011', [608500, 6612000]],
];

/** Enköping itself, and the forecast areas, whose borders in town are the town's own streets. */
export function buildTown(names: Set<string>): Town {
  const random = randomFrom('enköping');
  const net: StreetNet = { mesh: emptyMesh(), streets: [], names };
  const { mesh } = net;
  const drawn = [...townLines, ...ruralBorders].map((line) => ({ line, path: draw(line) }));
  const border = borderLine.map((point) => pointNumber(mesh, point));
  for (const { line, path } of drawn) {
    net.streets.push({ kind: line.kind, name: line.name, lines: [path] });
    if (line.name !== undefined) names.add(line.name);
    layStreet(mesh, path, net.streets.length - 1);
  }

  const faces = facesBetween(mesh, [...drawn.map(({ path }) => path), [...border, item(border, 0)]]);
  const faceAt = (site: Point) => {
    const face = faces.find((ring) => contains(places(mesh, ring), site));
    if (!face) throw new Error(`No district at ${site.join(' ')}`);
    return face;
  };
  const districts = districtSites.map(({ kind, name, area, at }) => {
    const district: District = { kind, name, area };
    return { district, ring: faceAt(at) };
  });
  const blocks = blocksOf(net, districts, random);

  const parts = [
    ...districts.map(({ district, ring }) => [district.area, ring] as const),
    ...ruralSites.map(([area, site]) => [area, faceAt(site)] as const),
  ];
  const codes = [...new Set(parts.map(([code]) => code))].sort();
  const outlineOf = (rings: readonly (readonly number[])[]) =>
    dissolve(
      mesh,
      rings.map((ring) => expand(mesh, ring)),
    ).map((ring) => places(mesh, ring));
  const areas = new Map(
    codes.map((code) => [code, outlineOf(parts.filter(([of]) => of === code).map(([, ring]) => ring))]),
  );
  const edge = item(outlineOf(districts.map(({ ring }) => ring)), 0);
  return { name: 'Enköping', net, blocks, edge, population: 25400, areas };

  function draw({ points, step }: TownLine): number[] {
    const pieces = smoothThrough(points, step);
    const path = pieces.flatMap((piece) => piece.slice(0, -1));
    const last = points.at(-1);
    return [...path, ...(last ? [last] : [])].map((point) => pointNumber(mesh, point));
  }
}
