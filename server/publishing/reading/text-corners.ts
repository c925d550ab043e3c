import { geometryTooLarge } from '../findings/geometry.ts';
import { rowTooLarge } from '../findings/values.ts';
import { mostCharacters, mostCorners } from '../limits.ts';
import { Refusal } from '../report.ts';

/**
 * Refuses files of text in which one feature has too many corners, before GDAL holds it in memory: the file streams by.
 * Each format has a counter that is given bytes one at a time.
 */

type Counter = (byte: number) => void;

interface Tally {
  corner(share?: number): void;
  /** The next feature begins. */
  next(): void;
}

const newline = 0x0a;
const isDigit = (byte: number) => (byte >= 0x30 && byte <= 0x39) || byte === 0x2d;
const isLetter = (byte: number) => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** KML and GML: a corner is `x,y` or two numbers. A feature ends where a Placemark does, or the third element inwards. */
function xmlCounter(tally: Tally): Counter {
  const [less, greater, slash, comma] = [0x3c, 0x3e, 0x2f, 0x2c];
  let depth = 0;
  let tag: string | null = null;
  let before = 0;
  let isNumber = false;
  let hasComma = false;
  const endToken = () => {
    if (isNumber) tally.corner(hasComma ? 1 : 0.5);
    isNumber = false;
    hasComma = false;
  };
  const endTag = (name: string) => {
    if (name.startsWith('?') || name.startsWith('!')) return;
    if (name.startsWith('/')) {
      if (depth === 3 || /^\/(\w+:)?Placemark/.test(name)) tally.next();
      depth -= 1;
    } else if (before !== slash) depth += 1;
  };
  return (byte) => {
    if (tag !== null) {
      if (byte === greater) {
        endTag(tag);
        tag = null;
      } else if (tag.length < 40) tag += String.fromCharCode(byte);
    } else if (byte === less) {
      endToken();
      tag = '';
    } else if (byte <= 0x20) endToken();
    else if (byte === comma) hasComma = true;
    else if (isDigit(byte) && (before <= 0x20 || before === greater)) isNumber = true;
    before = byte;
  };
}

/** MIF: a line of numbers is a corner; a line of words begins the next object or says how it looks. */
function mifCounter(tally: Tally): Counter {
  let isLineBegun = false;
  return (byte) => {
    if (byte === newline) isLineBegun = false;
    else if (!isLineBegun && byte > 0x20) {
      isLineBegun = true;
      if (isDigit(byte)) tally.corner();
      else if (isLetter(byte)) tally.next();
    }
  };
}

/** DXF: pairs of lines, a code and its value. 10 is an easting, 0 begins an entity; a VERTEX belongs to the one before. */
function dxfCounter(tally: Tally): Counter {
  let line = '';
  let code: string | null = null;
  return (byte) => {
    if (byte !== newline) {
      if (line.length < 40) line += String.fromCharCode(byte);
      return;
    }
    const text = line.trim();
    line = '';
    if (code === null) code = text;
    else {
      if (code === '10') tally.corner();
      else if (code === '0' && text !== 'VERTEX') tally.next();
      code = null;
    }
  };
}

/** A table: a row is a line, which goes on inside quotes. */
function csvCounter(tally: Tally): Counter {
  let isQuoted = false;
  return (byte) => {
    if (byte === 0x22) isQuoted = !isQuoted;
    else if (byte === newline && !isQuoted) tally.next();
  };
}

/** What GDAL takes of a line of CSV. */
const longestLine = 10_000_000;

const formats: Readonly<Record<string, { counter: (tally: Tally) => Counter; most: number }>> = {
  kml: { counter: xmlCounter, most: mostCharacters },
  gml: { counter: xmlCounter, most: mostCharacters },
  mif: { counter: mifCounter, most: mostCharacters },
  dxf: { counter: dxfCounter, most: mostCharacters },
  csv: { counter: csvCounter, most: longestLine },
};

/** `kind` is the file's ending in lower case; of formats that are no text nothing is read. Throws Refusal. */
export async function refuseLargeTexts(kind: string, stream: () => Promise<AsyncIterable<Buffer>>): Promise<void> {
  const format = formats[kind];
  if (!format) return;
  const isTable = kind === 'csv';
  // The first line of a table is its header.
  let feature = isTable ? 0 : 1;
  let corners = 0;
  let characters = 0;
  const count = format.counter({
    corner(share = 1) {
      corners += share;
    },
    next() {
      if (corners > mostCorners) throw new Refusal(geometryTooLarge(feature, Math.floor(corners), mostCorners));
      if (isTable || corners > 0) feature += 1;
      corners = 0;
      characters = 0;
    },
  });
  for await (const part of await stream()) {
    for (let at = 0; at < part.length; at += 1) count(part[at] ?? 0);
    characters += part.length;
    if (characters > format.most && corners <= mostCorners) {
      throw new Refusal(rowTooLarge(feature, Math.floor(format.most / 1_000_000)));
    }
  }
  if (corners > mostCorners) throw new Refusal(geometryTooLarge(feature, Math.floor(corners), mostCorners));
}
