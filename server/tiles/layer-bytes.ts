import { varint } from './varint.ts';

/**
 * Parts of a vector tile: a layer with only its first features, or only some layers. Works on the bytes themselves
 * (Protocol Buffers wire format, Vector Tile Specification 2.1 §4), so that nothing need be asked for or encoded again.
 */

/** Field numbers of Tile, Layer and Feature in vector_tile.proto. */
const field = { layer: 3, name: 1, features: 2, values: 4, tags: 2 } as const;
const lengthDelimited = 2;

interface Part {
  field: number;
  /** The field with its tag and length. */
  whole: Buffer;
  content: Buffer;
}

/** A layer whose first features can be had alone. */
export interface Truncatable {
  /** Of each feature in turn. */
  featureBytes: readonly number[];
  first(count: number): Buffer;
}

/** `tile` has one layer. */
export function truncatable(tile: Buffer): Truncatable {
  const layer = parts(tile).find((part) => part.field === field.layer);
  const all = layer ? parts(layer.content) : [];
  const features = all.filter((part) => part.field === field.features);
  return {
    featureBytes: features.map(({ whole }) => whole.length),
    first(count) {
      const kept = features.slice(0, count);
      // Values are numbered in the order in which features first use them: nobody uses what comes after the last.
      let valuesLeft = Math.max(-1, ...kept.map(({ content }) => largestValue(content))) + 1;
      let featuresLeft = kept.length;
      const written = all.filter((part) => {
        if (part.field === field.features) return featuresLeft-- > 0;
        return part.field !== field.values || valuesLeft-- > 0;
      });
      const content = Buffer.concat(written.map(({ whole }) => whole));
      return Buffer.concat([Buffer.from([(field.layer << 3) | lengthDelimited, ...varint(content.length)]), content]);
    },
  };
}

/** The layers of a tile whose names are wanted. */
export function layersNamed(tile: Buffer, names: ReadonlySet<string>): Buffer {
  const wanted = parts(tile).filter(({ content }) => {
    const name = parts(content).find((part) => part.field === field.name);
    return name !== undefined && names.has(name.content.toString());
  });
  return Buffer.concat(wanted.map(({ whole }) => whole));
}

function largestValue(feature: Buffer): number {
  const tags = parts(feature).find((part) => part.field === field.tags);
  let largest = -1;
  if (!tags) return largest;
  // Pairs: number of the key, number of the value.
  for (let at = 0, isValue = false; at < tags.content.length; isValue = !isValue) {
    const [value, next] = readVarint(tags.content, at);
    if (isValue && value > largest) largest = value;
    at = next;
  }
  return largest;
}

function parts(message: Buffer): Part[] {
  const found: Part[] = [];
  for (let at = 0; at < message.length; ) {
    const [tag, afterTag] = readVarint(message, at);
    let start = afterTag;
    let end = afterTag;
    switch (tag & 7) {
      case 0:
        [, end] = readVarint(message, afterTag);
        break;
      case 1:
        end = afterTag + 8;
        break;
      case lengthDelimited: {
        const [length, afterLength] = readVarint(message, afterTag);
        start = afterLength;
        end = afterLength + length;
        break;
      }
      case 5:
        end = afterTag + 4;
        break;
      default:
        throw new Error(`No such wire type: ${tag & 7}`);
    }
    found.push({ field: tag >>> 3, whole: message.subarray(at, end), content: message.subarray(start, end) });
    at = end;
  }
  return found;
}

/** Numbers of tags, lengths and indices are small; longer ones (feature ids) are only passed over. */
function readVarint(bytes: Buffer, start: number): [value: number, next: number] {
  let value = 0;
  for (let at = start, shift = 1; ; at++, shift *= 128) {
    const byte = bytes[at];
    if (byte === undefined) throw new Error('A vector tile that ends in the middle');
    value += (byte & 127) * shift;
    if (byte < 128) return [value, at + 1];
  }
}
