import type { Language } from '../../http/language.ts';
import { type Block, beside, heightOf, lines, space, together } from './blocks.ts';
import { columnsIn } from './columns.ts';
import { fill } from './flow.ts';
import { type Grid, gridMarks } from './grid.ts';
import { type Mark, type Measure, type Page, type Placed, rectangle, stroke } from './marks.ts';
import { northArrow } from './north-arrow.ts';
import { furtherPages } from './pages.ts';
import type { Rectangle, Sheet } from './papers.ts';
import { type QrCode, qrBlock, sideOf } from './qr-code.ts';
import { scaleBar } from './scale-bar.ts';
import type { SheetWords } from './words.ts';

/** All that a sheet says, and what of it must be measured beforehand. Plain data, for it goes to a thread. */
export interface SheetPlan {
  sheet: Sheet;
  lang: Language;
  scale: number;
  /** Degrees clockwise from the grid's north to that of the meridian. */
  trueNorth: number;
  grid: Grid | undefined;
  qr: QrCode | undefined;
  words: SheetWords;
}

/** Rows and headings of the legend, in order. Millimetres. */
export interface LegendPiece {
  height: number;
  isHeading: boolean;
}

/** Where everything stands, page by page: the map is on the first, what its words have no room for on further ones. */
export function layout(plan: SheetPlan, legend: readonly LegendPiece[], measure: Measure): Page[] {
  const { sheet } = plan;
  const first = firstPage(plan, measure);
  const all = flowing(plan, legend, first.width, measure);
  const filled = fill(all, first.columns);
  if (filled.rest.length === 0) return [page(plan, [first, filled])];
  const { unit } = sheet;
  const note = lines(
    'continues',
    plan.words.continues,
    { size: 2.3 * unit, face: 'semibold', ink: 'soft' },
    first.width,
    measure,
  );
  const noteHeight = heightOf(note);
  const shorter = first.columns.map((column, index) =>
    index === first.columns.length - 1 ? { ...column, height: column.height - noteHeight - unit } : column,
  );
  const begun = fill(all, shorter);
  const last = shorter.at(-1);
  const noted = last && fill(note, [{ ...last, y: last.y + last.height + unit, height: noteHeight }]);
  return [
    page(plan, [first, begun, ...(noted ? [noted] : [])]),
    ...furtherPages(plan.sheet, plan.words, begun.rest, measure),
  ];
}

interface Part {
  marks: readonly Mark[];
  placed: readonly Placed[];
}

function page({ sheet, grid }: SheetPlan, parts: readonly Part[]): Page {
  const { width, height, map, words, unit } = sheet;
  const frame = { x: map.x, y: map.y, width: words.x + words.width - map.x, height: words.y + words.height - map.y };
  const line = { ink: 'rule', width: 0.35 } as const;
  const rule =
    words.x > map.x
      ? stroke(words.x, frame.y, words.x, frame.y + frame.height, 0.35)
      : stroke(frame.x, words.y, frame.x + frame.width, words.y, 0.35);
  return {
    width,
    height,
    map,
    marks: [
      ...(grid ? gridMarks(grid, map, unit) : []),
      rectangle(frame, { line }),
      rule,
      ...parts.flatMap(({ marks }) => marks),
    ],
    placed: [{ name: 'map', ...map }, ...parts.flatMap(({ placed }) => placed)],
  };
}

/** What has its place on the first page whatever else is said, and the columns that are left for the rest. */
function firstPage(plan: SheetPlan, measure: Measure): Part & { columns: Rectangle[]; width: number } {
  const { sheet } = plan;
  const { unit } = sheet;
  const columns = columnsIn(sheet.words, unit);
  const last = columns.at(-1);
  if (!last) throw new Error('a sheet has no column');
  const { width } = last;
  const scale = scaleAndFacts(plan, width, measure);
  const code = codeAndCaption(plan, width, measure);
  if (columns.length === 1) {
    const small = smallPrint(plan, width, measure);
    const foot = [...scale, space(2.5 * unit), ...small, ...(code ? [space(2 * unit), code] : [])];
    const put = atBottom(foot, last);
    return { ...put, width, columns: [{ ...last, height: last.height - heightOf(foot) - 4 * unit }] };
  }
  const wide = { ...last, x: columns[0]?.x ?? last.x, width: last.x + last.width - (columns[0]?.x ?? last.x) };
  const strip = smallPrint(plan, wide.width, measure);
  const stripHeight = heightOf(strip) + 3 * unit;
  const shortened = columns.map((column) => ({ ...column, height: column.height - stripHeight }));
  const own = shortened.at(-1) ?? last;
  const others = shortened.slice(0, -1);
  const isBelow = code !== undefined && heightOf(scale) + code.height + 2 * unit <= own.height;
  const beforeLast = others.at(-1);
  const parts = [atBottom(strip, wide), fill(scale, [own])];
  if (code && isBelow) parts.push(atBottom([code], own));
  if (code && !isBelow && beforeLast) {
    parts.push(atBottom([code], beforeLast));
    others[others.length - 1] = { ...beforeLast, height: beforeLast.height - code.height - 2 * unit };
  }
  return {
    marks: parts.flatMap(({ marks }) => marks),
    placed: parts.flatMap(({ placed }) => placed),
    columns: others,
    width,
  };
}

function atBottom(blocks: readonly Block[], column: Rectangle): Part {
  const height = heightOf(blocks);
  return fill(blocks, [{ ...column, y: column.y + column.height - height, height }]);
}

/** Title, own text, legend and data: as far as there is room. */
function flowing(
  { sheet, words }: SheetPlan,
  legend: readonly LegendPiece[],
  width: number,
  measure: Measure,
): Block[] {
  const { unit } = sheet;
  const heading = (text: string) =>
    lines('heading', text, { size: 3 * unit, face: 'semibold' }, width, measure).map((block) => ({
      ...block,
      isHeading: true,
    }));
  const pieces = legend.map(({ height, isHeading }, index): Block => {
    return { name: 'legend', height, isHeading, marks: (x, y) => [{ kind: 'legend', x, y, index }] };
  });
  const small = { size: 2.1 * unit, ink: 'soft' } as const;
  return [
    ...title(words.title, unit, width, measure),
    ...(words.text ? [space(2 * unit), ...lines('text', words.text, { size: 2.6 * unit }, width, measure)] : []),
    ...(pieces.length > 0 ? [space(4 * unit), ...heading(words.legend), space(0.6 * unit), ...pieces] : []),
    space(4 * unit),
    ...heading(words.dataTitle),
    ...words.data.flatMap((text) => [space(0.8 * unit), ...lines('data', text, small, width, measure)]),
  ];
}

const titleSizes = [5.4, 4.6, 3.9, 3.3];
const titleLines = 3;

/** As large as three lines allow. */
function title(text: string, unit: number, width: number, measure: Measure): Block[] {
  const set = (size: number) => lines('title', text, { size: size * unit, face: 'semibold' }, width, measure);
  const sizes = titleSizes.map(set);
  return sizes.find((blocks) => blocks.length <= titleLines) ?? sizes.at(-1) ?? [];
}

function scaleAndFacts({ sheet, scale, trueNorth, words, lang }: SheetPlan, width: number, measure: Measure): Block[] {
  const { unit } = sheet;
  const arrow = 10 * unit;
  const left = together('scale', [
    ...lines('scale', words.scale, { size: 4 * unit, face: 'semibold' }, width - arrow, measure),
    space(1.2 * unit),
    scaleBar(scale, width - arrow, unit, lang),
  ]);
  const facts = words.facts.flatMap((fact) => lines('fact', fact, { size: 2.2 * unit }, width, measure));
  return [beside('scale and north', left, northArrow(trueNorth, unit), width - arrow), space(unit), ...facts];
}

/** More lines than these are told with the data. */
const mostCreditLines = 5;

function smallPrint({ sheet, words }: SheetPlan, width: number, measure: Measure): Block[] {
  const { unit } = sheet;
  const look = { size: 2.2 * unit } as const;
  const credit = lines('credit', words.credit, { ...look, ink: 'soft' }, width, measure).slice(0, mostCreditLines);
  const notices = words.notices.flatMap((notice) => lines('notice', notice, look, width, measure));
  return [...notices, ...(credit.length > 0 ? [space(0.8 * unit), ...credit] : [])];
}

function codeAndCaption({ sheet, qr, words }: SheetPlan, width: number, measure: Measure): Block | undefined {
  if (!qr) return undefined;
  const { unit } = sheet;
  const across = sideOf(qr, unit) + 2 * unit;
  const left = width - across;
  // Beside a large code there is no room for words.
  if (left < 14 * unit) return together('code', [qrBlock(qr, unit)]);
  const caption = together('caption', [
    space(3 * unit),
    ...lines('caption', words.code, { size: 2.3 * unit }, left, measure),
  ]);
  return beside('code', qrBlock(qr, unit), caption, across);
}
