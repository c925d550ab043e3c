import { type Block, lines } from './blocks.ts';
import { columnsIn } from './columns.ts';
import { fill } from './flow.ts';
import { type Measure, type Page, rectangle } from './marks.ts';
import type { Sheet } from './papers.ts';
import type { SheetWords } from './words.ts';

/** More pages than these are not made: what is left then is not told. */
const mostPages = 20;

/** What the first page has no room for, in columns over whole pages. */
export function furtherPages(
  { width, height, map, words: beside, unit }: Sheet,
  words: SheetWords,
  blocks: readonly Block[],
  measure: Measure,
): Page[] {
  const frame = {
    x: map.x,
    y: map.y,
    width: beside.x + beside.width - map.x,
    height: beside.y + beside.height - map.y,
  };
  const pages: Page[] = [];
  let rest = [...blocks];
  while (rest.length > 0 && pages.length < mostPages) {
    const head = lines(
      'title',
      words.further.replace('{page}', String(pages.length + 2)),
      { size: 3 * unit, face: 'semibold' },
      frame.width - 10 * unit,
      measure,
    ).slice(0, 1);
    const top = fill(head, [
      { ...frame, x: frame.x + 5 * unit, y: frame.y + 5 * unit, width: frame.width - 10 * unit },
    ]);
    const columns = columnsIn({ ...frame, y: frame.y + 6 * unit, height: frame.height - 6 * unit }, unit);
    const filled = fill(rest, columns);
    pages.push({
      width,
      height,
      marks: [rectangle(frame, { line: { ink: 'rule', width: 0.35 } }), ...top.marks, ...filled.marks],
      placed: [...top.placed, ...filled.placed],
    });
    // What is higher than a whole page has no place.
    rest = filled.placed.length === 0 ? filled.rest.slice(1) : filled.rest;
  }
  return pages;
}
