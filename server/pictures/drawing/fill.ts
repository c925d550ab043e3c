import type { LayerOf } from './layer.ts';
import { pattern } from './patterns.ts';
import { boundsOfAreas, type Pen, traceAreas } from './pen.ts';

/** Areas: a colour, or a pattern in its place. */
export function drawFill(pen: Pen, { features, look }: LayerOf): void {
  const { context } = pen;
  let open: { colour: string } | undefined;
  const flush = () => {
    if (!open) return;
    context.globalAlpha = 1;
    context.fillStyle = open.colour;
    context.fill('nonzero');
    open = undefined;
  };
  for (const { feature, parts } of features) {
    if (parts.areas.length === 0) continue;
    const opacity = look.number('fill-opacity', feature);
    if (opacity <= 0) continue;
    const image = look.image('fill-pattern', feature);
    const colour = image === undefined ? look.colour('fill-color', feature) : undefined;
    // What covers wholly is drawn together with its neighbours, so that no paper shines through between them.
    const isOpaque = colour !== undefined && opacity >= 1 && colour.opaque;
    if (open && (!isOpaque || open.colour !== colour.css)) flush();
    if (isOpaque) {
      if (!open) {
        context.beginPath();
        open = { colour: colour.css };
      }
      traceAreas(pen, parts);
      continue;
    }
    context.beginPath();
    traceAreas(pen, parts);
    if (image !== undefined) {
      pattern(pen, look.images, image, opacity, boundsOfAreas(parts));
    } else if (colour?.visible) {
      context.globalAlpha = opacity;
      context.fillStyle = colour.css;
      context.fill('evenodd');
    }
  }
  flush();
  context.globalAlpha = 1;
}
