import { pixelMetres } from '../../server/geometry/pixel.ts';

/** Metres around the earth at the equator, as Web Mercator has them. */
const around = 2 * Math.PI * 6_378_137;
/** MapLibre counts zooms in tiles of so many pixels. */
const tileSide = 512;

/** The n of 1:n at a latitude, with pixels of 0.28 mm. */
export function scaleAt(zoom: number, latitude: number): number {
  return (around * Math.cos((latitude * Math.PI) / 180)) / (tileSide * 2 ** zoom) / pixelMetres;
}

export function zoomFor(scale: number, latitude: number): number {
  return Math.log2((around * Math.cos((latitude * Math.PI) / 180)) / (tileSide * scale * pixelMetres));
}

/** Two figures are as much as anybody reads off a map. */
export function rounded(scale: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(scale)) - 1);
  return Math.round(scale / step) * step;
}

/** `1:5 000`, `5000`, `1:5,000` → 5000. Undefined: it is no scale that the map can have. */
export function readScale(text: string): number | undefined {
  const digits = text.replace(/^\s*1\s*:/, '').replace(/[\s\u00a0\u202f.,]/g, '');
  const scale = /^\d+$/.test(digits) ? Number(digits) : 0;
  return scale >= 50 && scale <= 20_000_000 ? scale : undefined;
}
