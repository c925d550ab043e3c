import type { SourceRows } from './drawing/features.ts';

/** Rows as they travel to the thread that draws. */
export function packed(
  rows: readonly { wkb: Buffer | null; properties: string | object; point?: readonly [number | null, number | null] }[],
): SourceRows {
  const ends = new Uint32Array(rows.length);
  const points = new Float64Array(2 * rows.length).fill(Number.NaN);
  let length = 0;
  rows.forEach(({ wkb, point }, index) => {
    length += wkb?.length ?? 0;
    ends[index] = length;
    points[2 * index] = point?.[0] ?? Number.NaN;
    points[2 * index + 1] = point?.[1] ?? Number.NaN;
  });
  const geometry = new Uint8Array(length);
  rows.forEach(({ wkb }, index) => {
    if (wkb) geometry.set(wkb, (ends[index] ?? 0) - wkb.length);
  });
  const properties = rows.map((row) =>
    typeof row.properties === 'string' ? row.properties : JSON.stringify(row.properties),
  );
  return { properties, geometry, ends, points };
}
