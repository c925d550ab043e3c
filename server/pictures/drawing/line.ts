import type { Parts } from '../../geometry/well-known-binary.ts';
import type { Feature } from '../../styles/evaluate.ts';
import type { LayerOf } from './layer.ts';
import { alongLine, offsetLine, type Run, runsWithin } from './lines.ts';
import { drawImage } from './patterns.ts';
import { type Corners, type Pen, trace } from './pen.ts';

const caps = { butt: 'butt', round: 'round', square: 'square' } as const;
const joins = { miter: 'miter', round: 'round', bevel: 'bevel' } as const;

/** Lines, and the edges of areas. */
export function drawLines(pen: Pen, { features, look }: LayerOf): void {
  const { context } = pen;
  for (const { feature, parts } of features) {
    if (parts.areas.length === 0 && parts.lines.length === 0) continue;
    const width = look.number('line-width', feature);
    const opacity = look.number('line-opacity', feature);
    if (width <= 0 || opacity <= 0) continue;
    const image = look.image('line-pattern', feature);
    const colour = image === undefined ? look.colour('line-color', feature) : undefined;
    if (colour && !colour.visible) continue;
    const offset = look.number('line-offset', feature);
    const runs = edgesOf(parts).flatMap(({ corners, closed }) =>
      runsWithin(pen, offset === 0 ? corners : offsetLine(corners, closed, offset), closed, width + 8),
    );
    context.globalAlpha = opacity;
    if (image !== undefined) {
      drawAlong(pen, look.images, image, width, runs);
    } else if (colour) {
      context.strokeStyle = colour.css;
      context.lineWidth = width;
      context.lineCap = caps[nameIn(caps, look.value('line-cap', feature), 'butt')];
      context.lineJoin = joins[nameIn(joins, look.value('line-join', feature), 'miter')];
      context.miterLimit = look.number('line-miter-limit', feature);
      stroke(pen, runs, dashesOf(look.value('line-dasharray', feature), width));
    }
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function edgesOf({ areas, lines }: Parts): { corners: Corners; closed: boolean }[] {
  return [
    ...areas.flat().map((corners) => ({ corners, closed: true })),
    ...lines.map((corners) => ({ corners, closed: false })),
  ];
}

function stroke(pen: Pen, runs: readonly Run[], dashes: readonly number[]): void {
  const { context } = pen;
  context.setLineDash([...dashes]);
  if (dashes.length === 0) {
    context.lineDashOffset = 0;
    context.beginPath();
    for (const run of runs) trace(pen, run.corners, run.closed);
    context.stroke();
    return;
  }
  // Each goes on where the dashes of its line have come to.
  for (const run of runs) {
    context.lineDashOffset = run.start;
    context.beginPath();
    trace(pen, run.corners, run.closed);
    context.stroke();
  }
  context.lineDashOffset = 0;
}

/** In pixels; the style counts them in widths of the line. */
function dashesOf(value: unknown, width: number): number[] {
  if (!Array.isArray(value)) return [];
  const dashes = value.map((dash) => Number(dash) * width);
  return dashes.some((dash) => dash > 0) ? dashes : [];
}

/** An image as high as the line is wide, again and again along it. */
function drawAlong(
  pen: Pen,
  images: LayerOf['look']['images'],
  name: string,
  width: number,
  runs: readonly Run[],
): void {
  const found = images.get(name);
  if (!found) return;
  const size = width / found.image.height;
  const step = found.image.width * size;
  for (const run of runs) {
    const first = step - ((run.start + step / 2) % step);
    for (const { x, y, angle } of alongLine(run.corners, run.closed, first, step)) {
      drawImage(pen, found, x, y, size, angle);
    }
  }
}

function nameIn<K extends string>(names: Readonly<Record<K, unknown>>, value: unknown, otherwise: NoInfer<K>): K {
  return isName(names, value) ? value : otherwise;
}

function isName<K extends string>(names: Readonly<Record<K, unknown>>, value: unknown): value is K {
  return typeof value === 'string' && Object.hasOwn(names, value);
}

/** So that the painter of symbols reads words alike. */
export function wordOf<K extends string>(
  names: Readonly<Record<K, unknown>>,
  look: LayerOf['look'],
  property: string,
  feature: Feature,
  otherwise: NoInfer<K>,
): K {
  return nameIn(names, look.value(property, feature), otherwise);
}
