const spatial = /\b(intersects|within|contains|touches|crosses|overlaps|equals|disjoint)(?=\s*\()/gi;
/** `namn ILIKE`, before its text; the name is missing where it stood within quotes. */
const beforeText = /^([\s\S]*?)([\w.]+)?\s+(not\s+)?ilike\s*$/i;

/** What ECQL has another word for than CQL2: spatial operators, and LIKE without regard to case. */
export function asCql2(ecql: string): string {
  const made: string[] = [];
  for (const [piece] of ecql.matchAll(/'(?:[^']|'')*'?|"[^"]*"?|[^'"]+/g)) {
    const before = piece.startsWith("'") ? beforeText.exec(made.at(-1) ?? '') : null;
    if (before) {
      const [, start = '', name, not = ''] = before;
      made.pop();
      const property = name ?? made.pop() ?? '';
      made.push(`${start}CASEI(${property}) ${not}LIKE CASEI(${piece})`);
    } else {
      made.push(/^['"]/.test(piece) ? piece : piece.replaceAll(spatial, 'S_$1'));
    }
  }
  return made.join('');
}
