import type { Position } from 'geojson';
import { childrenOf, descendants, type XmlElement } from './xml.ts';

/**
 * The line of a GML curve (ISO 19136, 10.4) as east, north. Undefined for a curve of another kind of segment than straight
 * lines, or with coordinates that are no numbers.
 */
export function lineOf(element: XmlElement): Position[] | undefined {
  const straight = [...descendants(element, 'LineStringSegment'), ...descendants(element, 'LineString')];
  const segments = descendants(element, 'segments').flatMap(({ children }) => children);
  if (straight.length === 0 || segments.some(({ name }) => name !== 'LineStringSegment')) return undefined;
  const line: Position[] = [];
  for (const segment of straight) {
    const [first, ...rest] = positionsOf(segment);
    if (!first) return undefined;
    // Segments of a curve share their ends.
    const last = line.at(-1);
    line.push(...(last && last[0] === first[0] && last[1] === first[1] ? rest : [first, ...rest]));
  }
  const isWhole = line.length >= 2 && line.every((position) => position.every(Number.isFinite));
  return isWhole ? line : undefined;
}

/** Positions come in the authority's order, north first. */
function positionsOf(segment: XmlElement): Position[] {
  const each = childrenOf(segment, 'pos').map((position) => numbersIn(position).slice(0, 2));
  const lists = childrenOf(segment, 'posList').flatMap((list) => {
    const dimension = Number(list.attributes.srsDimension ?? 2);
    const numbers = numbersIn(list);
    return Array.from({ length: Math.ceil(numbers.length / dimension) }, (_, index) =>
      numbers.slice(index * dimension, index * dimension + 2),
    );
  });
  return [...each, ...lists].map(([north = Number.NaN, east = Number.NaN]) => [east, north]);
}

function numbersIn({ text }: XmlElement): number[] {
  return text.trim().split(/\s+/).map(Number);
}
