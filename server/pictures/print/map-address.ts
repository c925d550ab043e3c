import { shownParameters } from '../address/parameters.ts';
import { zoomOf } from '../frame.ts';
import type { AskedSheet } from './asked.ts';

/** A window that shows as much as the sheet's map, in pixels: that of a telephone or a small computer. */
const window = 700;

/** The address of the map that shows what the sheet does: the same words, and the place after its `#`. */
export function mapAddress(baseUrl: string, query: URLSearchParams, { frame, centre }: AskedSheet): string {
  const kept = [...query].filter(([name]) => isShown(name));
  const words = kept.map(([name, value]) => {
    // Commas and slashes are allowed in a query (RFC 3986 §3.4), and make the code of an address smaller.
    return `${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%2F', '/')}`;
  });
  const closer = Math.log2(Math.max(frame.width, frame.height) / window);
  const zoom = Math.min(20, Math.max(5, zoomOf(frame) - closer));
  const [longitude, latitude] = centre;
  const place = `${zoom.toFixed(2)}/${latitude.toFixed(5)}/${longitude.toFixed(5)}`;
  return `${baseUrl}/${words.length > 0 ? `?${words.join('&')}` : ''}#${place}`;
}

const names = new Set([...shownParameters([]).map(({ name }) => name), 'lang']);

function isShown(name: string): boolean {
  return names.has(name) || name.startsWith('urval.');
}
