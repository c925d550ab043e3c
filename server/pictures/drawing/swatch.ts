import type { LegendGeometry, Part } from '../../styles/legend.ts';
import { imagesOf } from './draw.ts';
import { colourOf } from './layer.ts';
import { drawImage, pattern } from './patterns.ts';
import type { Pen } from './pen.ts';

/** Where a sample is drawn. */
interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
  grey: boolean;
  /** Circles and icons are as large as on the map, not as large as fits. */
  trueSize: boolean;
}

/** Of a line in a sample, so that its dashes can still be told apart. */
const thickest = 2.2;
const inset = 2;
/** Of the sample's height, where a circle is larger on the map. */
const largestRadius = 0.4;

/** The side of a square that holds circles and icons. */
export function sizeOfSample(parts: readonly Part[]): number {
  return Math.max(
    0,
    ...parts.map((part) => {
      if (part.type === 'icon') return part.size * (imagesOf(false).get(part.image)?.image.height ?? 0);
      return part.type === 'circle' ? 2 * (part.radius + part.strokeWidth) : 0;
    }),
  );
}

/** A sample of how the map draws something, from the same values (web/legend/Swatch.tsx is the same in the browser). */
export function drawSwatch(
  pen: Pen,
  { geometry, parts }: { geometry: LegendGeometry; parts: readonly Part[] },
  place: Place,
): void {
  const { context } = pen;
  context.save();
  context.translate(place.left, place.top);
  context.beginPath();
  context.rect(0, 0, place.width, place.height);
  context.clip();
  for (const part of parts) {
    switch (part.type) {
      case 'fill':
        fill(pen, part, place);
        break;
      case 'line':
        line(pen, part, geometry, place);
        break;
      case 'circle':
        circle(pen, part, place);
        break;
      case 'icon':
        icon(pen, part, place);
    }
  }
  context.restore();
  context.globalAlpha = 1;
  context.setLineDash([]);
}

type PartOf<T extends Part['type']> = Extract<Part, { type: T }>;

function fill(pen: Pen, part: PartOf<'fill'>, { width, height, grey }: Place): void {
  const { context } = pen;
  context.beginPath();
  context.rect(inset, inset, width - 2 * inset, height - 2 * inset);
  if (part.image) {
    // Drawn, not repeated: an image begins in the corner of the whole picture, and no two samples would be alike.
    const onSample = { ...pen, width, height, repeat: undefined };
    pattern(onSample, imagesOf(grey), part.image, part.opacity, [inset, inset, width - inset, height - inset]);
    return;
  }
  context.globalAlpha = part.opacity;
  context.fillStyle = colourOf(part.colour, grey).css;
  context.fill('nonzero');
}

function line(pen: Pen, part: PartOf<'line'>, geometry: LegendGeometry, { width, height, grey }: Place): void {
  const { context } = pen;
  context.globalAlpha = part.opacity;
  const image = part.image === undefined ? undefined : imagesOf(grey).get(part.image);
  if (image) {
    const step = image.image.width;
    for (let x = step / 2; x < width + step; x += step) drawImage(pen, image, x, height / 2, 1);
    return;
  }
  const thick = Math.min(part.width, thickest);
  context.strokeStyle = colourOf(part.colour, grey).css;
  context.lineWidth = thick;
  context.lineCap = part.dash?.[0] === 0 ? 'round' : 'butt';
  context.lineJoin = 'miter';
  context.setLineDash(part.dash?.map((length) => length * thick) ?? []);
  context.lineDashOffset = 0;
  context.beginPath();
  if (geometry === 'line') {
    context.moveTo(1, height / 2);
    context.lineTo(width - 1, height / 2);
  } else {
    context.rect(inset, inset, width - 2 * inset, height - 2 * inset);
  }
  context.stroke();
  context.setLineDash([]);
}

function circle({ context }: Pen, part: PartOf<'circle'>, { width, height, grey, trueSize }: Place): void {
  const radius = trueSize ? part.radius : Math.min(part.radius, height * largestRadius);
  context.beginPath();
  context.arc(width / 2, height / 2, radius, 0, 2 * Math.PI);
  context.globalAlpha = part.opacity;
  context.fillStyle = colourOf(part.colour, grey).css;
  context.fill('nonzero');
  if (part.strokeWidth <= 0) return;
  context.globalAlpha = 1;
  context.strokeStyle = colourOf(part.strokeColour, grey).css;
  context.lineWidth = part.strokeWidth;
  context.stroke();
}

function icon(pen: Pen, part: PartOf<'icon'>, { width, height, grey, trueSize }: Place): void {
  const image = imagesOf(grey).get(part.image);
  if (!image) return;
  pen.context.globalAlpha = 1;
  drawImage(pen, image, width / 2, height / 2, trueSize ? part.size : Math.min(part.size, height / image.image.height));
}
