interface Link {
  href: string;
  rel: string;
  type?: string | undefined;
  templated?: boolean | undefined;
}

/** Servers on the way refuse an answer whose headers are larger than 4 to 16 kB. */
const mostCharacters = 3_000;
const mostWanted = ['next', 'prev', 'collection', 'self'];

/**
 * The links as a header (RFC 8288), those that lead on first: what does not fit is in the body only. Titles are left
 * out: headers hold no å, ä or ö.
 */
export function linkHeader(links: readonly Link[]): string {
  const isWanted = ({ rel }: Link) => mostWanted.includes(rel);
  const sorted = [...links.filter(isWanted), ...links.filter((link) => !isWanted(link))];
  let left = mostCharacters;
  return sorted
    .filter(({ templated }) => !templated)
    .map(({ href, rel, type }) => `<${href}>; rel="${rel}"${type ? `; type="${type}"` : ''}`)
    .filter((link) => {
      left -= link.length;
      return left >= 0;
    })
    .join(', ');
}
