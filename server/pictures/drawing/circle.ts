import type { LayerOf } from './layer.ts';
import type { Pen } from './pen.ts';

/** Points as discs with an edge outside them. */
export function drawCircles(pen: Pen, { features, look }: LayerOf): void {
  const { context } = pen;
  for (const { feature, parts } of features) {
    if (parts.points.length === 0) continue;
    const radius = look.number('circle-radius', feature);
    const edge = look.number('circle-stroke-width', feature);
    const opacity = look.number('circle-opacity', feature);
    const edgeOpacity = look.number('circle-stroke-opacity', feature);
    for (let at = 0; at < parts.points.length; at += 2) {
      const [x = 0, y = 0] = parts.points.slice(at, at + 2);
      const reach = radius + edge;
      if (x < -reach || y < -reach || x > pen.width + reach || y > pen.height + reach) continue;
      if (radius > 0 && opacity > 0) {
        context.beginPath();
        context.arc(x, y, radius, 0, 2 * Math.PI);
        context.globalAlpha = opacity;
        context.fillStyle = look.colour('circle-color', feature).css;
        context.fill();
      }
      if (edge > 0 && edgeOpacity > 0) {
        context.beginPath();
        context.arc(x, y, radius + edge / 2, 0, 2 * Math.PI);
        context.globalAlpha = edgeOpacity;
        context.strokeStyle = look.colour('circle-stroke-color', feature).css;
        context.lineWidth = edge;
        context.setLineDash([]);
        context.stroke();
      }
    }
  }
  context.globalAlpha = 1;
}
