import { promisify } from 'node:util';
import { brotliCompress, constants, gunzipSync, gzip, gzipSync } from 'node:zlib';

export type Encoding = 'identity' | 'gzip' | 'br';

/** What is smaller fits into one packet with its headers, compressed or not. */
const smallestBytes = 800;

/** Under this it costs more to wake another thread than to compress here (0.1 ms for 2 kB, 0.6 ms for 16 kB). */
const worthThreadBytes = 16_384;

const gzipAsync = promisify(gzip);
const brotliAsync = promisify(brotliCompress);

/** The bytes compressed, when that makes them smaller. */
export async function gzipped(bytes: Buffer): Promise<Buffer | undefined> {
  if (bytes.length < smallestBytes) return undefined;
  const options = { level: 6, chunkSize: Math.max(1024, bytes.length) };
  return smaller(bytes.length < worthThreadBytes ? gzipSync(bytes, options) : await gzipAsync(bytes, options), bytes);
}

/** A few per cent smaller than gzip for some times its cost: for tiles that are asked for again. */
export async function brotlied(bytes: Buffer, best: Buffer): Promise<Buffer | undefined> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return smaller(await brotliAsync(bytes, { params }), best);
}

export function unzipped(bytes: Buffer): Buffer {
  return gunzipSync(bytes);
}

/** zlib answers with a slice of a much larger chunk; what is kept must hold its own bytes only. */
function smaller(compressed: Buffer, than: Buffer): Buffer | undefined {
  return compressed.length < than.length ? ownBytes(compressed) : undefined;
}

export function ownBytes(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

const known = new Map<string, ReadonlySet<Encoding>>();
const mostKnown = 200;

/** What a reader takes, by RFC 9110 §12.5.3. Browsers send a handful of different headers, so each is parsed once. */
export function accepted(header: string | undefined): ReadonlySet<Encoding> {
  const text = header ?? '';
  const seen = known.get(text);
  if (seen) return seen;
  const taken = new Set<Encoding>(['identity']);
  for (const part of text.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.trim().split(';');
    if (parameters.some((parameter) => /^\s*q=0(\.0*)?\s*$/.test(parameter))) continue;
    if (name === 'gzip' || name === '*') taken.add('gzip');
    if (name === 'br') taken.add('br');
  }
  if (known.size < mostKnown) known.set(text, taken);
  return taken;
}
