import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { z } from 'zod';
import type { Background } from './style.ts';

const styleShape = z.looseObject({
  version: z.literal(8),
  glyphs: z.string().optional(),
  sources: z.record(z.string(), z.looseObject({ type: z.string() })),
  layers: z.array(z.looseObject({ id: z.string(), type: z.string() })),
});
const styleSchema = z.custom<StyleSpecification>((value) => styleShape.safeParse(value).success, 'ingen MapLibre-stil');

/**
 * The background map of the settings: an address with {z} is a raster template (XYZ, or WMTS as REST), any other is a
 * MapLibre style, fetched here. Throws when that style cannot be had.
 */
export async function loadBackground({ url, attribution }: { url: string; attribution: string }): Promise<Background> {
  if (url.includes('{z}')) return { kind: 'raster', template: url, attribution };
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`BACKGROUND_URL=${url} svarar ${answer.status}`);
  const style = styleSchema.safeParse(withAbsoluteAddresses(await answer.json(), url));
  if (!style.success) throw new Error(`BACKGROUND_URL=${url} är ingen MapLibre-stil och har inget {z}`);
  return { kind: 'style', style: style.data, attribution };
}

/** A style may name its tiles and glyphs relative to itself; in ours they must be absolute. */
function withAbsoluteAddresses(style: unknown, base: string): unknown {
  return JSON.parse(JSON.stringify(style), (key, value) => {
    if (typeof value !== 'string' || !['url', 'glyphs', '0'].includes(key) || !/^\.{0,2}\//.test(value)) return value;
    // URL writes the braces of a template as %7B and %7D.
    return new URL(value, base).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
  });
}
