import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { hatchedBy, type Image, type Shape } from '../../styles/images.ts';
import type { Images, NamedImage } from './layer.ts';
import type { Pen } from './pen.ts';

/** Fills the path with an image, again and again. */
export function pattern(
  pen: Pen,
  images: Images,
  name: string,
  opacity: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
): void {
  const found = images.get(name);
  if (!found) return;
  const { context } = pen;
  const { image } = found;
  const phaseX = within(pen.origin[0], image.width);
  const phaseY = within(pen.origin[1], image.height);
  const cell = pen.repeat && cellOf(found, pen.pixelRatio);
  const repeated = cell && pen.repeat?.(cell);
  if (repeated) {
    const [a, d] = [image.width / cell.width, image.height / cell.height];
    repeated.setTransform({ a, b: 0, c: 0, d, e: phaseX, f: phaseY });
    context.globalAlpha = opacity;
    context.fillStyle = repeated;
    context.fill('nonzero');
    context.globalAlpha = 1;
    return;
  }
  // As an image it would be a picture in the file, with seams: it is drawn, and clipped to the area.
  const [west, north] = [Math.max(left, 0), Math.max(top, 0)];
  const [east, south] = [Math.min(right, pen.width), Math.min(bottom, pen.height)];
  if (east <= west || south <= north) return;
  context.save();
  context.clip('nonzero');
  for (const { colour, cover, shapes } of image.inks) {
    context.globalAlpha = opacity * cover;
    const ink = found.ink(colour);
    for (const shape of shapes) {
      if (shape.kind !== 'hatch') continue;
      context.strokeStyle = ink;
      context.lineWidth = shape.width;
      context.lineCap = 'butt';
      context.setLineDash([]);
      context.beginPath();
      const shifted = [west - phaseX, north - phaseY, east - phaseX, south - phaseY] as const;
      for (const [x1, y1, x2, y2] of hatchedBy(shape, shifted)) {
        context.moveTo(x1 + phaseX, y1 + phaseY);
        context.lineTo(x2 + phaseX, y2 + phaseY);
      }
      context.stroke();
    }
    const others = shapes.filter(({ kind }) => kind !== 'hatch');
    if (others.length === 0) continue;
    context.fillStyle = ink;
    context.beginPath();
    for (let y = Math.floor((north - phaseY) / image.height) * image.height + phaseY; y < south; y += image.height) {
      for (let x = Math.floor((west - phaseX) / image.width) * image.width + phaseX; x < east; x += image.width) {
        for (const shape of others) traceShape(pen.context, shape, x, y, 1);
      }
    }
    context.fill('nonzero');
  }
  context.restore();
  context.globalAlpha = 1;
}

/** What is left of a length when whole periods are taken away. */
function within(length: number, period: number): number {
  return ((length % period) + period) % period;
}

/** An image with its middle at a place, so many times its size and turned by an angle. */
export function drawImage(pen: Pen, { image, ink }: NamedImage, x: number, y: number, size: number, angle = 0): void {
  const { context } = pen;
  const alpha = context.globalAlpha;
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.scale(size, size);
  context.translate(-image.width / 2, -image.height / 2);
  paint(context, image, ink, alpha);
  context.restore();
  context.globalAlpha = alpha;
}

/** The image once, from the upper left corner. */
function paint(context: Pen['context'], image: Image, inkOf: NamedImage['ink'], alpha: number): void {
  for (const { colour, cover, shapes } of image.inks) {
    context.globalAlpha = alpha * cover;
    const ink = inkOf(colour);
    context.fillStyle = ink;
    context.beginPath();
    let fills = false;
    for (const shape of shapes) {
      if (shape.kind === 'hatch') {
        context.strokeStyle = ink;
        context.lineWidth = shape.width;
        context.beginPath();
        for (const [x1, y1, x2, y2] of hatchedBy(shape, [0, 0, image.width, image.height])) {
          context.moveTo(x1, y1);
          context.lineTo(x2, y2);
        }
        context.stroke();
        context.beginPath();
      } else {
        traceShape(context, shape, 0, 0, 1);
        fills = true;
      }
    }
    if (fills) context.fill('nonzero');
  }
}

/** Adds a shape of an image to the path, with the image's upper left corner at a place. */
export function traceShape(context: Pen['context'], shape: Shape, left: number, top: number, size: number): void {
  switch (shape.kind) {
    case 'hatch':
      return;
    case 'disc': {
      const [x, y, radius] = [left + shape.x * size, top + shape.y * size, shape.radius * size];
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.closePath();
      return;
    }
    case 'bar': {
      const length = Math.hypot(shape.x2 - shape.x1, shape.y2 - shape.y1) || 1;
      const across = shape.width / 2 / length;
      const [dx, dy] = [-(shape.y2 - shape.y1) * across, (shape.x2 - shape.x1) * across];
      const corner = (x: number, y: number): [number, number] => [left + x * size, top + y * size];
      context.moveTo(...corner(shape.x1 + dx, shape.y1 + dy));
      context.lineTo(...corner(shape.x2 + dx, shape.y2 + dy));
      context.lineTo(...corner(shape.x2 - dx, shape.y2 - dy));
      context.lineTo(...corner(shape.x1 - dx, shape.y1 - dy));
      context.closePath();
      return;
    }
    case 'ring': {
      const [x, y] = [left + shape.x * size, top + shape.y * size];
      const from = (shape.from - 0.25) * 2 * Math.PI;
      const to = (shape.to - 0.25) * 2 * Math.PI;
      if (shape.to <= shape.from) return;
      context.moveTo(x + Math.cos(from) * shape.outer * size, y + Math.sin(from) * shape.outer * size);
      context.arc(x, y, shape.outer * size, from, to);
      context.lineTo(x + Math.cos(to) * shape.inner * size, y + Math.sin(to) * shape.inner * size);
      context.arc(x, y, shape.inner * size, to, from, true);
      context.closePath();
      return;
    }
  }
}

const cells = new Map<string, Canvas>();

/** One repetition as dots. */
function cellOf({ key: name, image, ink }: NamedImage, pixelRatio: number): Canvas {
  const key = `${name} ${pixelRatio}`;
  const known = cells.get(key);
  if (known) return known;
  const canvas = createCanvas(Math.round(image.width * pixelRatio), Math.round(image.height * pixelRatio));
  const context = canvas.getContext('2d');
  context.scale(canvas.width / image.width, canvas.height / image.height);
  paint(context, image, ink, 1);
  if (cells.size > 500) cells.clear();
  cells.set(key, canvas);
  return canvas;
}
