import { ringArea, turnRing } from './rings.ts';

/** Geometry of a GeoPackage (OGC 12-128r19 §2.1.3) as PostGIS's EWKB, without going through coordinates as numbers of JSON. */

/** What a row's geometry is, beside its bytes. */
export interface Measured {
  /** OGC 06-103r4 table 7: 1 a point … 7 a collection. */
  type: number;
  corners: number;
  /** 0 points, 1 lines, 2 surfaces; null for a mixture. */
  dimension: 0 | 1 | 2 | null;
  /** West, south, east, north. */
  extent: [number, number, number, number];
  /** A ring of three points, a coordinate that is no number. */
  isBroken: boolean;
  isEmpty: boolean;
}

/** Arcs, and whatever else is left to GDAL. */
export class NotOurs extends Error {}

/** Bytes of the header's envelope, by its number (table 2.1.3). */
const envelopes = [0, 32, 48, 48, 64];
const lastType = 7;
export const withSrid = 0x20000000;
/** The old way of GDAL and PostGIS to say that there are heights. */
const oldHeights = 0x80000000;
/** Where a geometry leaves room for the number of the coordinate system. */
const sridAt = 5;

/** A geometry of some kind within another: -1 for a mixture of dimensions, undefined for a collection of nothing. */
interface Member {
  type: number;
  dimension: number | undefined;
  isEmpty: boolean;
}

/**
 * Many geometries as EWKB, one after the other: 2D, little endian, their SRID 0, rings closed and turned as GeoJSON wants them
 * (RFC 7946 §3.1.6), since GDAL does so and a row without a key is known by its bytes. A class, since functions made anew for each of
 * a hundred thousand rows take as long as the reading.
 */
export class Shapes {
  #buffer: Buffer<ArrayBuffer>;
  #out: DataView;
  #to = 0;
  #view: DataView = new DataView(new ArrayBuffer(0));
  #at = 0;
  #corners = 0;
  #isBroken = false;
  #extent: Measured['extent'] = [0, 0, 0, 0];

  constructor(bytes: number) {
    this.#buffer = Buffer.allocUnsafeSlow(bytes);
    this.#out = new DataView(this.#buffer.buffer);
  }

  get length(): number {
    return this.#to;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#buffer.buffer, 0, this.#to);
  }

  /** Throws NotOurs for what only GDAL can read, and RangeError for what ends too early. */
  append(blob: Uint8Array): Measured {
    this.#view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
    const flags = blob[3] ?? 0;
    const envelope = envelopes[(flags >> 1) & 7];
    // "GP"; bit 5 is an extension's own geometry.
    if (this.#view.getUint16(0) !== 0x4750 || envelope === undefined || flags & 32) throw new NotOurs();
    // Closing an open ring takes room for a corner more than was read.
    this.#reserve(blob.byteLength * 2 + 64);
    this.#at = 8 + envelope;
    this.#corners = 0;
    this.#isBroken = false;
    this.#extent = [Infinity, Infinity, -Infinity, -Infinity];
    const { type, dimension, isEmpty } = this.#geometry(true);
    return {
      type,
      corners: this.#corners,
      dimension: dimension === 0 || dimension === 1 || dimension === 2 ? dimension : null,
      extent: this.#extent,
      isBroken: this.#isBroken,
      isEmpty,
    };
  }

  #geometry(isOutermost: boolean): Member {
    const view = this.#view;
    const little = view.getUint8(this.#at) === 1;
    const said = view.getUint32(this.#at + 1, little);
    this.#at += 5;
    const hasOldHeights = said >= oldHeights;
    const number = hasOldHeights ? said - oldHeights : said;
    const type = number % 1000;
    const more = hasOldHeights ? 1 : [0, 1, 1, 2][Math.floor(number / 1000)];
    if (more === undefined || type < 1 || type > lastType) throw new NotOurs();
    const size = 16 + more * 8;
    this.#need(64);
    this.#out.setUint8(this.#to, 1);
    this.#out.setUint32(this.#to + 1, isOutermost ? type | withSrid : type, true);
    this.#to += 5;
    if (isOutermost) this.#integer(0);
    if (type === 1) return this.#point(little, size);
    if (type === 2) return { type, dimension: 1, isEmpty: this.#line(little, size, undefined) === 0 };
    const members = this.#count(little);
    this.#integer(members);
    if (type === 3) {
      for (let index = 0; index < members; index += 1) this.#line(little, size, index === 0 ? 'shell' : 'hole');
      return { type, dimension: 2, isEmpty: members === 0 };
    }
    const dimensions = new Set<number | undefined>();
    let isEmpty = true;
    for (let index = 0; index < members; index += 1) {
      const member = this.#geometry(false);
      dimensions.add(member.dimension);
      if (!member.isEmpty) isEmpty = false;
    }
    if (type < lastType) return { type, dimension: type - 4, isEmpty: members === 0 };
    const [only] = dimensions;
    return { type, dimension: dimensions.size === 1 ? only : -1, isEmpty };
  }

  #point(little: boolean, size: number): Member {
    const [x, y] = [this.#view.getFloat64(this.#at, little), this.#view.getFloat64(this.#at + 8, little)];
    this.#at += size;
    this.#put(x, y);
    this.#corners += 1;
    return { type: 1, dimension: 0, isEmpty: Number.isNaN(x) && Number.isNaN(y) };
  }

  /** Gives how many corners were there. */
  #line(little: boolean, size: number, ring: 'shell' | 'hole' | undefined): number {
    const view = this.#view;
    const number = this.#count(little);
    if (number * size > view.byteLength - this.#at) throw new RangeError();
    this.#need((number + 1) * 16 + 64);
    const countAt = this.#to;
    this.#integer(number);
    const first = this.#to;
    for (let index = 0; index < number; index += 1) {
      this.#put(view.getFloat64(this.#at, little), view.getFloat64(this.#at + 8, little));
      this.#at += size;
    }
    let written = number;
    if (ring && number > 0) {
      const out = this.#out;
      const [x, y] = [out.getFloat64(first, true), out.getFloat64(first + 8, true)];
      if (x !== out.getFloat64(this.#to - 16, true) || y !== out.getFloat64(this.#to - 8, true)) {
        this.#put(x, y);
        written += 1;
        out.setUint32(countAt, written, true);
      }
      const area = ringArea(out, first, written);
      if (ring === 'shell' ? area < 0 : area >= 0) turnRing(out, first, written);
    }
    this.#corners += number;
    if (written < (ring ? 4 : 2)) this.#isBroken = true;
    return number;
  }

  #put(exactX: number, exactY: number): void {
    const [x, y] = [rounded(exactX), rounded(exactY)];
    const extent = this.#extent;
    if (!Number.isFinite(x) || !Number.isFinite(y)) this.#isBroken = true;
    if (x < extent[0]) extent[0] = x;
    if (y < extent[1]) extent[1] = y;
    if (x > extent[2]) extent[2] = x;
    if (y > extent[3]) extent[3] = y;
    this.#out.setFloat64(this.#to, x, true);
    this.#out.setFloat64(this.#to + 8, y, true);
    this.#to += 16;
  }

  #count(little: boolean): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, little);
  }

  #integer(value: number): void {
    this.#out.setUint32(this.#to, value, true);
    this.#to += 4;
  }

  /** More than was reserved is asked for by counts that cannot be true. */
  #need(bytes: number): void {
    if (this.#to + bytes > this.#out.byteLength) throw new NotOurs();
  }

  #reserve(bytes: number): void {
    if (this.#to + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#buffer.length * 2, this.#to + bytes));
    this.#buffer.copy(larger, 0, 0, this.#to);
    this.#buffer = larger;
    this.#out = new DataView(larger.buffer);
  }
}

const twelveDecimals = 1e12;

/** To twelve decimals, as we ask GDAL for: degrees have more, metres fewer. */
function rounded(value: number): number {
  if (value > 8_192 || value < -8_192 || Number.isNaN(value)) return value;
  const times = value * twelveDecimals;
  const whole = Math.round(times);
  const isInTheMiddle = Math.abs(Math.abs(times - whole) - 0.5) < 0.05;
  return isInTheMiddle ? Number(value.toFixed(12)) : whole / twelveDecimals;
}

/** Says in which system the bytes of `Shapes` are. */
export function setSrid(bytes: Buffer, srid: number): void {
  bytes.writeUInt32LE(srid, sridAt);
}
