import { createCanvas } from '@napi-rs/canvas';
import type { Sample } from '../../styles/evaluate.ts';
import type { LegendGeometry, Part } from '../../styles/legend.ts';
import { loadFaces } from './faces.ts';
import type { Painter, Pen } from './pen.ts';
import { drawSwatch, sizeOfSample } from './swatch.ts';
import { type Block, setText, type TextStyle, writeBlock } from './text.ts';

/** What a legend says, from above: a heading, or what something on the map looks like and what it is. Plain data. */
export type LegendItem =
  | { kind: 'heading'; text: string; level: 1 | 2 }
  | {
      kind: 'row';
      text: string;
      geometry: LegendGeometry;
      parts: readonly Part[];
      /** Its size says something: it is drawn as large as on the map. */
      trueSize?: boolean;
      /** Attributes of what it is about. Absent: all of its dataset. */
      sample?: Sample;
    };
type Row = Extract<LegendItem, { kind: 'row' }>;

/** How a legend is set. Sizes in pixels of 0.28 mm, as style sizes count them. */
export interface LegendLook {
  /** Longer lines are broken. */
  width: number;
  textSize: number;
  /** Of a sample. */
  swatch: { width: number; height: number };
  colour: string;
  grey: boolean;
}

export const usualLegend: Omit<LegendLook, 'colour' | 'grey'> = {
  width: 320,
  textSize: 12,
  swatch: { width: 30, height: 20 },
};

/** An item that knows its height, space around it included, and how to be drawn with its upper left corner at a place. */
export interface SetItem {
  item: LegendItem;
  height: number;
  width: number;
  draw(context: Painter, left: number, top: number, sheet?: Pick<Pen, 'pixelRatio' | 'repeat'>): void;
}

const regular = 'Source Sans Regular';
const semibold = 'Source Sans Semibold';
const gap = 8;
const leading = 1.25;
/** Space above a heading and around a row, in shares of the text's size. */
const above = { 1: 0.6, 2: 0.5, row: 0.12 } as const;

/** Sets items one by one: whoever draws them may put them in columns. Rows in, heights out. */
export function setLegend(items: readonly LegendItem[], look: LegendLook): SetItem[] {
  loadFaces();
  const measuring = penOf(createCanvas(1, 1).getContext('2d'), look);
  // All texts begin on one line, beside the widest sample.
  const widest = Math.max(
    look.swatch.width,
    ...items.map((item) => (item.kind === 'row' && item.trueSize ? sizeOfSample(item.parts) : 0)),
  );
  return items.map((item) =>
    item.kind === 'heading' ? heading(item, look, measuring) : row(item, look, measuring, widest),
  );
}

/** Of items below each other. */
export function heightOf(items: readonly SetItem[]): number {
  return items.reduce((sum, { height }) => sum + height, 0);
}

/** Space around a legend that is a picture by itself. */
export const edge = 6;

/** Width and height of such a picture. */
export function sizeOf(items: readonly SetItem[]): [number, number] {
  const width = Math.max(1, ...items.map((item) => item.width));
  return [Math.ceil(width) + 2 * edge, Math.ceil(heightOf(items)) + 2 * edge];
}

function heading(item: Extract<LegendItem, { kind: 'heading' }>, look: LegendLook, measuring: Pen): SetItem {
  const style = styleOf(look, item.level === 1 ? 1.15 : 1, look.width);
  const block = setText(measuring, [{ text: item.text, face: semibold, scale: 1 }], style);
  const space = above[item.level] * look.textSize;
  return {
    item,
    height: block.height + space + above.row * look.textSize,
    width: block.width,
    draw: (context, left, top) => write(penOf(context, look), block, [left, top + space], style, look),
  };
}

function row(item: Row, look: LegendLook, measuring: Pen, widest: number): SetItem {
  const { textSize, grey } = look;
  const style = styleOf(look, 1, Math.max(4 * textSize, look.width - widest - gap));
  const block = setText(measuring, [{ text: item.text, face: regular, scale: 1 }], style);
  const high = Math.max(look.swatch.height, item.trueSize ? sizeOfSample(item.parts) : 0);
  const wide = item.trueSize ? widest : look.swatch.width;
  const space = above.row * textSize;
  return {
    item,
    height: Math.max(block.height, high) + 2 * space,
    width: widest + gap + block.width,
    draw(context, left, top, sheet) {
      const pen = penOf(context, look, sheet);
      drawSwatch(pen, item, {
        left: left + (widest - wide) / 2,
        top: top + space,
        width: wide,
        height: high,
        grey,
        trueSize: item.trueSize ?? false,
      });
      // Beside the sample's middle, or beginning with it where the text is higher.
      const down = Math.max(0, (high - block.height) / 2);
      write(pen, block, [left + widest + gap, top + space + down], style, look);
    },
  };
}

function write(pen: Pen, block: Block, place: readonly [number, number], style: TextStyle, { colour }: LegendLook) {
  writeBlock(pen, block, place, style, { colour, halo: undefined, haloWidth: 0, opacity: 1, justify: 0 });
}

function styleOf({ textSize }: LegendLook, scale: number, mostWidth: number): TextStyle {
  return { size: textSize * scale, spacing: 0, mostWidth, lineHeight: leading };
}

function penOf(
  context: Painter,
  { width }: LegendLook,
  { pixelRatio, repeat }: Pick<Pen, 'pixelRatio' | 'repeat'> = { pixelRatio: 1 },
): Pen {
  return {
    context,
    width,
    height: width,
    pixelRatio,
    repeat,
    zoom: 0,
    place: (x, y) => [x, y],
    origin: [0, 0],
    margin: 0,
  };
}
