import { expandLine, layStreet, type Mesh, places } from './mesh.ts';
import { streetName } from './names.ts';
import { distance, type Point } from './plane.ts';
import type { Random } from './prng.ts';

/** What runs along the border between two blocks. */
export type StreetKind = 'motorväg' | 'huvudväg' | 'lokalgata' | 'gångväg' | 'järnväg' | 'å' | 'rand' | 'gräns';

export interface Street {
  kind: StreetKind;
  name: string | undefined;
  lines: number[][];
}

export interface StreetNet {
  mesh: Mesh;
  streets: Street[];
  /** Street names that are taken in the whole municipality. */
  names: Set<string>;
}

/** Metres from the middle to the edge of the blocks. */
export const halfWidth: Readonly<Record<StreetKind, number>> = {
  motorväg: 42,
  huvudväg: 10,
  lokalgata: 6,
  gångväg: 3.5,
  järnväg: 16,
  å: 19,
  rand: 9,
  gräns: 9,
};

/** What a plan says about the ground between the middle of a street and the blocks. */
export type Ground = 'gata' | 'spår' | 'park' | 'natur';

export const groundOf: Readonly<Record<StreetKind, Ground>> = {
  motorväg: 'gata',
  huvudväg: 'gata',
  lokalgata: 'gata',
  gångväg: 'gata',
  järnväg: 'spår',
  å: 'park',
  rand: 'natur',
  gräns: 'natur',
};

/** Adds a street along lines of the mesh and gives it a name if it is long enough to need one. */
export function addStreet(net: StreetNet, kind: StreetKind, lines: number[][], random: Random, name?: string): void {
  const length = lines.reduce((sum, line) => sum + lengthOf(places(net.mesh, line)), 0);
  const named = name ?? (kind === 'lokalgata' && length > 70 ? streetName(random, net.names) : undefined);
  net.streets.push({ kind, name: named, lines });
  for (const line of lines) layStreet(net.mesh, line, net.streets.length - 1);
}

/** Where a street runs, with every corner that has been added since it was laid. */
export function courseOf(mesh: Mesh, { lines }: Street): Point[][] {
  return lines.map((line) => places(mesh, expandLine(mesh, line)));
}

function lengthOf(line: readonly Point[]): number {
  return line.reduce((sum, point, index) => sum + (index === 0 ? 0 : distance(point, line[index - 1] ?? point)), 0);
}
