import type { Localized } from '../datasets/definition.ts';
import { type Problem, problem } from '../http/problems.ts';
import type { Place } from './expression.ts';

/** What is wrong with a filter, where: a 400 problem. `what` is a sentence in both languages, and says what is right. */
export function fault(place: Place, what: Localized): Problem {
  return problem('bad-filter', { where: where(place), what });
}

function where(place: Place): Localized {
  if ('offset' in place) return { sv: `Tecken ${place.offset + 1}`, en: `Character ${place.offset + 1}` };
  if (place.path === '') return { sv: 'Filtret', en: 'The filter' };
  return { sv: `På ${shown(place.path, 200)}`, en: `At ${shown(place.path, 200)}` };
}

/** Something that was written, as it can be shown on a line: short, without control characters. */
export function shown(text: string, most = 60): string {
  const line = text.replaceAll(/[\p{Cc}\p{Surrogate}]/gu, '\u{fffd}');
  const characters = Array.from(line.slice(0, most * 2));
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : characters.join('');
}

/** Bounds that protect the server: what is beyond them is a fault of the filter. */
export const bounds = {
  textLength: 16_384,
  jsonLength: 65_536,
  depth: 64,
  nodes: 500,
  listItems: 2_000,
  coordinates: 10_000,
};

/** Counts what a filter is made of while it is read, and refuses what is too much. */
export interface Budget {
  node(place: Place): void;
  listItem(place: Place): void;
  position(place: Place): void;
  /** Runs the reading of something nested; too deep is a fault, never a stack overflow. */
  nested<T>(place: Place, read: () => T): T;
}

export function budget(): Budget {
  const left = {
    nodes: bounds.nodes,
    listItems: bounds.listItems,
    coordinates: bounds.coordinates,
    depth: bounds.depth,
  };
  const take = (what: keyof typeof left, place: Place, words: Localized) => {
    left[what] -= 1;
    if (left[what] < 0) throw fault(place, words);
  };
  return {
    node: (place) =>
      take('nodes', place, {
        sv: `filtret har fler än ${bounds.nodes} delar. Dela det i flera frågor.`,
        en: `the filter has more than ${bounds.nodes} parts. Split it into several requests.`,
      }),
    listItem: (place) =>
      take('listItems', place, {
        sv: `fler än ${bounds.listItems} värden i listor. Dela filtret i flera frågor.`,
        en: `more than ${bounds.listItems} values in lists. Split the filter into several requests.`,
      }),
    position: (place) =>
      take('coordinates', place, {
        sv: `fler än ${bounds.coordinates} koordinater. Använd en enklare geometri.`,
        en: `more than ${bounds.coordinates} coordinates. Use a simpler geometry.`,
      }),
    nested(place, read) {
      take('depth', place, {
        sv: `filtret är nästlat i fler än ${bounds.depth} nivåer.`,
        en: `the filter is nested more than ${bounds.depth} levels deep.`,
      });
      const result = read();
      left.depth += 1;
      return result;
    },
  };
}

/** PostgreSQL text cannot hold NUL, and half a surrogate pair is no character. */
export function refuseUnstorable(text: string, place: Place): void {
  if (!/[\0\p{Surrogate}]/u.test(text)) return;
  throw fault(place, {
    sv: 'texten innehåller ett tecken som inte kan lagras (NUL eller ett halvt surrogatpar).',
    en: 'the text holds a character that cannot be stored (NUL or half a surrogate pair).',
  });
}
