/**
 * Parts of a vector tile: only some of its layers. Works on the bytes themselves (Protocol Buffers wire format, Vector
 * Tile Specification 2.1 §4), so that nothing need be asked for or encoded again.
 */

/** Field number of Layer's name in vector_tile.proto. */
const nameField = 1;
const lengthDelimited = 2;

interface Part {
  field: number;
  /** The field with its tag and length. */
  whole: Buffer;
  content: Buffer;
}

/** The layers of a tile whose names are wanted. */
export function layersNamed(tile: Buffer, names: ReadonlySet<string>): Buffer {
  const wanted = parts(tile).filter(({ content }) => {
    const name = parts(content).find((part) => part.field === nameField);
    return name !== undefined && names.has(name.content.toString());
  });
  return Buffer.concat(wanted.map(({ whole }) => whole));
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
