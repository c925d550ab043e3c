/** Names for columns where a format has rules of its own. All compare without case, as SQLite and DBF do. */

/** Each wish, made different from those before it by a number at its end. At most `most` characters. */
export function uniqueNames(wishes: readonly string[], taken: readonly string[] = [], most = 63): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return wishes.map((wish) => {
    let name = wish.slice(0, most);
    for (let number = 2; used.has(name.toLowerCase()); number += 1) {
      const end = `_${number}`;
      name = `${wish.slice(0, most - end.length)}${end}`;
    }
    used.add(name.toLowerCase());
    return name;
  });
}

const dbfLength = 10;

/** DBF names: 10 characters of ASCII, each word of a long name shortened rather than the last ones lost. */
export function dbfNames(names: readonly string[]): string[] {
  return uniqueNames(names.map(dbfName), [], dbfLength);
}

function dbfName(name: string): string {
  const ascii = name
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[^A-Za-z0-9_]+/g, '_');
  const words = ascii.split('_').filter((word) => word !== '');
  const length = () => words.join('_').length;
  while (length() > dbfLength) {
    const longest = words.reduce((best, word, index) => (word.length >= (words[best]?.length ?? 0) ? index : best), 0);
    const word = words[longest] ?? '';
    if (word.length <= 1) words.pop();
    else words[longest] = word.slice(0, -1);
  }
  return words.join('_') || 'falt';
}

/** Names of XML elements, of the letters that every parser takes (XML 1.0, 2.3, in both its old and new rules). */
export function elementNames(names: readonly string[], taken: readonly string[]): string[] {
  return uniqueNames(
    names.map((name) => name.replaceAll(/[^A-Za-z0-9_À-ÖØ-öø-ÿ]+/g, '_').replace(/^(?=\d|$|xml)/i, '_')),
    taken,
  );
}
