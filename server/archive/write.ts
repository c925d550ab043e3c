import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';
import type { Bounds } from '../geometry/extent.ts';
import type { TileCoordinates } from '../tiles/tile-matrix-sets.ts';
import { varint } from './varint.ts';

/** Writes PMTiles version 3 (github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md): one file that any web server serves. */

export interface ArchiveFacts {
  /** Any JSON, `vector_layers` among it. */
  metadata: object;
  minzoom: number;
  maxzoom: number;
  bounds: Bounds;
}

/** A run of equal tiles: its first id, where its bytes are in the section of tiles, and how many ids have them. */
interface Entry {
  id: number;
  offset: number;
  length: number;
  run: number;
}

const headerBytes = 127;
/** The header and the root directory are read with one request of this size. */
const firstRequestBytes = 16_384;
const leafEntries = 4_096;
const gzipCompression = 2;
const mvtType = 1;

/** The order in which an archive has its tiles. */
export function inArchiveOrder(tiles: readonly TileCoordinates[]): TileCoordinates[] {
  return tiles
    .map((tile) => ({ tile, id: zxyToTileId(tile.z, tile.x, tile.y) }))
    .sort((a, b) => a.id - b.id)
    .map(({ tile }) => tile);
}

/**
 * Writes an archive from tiles in archive order, each compressed with gzip; empty ones are left out. The file appears
 * whole or not at all. Gives the number of tiles that it has.
 */
export async function writeArchive(
  file: string,
  tiles: AsyncIterable<{ tile: TileCoordinates; gzip: Buffer }>,
  facts: ArchiveFacts,
): Promise<number> {
  const draft = `${file}.${process.pid}.part`;
  const data = await open(`${draft}.data`, 'w+');
  try {
    const { entries, bytes, contents } = await writeTiles(data, tiles);
    const addressed = entries.reduce((sum, { run }) => sum + run, 0);
    const { root, leaves } = directories(entries);
    const metadata = gzipSync(JSON.stringify(facts.metadata));
    const header = makeHeader(facts, { root, metadata, leaves, bytes, addressed, entries: entries.length, contents });
    const whole = await open(draft, 'w');
    try {
      await whole.write(Buffer.concat([header, root, metadata, leaves]));
      await append(data, bytes, whole);
      await whole.sync();
    } finally {
      await whole.close();
    }
    await rename(draft, file);
    return addressed;
  } finally {
    await data.close();
    await rm(`${draft}.data`, { force: true });
    await rm(draft, { force: true });
  }
}

async function writeTiles(data: FileHandle, tiles: AsyncIterable<{ tile: TileCoordinates; gzip: Buffer }>) {
  const entries: Entry[] = [];
  const known = new Map<string, { offset: number; length: number }>();
  let bytes = 0;
  for await (const { tile, gzip } of tiles) {
    const id = zxyToTileId(tile.z, tile.x, tile.y);
    const hash = createHash('sha1').update(gzip).digest('base64');
    const place = known.get(hash) ?? { offset: bytes, length: gzip.length };
    if (!known.has(hash)) {
      await data.write(gzip);
      bytes += gzip.length;
      known.set(hash, place);
    }
    const last = entries.at(-1);
    if (last && last.offset === place.offset && last.id + last.run === id) last.run += 1;
    else entries.push({ id, ...place, run: 1 });
  }
  return { entries, bytes, contents: known.size };
}

async function append(from: FileHandle, length: number, to: FileHandle): Promise<void> {
  const piece = Buffer.alloc(1 << 20);
  for (let at = 0; at < length; ) {
    const { bytesRead } = await from.read(piece, 0, Math.min(piece.length, length - at), at);
    await to.write(piece, 0, bytesRead);
    at += bytesRead;
  }
}

/** One directory when it fits the first request, else a root that leads to leaves. */
function directories(entries: readonly Entry[]): { root: Buffer; leaves: Buffer } {
  const whole = directory(entries);
  if (whole.length <= firstRequestBytes - headerBytes) return { root: whole, leaves: Buffer.alloc(0) };
  for (let size = leafEntries; ; size *= 2) {
    const leaves: Buffer[] = [];
    const pointers: Entry[] = [];
    let offset = 0;
    for (let at = 0; at < entries.length; at += size) {
      const leaf = directory(entries.slice(at, at + size));
      // A run of 0 points to a leaf.
      pointers.push({ id: entries[at]?.id ?? 0, offset, length: leaf.length, run: 0 });
      offset += leaf.length;
      leaves.push(leaf);
    }
    const root = directory(pointers);
    if (root.length <= firstRequestBytes - headerBytes) return { root, leaves: Buffer.concat(leaves) };
  }
}

/** Column by column, each a varint, the whole compressed (§4). */
function directory(entries: readonly Entry[]): Buffer {
  const numbers: number[] = [entries.length];
  for (const [index, { id }] of entries.entries()) numbers.push(id - (entries[index - 1]?.id ?? 0));
  for (const { run } of entries) numbers.push(run);
  for (const { length } of entries) numbers.push(length);
  for (const [index, { offset }] of entries.entries()) {
    const before = entries[index - 1];
    // 0: where the bytes of the entry before end.
    numbers.push(before && before.offset + before.length === offset ? 0 : offset + 1);
  }
  return gzipSync(Buffer.from(numbers.flatMap(varint)));
}

interface Sections {
  root: Buffer;
  metadata: Buffer;
  leaves: Buffer;
  bytes: number;
  addressed: number;
  entries: number;
  contents: number;
}

/** §3: little-endian, coordinates in ten-millionths of a degree. */
function makeHeader({ minzoom, maxzoom, bounds }: ArchiveFacts, sections: Sections): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write('PMTiles');
  header.writeUInt8(3, 7);
  const { root, metadata, leaves, bytes } = sections;
  const lengths = [root.length, metadata.length, leaves.length, bytes];
  let offset = headerBytes;
  for (const [index, length] of lengths.entries()) {
    header.writeBigUInt64LE(BigInt(offset), 8 + index * 16);
    header.writeBigUInt64LE(BigInt(length), 16 + index * 16);
    offset += length;
  }
  for (const [index, count] of [sections.addressed, sections.entries, sections.contents].entries()) {
    header.writeBigUInt64LE(BigInt(count), 72 + index * 8);
  }
  header.writeUInt8(1, 96);
  header.writeUInt8(gzipCompression, 97);
  header.writeUInt8(gzipCompression, 98);
  header.writeUInt8(mvtType, 99);
  header.writeUInt8(minzoom, 100);
  header.writeUInt8(maxzoom, 101);
  const [west, south, east, north] = bounds;
  for (const [index, degrees] of [west, south, east, north].entries()) {
    header.writeInt32LE(Math.round(degrees * 1e7), 102 + index * 4);
  }
  header.writeUInt8(minzoom, 118);
  header.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119);
  header.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123);
  return header;
}
