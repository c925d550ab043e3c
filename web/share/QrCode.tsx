import qrcode from 'qrcode-generator';
import { shareWords } from './words.ts';

/** Modules of quiet around the code (ISO/IEC 18004 §6.3.8). */
const quiet = 4;
/** More letters than this make a code whose dots a phone does not tell apart on a screen. */
const most = 1200;

export function QrCode({ text }: { text: string }) {
  const words = shareWords.value;
  if (text.length > most) return <p class="quiet">{words.tooLong}</p>;
  const code = qrcode(0, 'L');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const rows = Array.from({ length: count }, (_, row) => row);
  const dark = rows.flatMap((row) =>
    rows.flatMap((column) => (code.isDark(row, column) ? [`M${column + quiet} ${row + quiet}h1v1h-1z`] : [])),
  );
  const side = count + 2 * quiet;
  return (
    <figure class="qr">
      <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={words.code} shape-rendering="crispEdges">
        <rect width={side} height={side} fill="#fff" />
        <path d={dark.join('')} fill="#000" />
      </svg>
      <figcaption class="quiet">{words.code}</figcaption>
    </figure>
  );
}
