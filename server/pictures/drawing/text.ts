import type { Pen } from './pen.ts';

/** A piece of text in one face. */
export interface Section {
  text: string;
  face: string;
  /** Of the text's size. */
  scale: number;
}

/** Text broken into lines, as it will be written. Sizes in pixels. */
export interface Block {
  lines: { sections: Section[]; width: number }[];
  width: number;
  height: number;
}

export interface TextStyle {
  size: number;
  /** Pixels between letters. */
  spacing: number;
  /** Wider lines than this are broken, in pixels. */
  mostWidth: number;
  lineHeight: number;
}

/** How far below the middle of its line text stands, in shares of its size: as MapLibre places letters that it draws itself. */
const baseline = 0.4;

/**
 * Letters that nothing moves apart are drawn one by one all the same, as MapLibre draws them: a PDF knows no letters for two
 * that have grown together (ft, ff), and whoever copies or searches its text finds nothing.
 */
export const unjoined = '0.001px';

export function setFace({ context }: Pen, { face, scale }: Section, size: number, spacing: number): void {
  context.font = `${size * scale}px "${face}"`;
  context.letterSpacing = spacing === 0 ? unjoined : `${spacing}px`;
}

/** Up to where a line may end: after a space, a hyphen and the like, as MapLibre has it; never at a space that does not break. */
const words = /[^ &)+\-/‐–]*(?:[&)+\-/‐–]+ *| +)|[^ &)+\-/‐–]+/gu;

const widths = new Map<string, number>();
const mostWidths = 20_000;

/** The width of a text in pixels: asked of the canvas once, since a map writes the same words and letters again and again. */
export function widthOf(pen: Pen, section: Section, size: number, spacing: number): number {
  const key = `${section.face}|${size * section.scale}|${spacing}|${section.text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  setFace(pen, section, size, spacing);
  const { width } = pen.context.measureText(section.text);
  if (widths.size > mostWidths) widths.clear();
  widths.set(key, width);
  return width;
}

/** Breaks text at its own line breaks and, where it is too wide, at spaces and hyphens so that lines become about as wide. */
export function setText(pen: Pen, sections: readonly Section[], style: TextStyle): Block {
  const measure = (section: Section) => widthOf(pen, section, style.size, style.spacing);
  const lines = paragraphsOf(sections).flatMap((paragraph) => broken(paragraph, measure, style.mostWidth));
  return {
    lines,
    width: Math.max(0, ...lines.map(({ width }) => width)),
    height: lines.length * style.size * style.lineHeight,
  };
}

/** The text's own lines, each as words with the space after them. */
function paragraphsOf(sections: readonly Section[]): Section[][] {
  const paragraphs: Section[][] = [[]];
  for (const section of sections) {
    section.text.split('\n').forEach((text, index) => {
      if (index > 0) paragraphs.push([]);
      for (const word of text.match(words) ?? []) paragraphs.at(-1)?.push({ ...section, text: word });
    });
  }
  return paragraphs.filter((words) => words.some(({ text }) => text.trim() !== ''));
}

/** Lines near one width: of all ways to break, that with the smallest sum of squares of what they differ from it. */
function broken(words: readonly Section[], measure: (section: Section) => number, mostWidth: number): Block['lines'] {
  const trimmed = (word: Section) => measure({ ...word, text: word.text.trimEnd() });
  const whole = words.map(measure);
  const total = whole.reduce((sum, width) => sum + width, 0);
  const spanOf = (from: number, to: number) => {
    const last = words[to - 1];
    const before = whole.slice(from, to - 1).reduce((sum, width) => sum + width, 0);
    return before + (last ? trimmed(last) : 0);
  };
  const line = (from: number, to: number) => ({ sections: joined(words.slice(from, to)), width: spanOf(from, to) });
  // The width of a long text says little: it is cut where it is too wide.
  if (total <= mostWidth || words.length < 2 || words.length > 60) return [line(0, words.length)];
  const wished = total / Math.ceil(total / mostWidth);
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= words.length; to++) {
    let found = { cost: Number.POSITIVE_INFINITY, from: to - 1 };
    for (let from = 0; from < to; from++) {
      const differs = (spanOf(from, to) - wished) ** 2;
      const isLast = to === words.length;
      const isShort = spanOf(from, to) < wished;
      const cost = (best[from]?.cost ?? 0) + (isLast ? (isShort ? differs / 2 : differs * 2) : differs);
      if (cost < found.cost) found = { cost, from };
    }
    best.push(found);
  }
  const lines: Block['lines'] = [];
  for (let to = words.length; to > 0; to = best[to]?.from ?? 0) lines.unshift(line(best[to]?.from ?? 0, to));
  return lines;
}

function joined(words: readonly Section[]): Section[] {
  const sections: Section[] = [];
  for (const word of words) {
    const last = sections.at(-1);
    if (last && last.face === word.face && last.scale === word.scale) last.text += word.text;
    else sections.push({ ...word });
  }
  const last = sections.at(-1);
  if (last) last.text = last.text.trimEnd();
  return sections;
}

export interface TextPaint {
  colour: string;
  halo: string | undefined;
  haloWidth: number;
  opacity: number;
}

/** Writes a block with its upper left corner at a place. `justify`: where shorter lines stand in it, 0 left – 1 right. */
export function writeBlock(
  pen: Pen,
  block: Block,
  [left, top]: readonly [number, number],
  style: TextStyle,
  { justify, ...paint }: TextPaint & { justify: number },
): void {
  const write = (draw: (text: string, x: number, y: number) => void) => {
    block.lines.forEach(({ sections, width }, index) => {
      let x = left + (block.width - width) * justify;
      const y = top + (index + 0.5) * style.size * style.lineHeight + baseline * style.size;
      for (const section of sections) {
        setFace(pen, section, style.size, style.spacing);
        draw(section.text, x, y);
        x += sections.length > 1 ? pen.context.measureText(section.text).width : 0;
      }
    });
  };
  writeWithHalo(pen, paint, write);
}

/** First the halo of all, so that it covers no letter. */
export function writeWithHalo(
  { context }: Pen,
  { colour, halo, haloWidth, opacity }: TextPaint,
  write: (draw: (text: string, x: number, y: number) => void) => void,
): void {
  context.globalAlpha = opacity;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  if (halo !== undefined && haloWidth > 0) {
    context.strokeStyle = halo;
    context.lineWidth = 2 * haloWidth;
    context.lineJoin = 'round';
    context.setLineDash([]);
    write((text, x, y) => context.strokeText(text, x, y));
  }
  context.fillStyle = colour;
  write((text, x, y) => context.fillText(text, x, y));
  context.globalAlpha = 1;
}

export { baseline };
