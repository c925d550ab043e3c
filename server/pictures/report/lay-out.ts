import { howToRead } from '../../charts/words.ts';
import { type Block, beside, lines, space, together } from '../print/blocks.ts';
import { fill } from '../print/flow.ts';
import { type Measure, type Page, stroke } from '../print/marks.ts';
import type { Rectangle } from '../print/papers.ts';
import { chartPixel, type Report, type ReportBlock, reportMap, reportPage } from '../report.ts';
import { tableBlocks } from './table.ts';

const { width, height, margin } = reportPage;
const inner = width - 2 * margin;
/** Of a pair: what it is called. */
const termWidth = 52;
/** At the bottom of each page. */
const footHeight = 10;
/** A report that would be longer ends there. */
const mostPages = 60;

/** Where everything stands, page by page, in millimetres. The map is on the first. */
export function layOutReport(report: Report, measure: Measure): Page[] {
  const head = fill(headBlocks(report, measure), [{ x: margin, y: margin, width: inner, height: height / 2 }]);
  const top = Math.max(margin, ...head.placed.map((one) => one.y + one.height)) + 3;
  const map = { x: margin, y: top, ...reportMap };
  const credit = fill(small(report.credit, measure), [below(map, 1, 8)]);
  const bottom = height - margin - footHeight;
  const body = (from: number): Rectangle => ({ x: margin, y: from, width: inner, height: bottom - from });
  let rest = report.blocks.flatMap((block) => blocksOf(block, measure));
  const first = fill(rest, [body(map.y + map.height + 9)]);
  rest = first.rest;
  const pages: Page[] = [
    {
      width,
      height,
      map,
      marks: [...head.marks, ...credit.marks, ...first.marks],
      placed: [...head.placed, { name: 'map', ...map }, ...credit.placed, ...first.placed],
    },
  ];
  while (rest.length > 0 && pages.length < mostPages) {
    const next = fill(rest, [body(margin)]);
    pages.push({ width, height, marks: next.marks, placed: next.placed });
    // What is higher than a whole page has no place.
    rest = next.placed.length === 0 ? next.rest.slice(1) : next.rest;
  }
  return pages.map((page, index) => withFoot(page, report.foot, index + 1, pages.length, measure));
}

function below({ x, y, width: wide, height: high }: Rectangle, gap: number, tall: number): Rectangle {
  return { x, y: y + high + gap, width: wide, height: tall };
}

function withFoot(page: Page, text: string, number: number, count: number, measure: Measure): Page {
  const y = height - margin - footHeight + 3;
  const told = text.replace('{page}', String(number)).replace('{pages}', String(count));
  const foot = fill(small(told, measure), [{ x: margin, y: y + 1, width: inner, height: footHeight }]);
  return {
    ...page,
    marks: [...page.marks, stroke(margin, y, width - margin, y, 0.2), ...foot.marks],
    placed: [...page.placed, ...foot.placed],
  };
}

function headBlocks({ title, lead }: Report, measure: Measure): Block[] {
  return [
    ...lines('title', title, { size: 7, face: 'semibold' }, inner, measure),
    ...lead.flatMap((text) => lines('lead', text, { size: 3.4 }, inner, measure)),
  ];
}

function small(text: string, measure: Measure): Block[] {
  return lines('small', text, { size: 2.6, ink: 'soft' }, inner, measure);
}

const heading = (blocks: readonly Block[]) => blocks.map((block) => ({ ...block, isHeading: true }));

function blocksOf(block: ReportBlock, measure: Measure): Block[] {
  switch (block.kind) {
    case 'heading':
      return [
        space(5),
        ...heading(lines('heading', block.text, { size: 5, face: 'semibold' }, inner, measure)),
        space(1),
      ];
    case 'name':
      return [space(4), ...heading(lines('name', block.text, { size: 4, face: 'semibold' }, inner, measure))];
    case 'label':
      return [space(1.6), ...heading(lines('label', block.text, { size: 3.2, face: 'semibold' }, inner, measure))];
    case 'text':
      return lines('text', block.text, { size: 3.2 }, inner, measure);
    case 'small':
      return small(block.text, measure);
    case 'table':
      return tableBlocks(block, inner, measure);
    case 'pair':
      return [pair(block.term, block.text, measure)];
    case 'chart':
      return chartBlocks(block, measure);
  }
}

function chartBlocks({ chart, height: tall }: Extract<ReportBlock, { kind: 'chart' }>, measure: Measure): Block[] {
  const read = howToRead(chart);
  return [
    space(4),
    ...heading(lines('name', chart.title, { size: 4, face: 'semibold' }, inner, measure)),
    ...heading(lines('text', chart.sentence, { size: 3.2 }, inner, measure)),
    ...(read ? heading(small(read, measure)) : []),
    {
      name: 'chart',
      height: tall,
      marks: (x, y) => [{ kind: 'chart', x, y, width: inner, height: tall, pixel: chartPixel, chart }],
    },
  ];
}

function pair(term: string, text: string, measure: Measure): Block {
  const left = lines('term', term, { size: 3.2, ink: 'soft' }, termWidth - 3, measure);
  const right = lines('value', text, { size: 3.2 }, inner - termWidth, measure);
  return beside('pair', together('term', left), together('value', right), termWidth);
}
