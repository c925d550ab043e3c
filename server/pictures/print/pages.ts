import { type Block, lines } from './blocks.ts';
import { columnsIn } from './columns.ts';
import { fill } from './flow.ts';
import { type Measure, type Page, stroke } from './marks.ts';
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
      frame.width,
      measure,
    ).slice(0, 1);
    const top = fill(head, [frame]);
    const rule = frame.y + 5.5 * unit;
    // Columns keep away from the frame's sides, which are not drawn here.
    const inset = 5 * unit;
    const wide = { ...frame, x: frame.x - inset, y: rule, width: frame.width + 2 * inset };
    const filled = fill(rest, columnsIn({ ...wide, height: frame.y + frame.height + inset - rule }, unit));
    pages.push({
      width,
      height,
      marks: [stroke(frame.x, rule, frame.x + frame.width, rule, 0.35), ...top.marks, ...filled.marks],
      placed: [...top.placed, ...filled.placed],
    });
    // What is higher than a whole page has no place.
    rest = filled.placed.length === 0 ? filled.rest.slice(1) : filled.rest;
  }
  return pages;
}
