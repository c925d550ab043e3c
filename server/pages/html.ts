const markup = Symbol('markup');

/** A piece of HTML. Only `html` makes one, and `drawing` of our own pictures, so text from outside, JSON included, never is one. */
export interface Html {
  readonly [markup]: string;
}

type Insert = string | number | Html | undefined | readonly Insert[];

/**
 * Tagged template: html`<p>${text}</p>`. A nested Html is spliced in, undefined is nothing, everything else is escaped,
 * for content and for attributes in quotation marks.
 */
export function html(strings: TemplateStringsArray, ...inserts: readonly Insert[]): Html {
  const text = strings.reduce((before, part, index) => `${before}${escaped(inserts[index - 1])}${part}`);
  return { [markup]: text };
}

/** A drawing of ours (server/charts/svg.ts), whose texts are escaped already. Never what came from outside. */
export function drawing(svg: string): Html {
  return { [markup]: svg };
}

export function textOf(piece: Html): string {
  return piece[markup];
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(insert: Insert): string {
  if (insert === undefined) return '';
  if (isList(insert)) return insert.map(escaped).join('');
  if (typeof insert === 'object') return insert[markup];
  return String(insert).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function isList(insert: Insert): insert is readonly Insert[] {
  return Array.isArray(insert);
}
