import { inset } from './block.ts';
import { type District, divideDistrict } from './districts.ts';
import { type GroundPiece, groundsBetween } from './grounds.ts';
import { around, item } from './lists.ts';
import { expand, places, pointNumber, type Ring, streetAlong } from './mesh.ts';
import { centroid, type Point, signedArea } from './plane.ts';
import type { Random } from './prng.ts';
import { groundOf, halfWidth, type StreetNet } from './streets.ts';

export interface Block {
  district: District;
  /** Along the middle of the streets around it. */
  face: number[];
  /** What is left when the streets have had their width. */
  ring: number[];
  grounds: GroundPiece[];
  centre: Point;
  /** Square metres of the block itself. */
  size: number;
}

/** A town or village: a net of streets and the blocks between them. */
export interface Settlement {
  name: string;
  net: StreetNet;
  blocks: Block[];
  /** The edge of the built-up land. */
  edge: Point[];
  population: number;
}

/** Cuts districts into blocks along new streets, then gives every street its width. */
export function blocksOf(
  net: StreetNet,
  districts: readonly { district: District; ring: Ring }[],
  random: Random,
): Block[] {
  const faces = districts.flatMap(({ district, ring }) =>
    divideDistrict(net, district, ring, random).map((face) => ({ district, face })),
  );
  return faces.flatMap(({ district, face }) => withStreetWidth(net, district, expand(net.mesh, face)) ?? []);
}

function withStreetWidth({ mesh, streets }: StreetNet, district: District, face: number[]): Block | undefined {
  const kinds = face.map((from, index) => {
    const street = streetAlong(mesh, from, around(face, index + 1));
    return street === undefined ? 'gräns' : item(streets, street).kind;
  });
  const inner = inset(
    places(mesh, face),
    kinds.map((kind) => halfWidth[kind]),
  );
  if (!inner) return undefined;
  const ring = inner.ring.map((point) => pointNumber(mesh, point));
  const corners = places(mesh, ring);
  const size = signedArea(corners);
  if (size < 150 || new Set(ring).size !== ring.length) return undefined;
  const grounds = groundsBetween(
    face,
    kinds.map((kind) => groundOf[kind]),
    ring,
    inner.sources,
  );
  return { district, face, ring, grounds, centre: centroid(corners), size };
}
