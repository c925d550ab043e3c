/** A smooth hilly field between about −1 and 1, the same for the same place and seed. `scale`: metres from hill to hill. */
export function hills(x: number, y: number, scale: number, seed: number): number {
  let sum = 0;
  let weight = 0.55;
  let size = scale;
  for (let octave = 0; octave < 4; octave++) {
    sum += weight * smooth(x / size, y / size, seed + octave * 101);
    weight *= 0.5;
    size *= 0.47;
  }
  return sum;
}

function smooth(x: number, y: number, seed: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const u = ease(x - column);
  const v = ease(y - row);
  const below = mix(lattice(column, row, seed), lattice(column + 1, row, seed), u);
  const above = mix(lattice(column, row + 1, seed), lattice(column + 1, row + 1, seed), u);
  return mix(below, above, v);
}

function ease(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** A fixed number between −1 and 1 for each whole place. */
function lattice(column: number, row: number, seed: number): number {
  let hash = Math.imul(column, 0x27d4eb2d) ^ Math.imul(row, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2147483648 - 1;
}
