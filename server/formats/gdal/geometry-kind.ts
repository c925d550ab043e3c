const kinds = { 1: 'point', 2: 'line', 3: 'polygon', 4: 'point', 5: 'line', 6: 'polygon', 7: 'collection' } as const;

export type GeometryKind = (typeof kinds)[keyof typeof kinds];

/**
 * Whether WKB or EWKB in hex is of points, lines or polygons, from its first five bytes (OGC 06-103r4, 8.2). Throws
 * for anything else: arcs are to be made lines before. */
export function geometryKind(hex: string): GeometryKind {
  const head = Buffer.from(hex.slice(0, 10), 'hex');
  const type = head.length < 5 ? 0 : head[0] === 1 ? head.readUInt32LE(1) : head.readUInt32BE(1);
  // EWKB has flags in the highest bits, ISO adds thousands for Z and M.
  const plain = (type & 0x1fff_ffff) % 1000;
  if (!isKnown(plain)) throw new Error(`no simple geometry: ${hex.slice(0, 18)}`);
  return kinds[plain];
}

function isKnown(type: number): type is keyof typeof kinds {
  return type in kinds;
}

/** East and north of a point in hex WKB or EWKB; undefined for an empty point. */
export function pointOf(hex: string): readonly [east: number, north: number] | undefined {
  const bytes = Buffer.from(hex, 'hex');
  const little = bytes[0] === 1;
  const hasSrid = ((little ? bytes.readUInt32LE(1) : bytes.readUInt32BE(1)) & 0x2000_0000) !== 0;
  const at = hasSrid ? 9 : 5;
  const read = (offset: number) => (little ? bytes.readDoubleLE(offset) : bytes.readDoubleBE(offset));
  const point = [read(at), read(at + 8)] as const;
  return point.every(Number.isFinite) ? point : undefined;
}
