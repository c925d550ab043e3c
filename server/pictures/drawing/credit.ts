import { type ColourName, palettes, type Theme } from '../../styles/palette.ts';
import { colourOf } from './layer.ts';
import type { Pen } from './pen.ts';
import { setText, type TextStyle, writeBlock } from './text.ts';

/** What is written in the corner of a picture, and in which theme's colours. */
export interface Credit {
  text: string;
  theme: Theme;
}

/** As small as is readable. */
const style = { size: 10, spacing: 0, lineHeight: 1.25 };
const padding = { side: 4, end: 2 };
const groundOpacity = 0.8;
/** Where it would hide more of the picture's height it is left out: whoever shows so small a picture names the source beside it. */
const mostOfHeight = 0.3;

/** Writes whose data a picture shows in its lower right corner, on as many lines as its width makes of it. */
export function drawCredit(pen: Pen, { text, theme }: Credit, grey: boolean): void {
  const { context, width, height } = pen;
  const broken: TextStyle = { ...style, mostWidth: width - 2 * padding.side };
  const block = setText(pen, [{ text, face: 'Source Sans Regular', scale: 1 }], broken);
  const [wide, tall] = [block.width + 2 * padding.side, block.height + 2 * padding.end];
  if (tall > mostOfHeight * height || wide > width) return;
  const colour = (name: ColourName) => colourOf(palettes[theme][name], grey).css;
  context.globalAlpha = groundOpacity;
  context.fillStyle = colour('halo');
  context.fillRect(width - wide, height - tall, wide, tall);
  const paint = { colour: colour('text'), halo: undefined, haloWidth: 0, opacity: 1, justify: 1 };
  writeBlock(pen, block, [width - wide + padding.side, height - tall + padding.end], broken, paint);
}
