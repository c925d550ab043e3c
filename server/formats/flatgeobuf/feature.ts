import { Builder } from 'flatbuffers';
import { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import { Feature } from 'flatgeobuf/lib/mjs/flat-geobuf/feature.js';
import type { Row } from '../../database/database.ts';
import type { Field } from '../../datasets/definition.ts';
import type { FlatColumn } from '../../features/index.ts';
import { type Shape, writeShape } from './shape.ts';

export const columnTypes: Record<Field['type'], ColumnType> = {
  text: ColumnType.String,
  code: ColumnType.String,
  integer: ColumnType.Long,
  double: ColumnType.Double,
  boolean: ColumnType.Bool,
  date: ColumnType.DateTime,
  timestamptz: ColumnType.DateTime,
  list: ColumnType.String,
};

/** Writes features one after the other. What it gives is good until the next one is written. */
export function featureWriter(columns: readonly FlatColumn[]): (row: Row, shape: Shape | undefined) => Uint8Array {
  const builder = new Builder(65_536);
  const properties = new Properties();
  return (row, shape) => {
    builder.clear();
    properties.clear();
    for (const [index, { name, type }] of columns.entries()) properties.add(index, columnTypes[type], row[name]);
    const propertiesAt = builder.createByteVector(properties.written());
    const geometryAt = shape && writeShape(builder, shape);
    Feature.startFeature(builder);
    if (geometryAt !== undefined) Feature.addGeometry(builder, geometryAt);
    Feature.addProperties(builder, propertiesAt);
    builder.finishSizePrefixed(Feature.endFeature(builder));
    return builder.asUint8Array();
  };
}

/** A feature's values, each after the number of its column. A null is left out. */
class Properties {
  private bytes = Buffer.alloc(4_096);
  private length = 0;

  clear(): void {
    this.length = 0;
  }

  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  add(column: number, type: ColumnType, value: unknown): void {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return;
    const text = String(value);
    // UTF-8 takes three bytes at most for each unit of a JavaScript text.
    this.reserve(2 + 8 + 3 * text.length);
    this.length = this.bytes.writeUInt16LE(column, this.length);
    if (type === ColumnType.Bool) this.length = this.bytes.writeUInt8(value === true ? 1 : 0, this.length);
    else if (type === ColumnType.Long) this.length = this.bytes.writeBigInt64LE(BigInt(text), this.length);
    else if (type === ColumnType.Double) this.length = this.bytes.writeDoubleLE(Number(value), this.length);
    else {
      const bytes = this.bytes.write(text, this.length + 4);
      this.bytes.writeUInt32LE(bytes, this.length);
      this.length += 4 + bytes;
    }
  }

  private reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const wider = Buffer.alloc(Math.max(needed, 2 * this.bytes.length));
    this.bytes.copy(wider, 0, 0, this.length);
    this.bytes = wider;
  }
}
