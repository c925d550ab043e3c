/** So much is told of a long text, around what was searched. */
const mostLetters = 140;
const before = 40;

/** A text without accents and case, letter by letter, so that places in it are places in the text. */
function plain(text: string): string {
  return Array.from(text, (letter) => {
    const [base = ''] = letter.normalize('NFD').toLowerCase();
    return base.padEnd(letter.length, ' ');
  }).join('');
}

/** The part of a text that has the first of these words; all of a short one. */
export function excerpt(text: string, words: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= mostLetters) return line;
  const letters = plain(line);
  const places = words.map((word) => letters.indexOf(word)).filter((place) => place >= 0);
  const first = Math.max(0, Math.min(...places, Number.MAX_SAFE_INTEGER) - before);
  const start = first > line.length || first === 0 ? 0 : line.indexOf(' ', first) + 1;
  const end = start + mostLetters >= line.length ? line.length : line.lastIndexOf(' ', start + mostLetters);
  return `${start > 0 ? '… ' : ''}${line.slice(start, end)}${end < line.length ? ' …' : ''}`;
}
