/** Code pages of texts that do not say UTF-8: dBASE's, and those of names in a zip. */

/** Characters 128–255 of those that TextDecoder does not know. */
const dos: Readonly<Record<string, string>> = {
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  cp865:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø₧ƒáíóúñÑªº¿⌐¬½¼¡«¤░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
};

/** One that `decoderOf` knows: `utf-8`, `windows-1252`, `cp850` … */
export type CodePage = string;

/** Bytes as text. Bytes that the page does not have become U+FFFD. */
export function decoderOf(page: CodePage): (bytes: Uint8Array) => string {
  const table = dos[page];
  if (!table) {
    const decoder = new TextDecoder(page);
    return (bytes) => decoder.decode(bytes);
  }
  const upper = [...table];
  return (bytes) => Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : upper[byte - 128])).join('');
}

/** What a .cpg file or a person calls a code page; undefined for a name that says nothing to us. */
export function codePageNamed(name: string): CodePage | undefined {
  const compact = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (/^(cp)?(utf8|65001)/.test(compact)) return 'utf-8';
  if (/^(x?mac(intosh|roman)?|(cp)?10000)$/.test(compact)) return 'macintosh';
  if (/885915$|^latin9$|28605$/.test(compact)) return 'iso-8859-15';
  if (/8859(1)?$|^latin1$|^ansi$|28591$/.test(compact)) return 'windows-1252';
  const digits = /^(?:ansi|oem|cp|ibm|dos|windows|win|msdos|ldid)*(\d{3,4})$/.exec(compact)?.[1];
  if (compact === 'oem' || compact === 'dos') return 'cp850';
  if (digits === undefined) return undefined;
  if (/^125[0-8]$/.test(digits)) return `windows-${digits}`;
  return dos[`cp${digits}`] && `cp${digits}`;
}

/** dBASE's language driver, byte 29 of its header. Only those that Nordic programs write. */
export const languageDrivers: ReadonlyMap<number, CodePage> = new Map([
  [0x01, 'cp437'],
  [0x02, 'cp850'],
  [0x03, 'windows-1252'],
  [0x04, 'macintosh'],
  [0x08, 'cp865'],
  [0x0a, 'cp850'],
  [0x13, 'cp850'],
  [0x17, 'cp865'],
  [0x37, 'cp850'],
  [0x57, 'windows-1252'],
  [0x58, 'windows-1252'],
  [0x59, 'windows-1252'],
  [0x66, 'cp865'],
]);

/** å ä ö Å Ä Ö in each page: what Swedish texts have of everything above ASCII. */
const letters: readonly (readonly [CodePage, readonly number[]])[] = [
  ['windows-1252', [0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6]],
  ['cp850', [0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99]],
  ['macintosh', [0x8c, 0x8a, 0x9a, 0x81, 0x80, 0x85]],
];

/** The page in which most of the bytes are Swedish letters, from how often each byte occurs. */
export function likeliestPage(counts: ArrayLike<number>): CodePage {
  const ranked = letters
    .map(([page, bytes]) => ({ page, hits: bytes.reduce((sum, byte) => sum + (counts[byte] ?? 0), 0) }))
    .toSorted((one, other) => other.hits - one.hits);
  return ranked[0]?.page ?? 'windows-1252';
}
