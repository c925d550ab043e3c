import { geometryTooLarge } from '../findings/geometry.ts';
import { rowTooLarge } from '../findings/values.ts';
import { mostCharacters, mostCorners } from '../limits.ts';
import { Refusal } from '../report.ts';

const [quote, backslash, space] = [0x22, 0x5c, 0x20];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
const [minus, nought, nine] = [0x2d, 0x30, 0x39];

/**
 * Refuses a GeoJSON file in which one feature has too many corners or characters, before anybody holds it in memory: the
 * file streams by. A corner is a list that begins with a number. A feature is an object in a list of the outermost object,
 * or an outermost object (one feature, or one a line).
 */
export async function refuseLargeFeatures(stream: AsyncIterable<Buffer>): Promise<void> {
  let depth = 0;
  let outermost = 0;
  let inside = 0;
  let corners = 0;
  let characters = 0;
  let isText = false;
  let isEscaped = false;
  let isListBegun = false;
  /** What is open inside the outermost object. */
  let second = 0;

  const begin = (isInside: boolean) => {
    if (corners > mostCorners) throw new Refusal(geometryTooLarge(inside || outermost, corners, mostCorners));
    corners = 0;
    characters = 0;
    inside = isInside ? inside + 1 : 0;
    if (!isInside) outermost += 1;
  };
  const look = (byte: number) => {
    if (isText) {
      if (isEscaped) isEscaped = false;
      else if (byte === backslash) isEscaped = true;
      else if (byte === quote) isText = false;
    } else if (byte > space) {
      if (isListBegun && (byte === minus || (byte >= nought && byte <= nine))) corners += 1;
      isListBegun = byte === openList;
      if (byte === quote) isText = true;
      if (depth === 1) second = byte;
      if (byte === openObject && (depth === 0 || (depth === 2 && second === openList))) begin(depth === 2);
      if (byte === openList || byte === openObject) depth += 1;
      if (byte === closeList || byte === closeObject) depth -= 1;
    }
  };
  for await (const bytes of stream) {
    for (let at = 0; at < bytes.length; at += 1) look(bytes[at] ?? 0);
    characters += bytes.length;
    if (characters > mostCharacters && corners <= mostCorners) {
      throw new Refusal(rowTooLarge(inside || outermost, mostCharacters / 1024 / 1024));
    }
  }
  begin(false);
}
