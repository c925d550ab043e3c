import type { Crs } from '../features/index.ts';
import { mercatorHalf } from '../geometry/mercator.ts';

/** What a picture shows of the world: a rectangle of a coordinate system on so many pixels. */
export interface Frame {
  crs: Crs;
  /** West, south, east, north in the system's own units, east before north whatever the authority's order. */
  box: readonly [number, number, number, number];
  /** Pixels of 0.28 mm, as style sizes count them. */
  width: number;
  height: number;
  /** Dots of the image for each of those pixels, across and down. */
  pixelRatio: number;
}

/** Of a side of a picture. */
export const mostPixels = 4096;

const earthRadius = mercatorHalf / Math.PI;
/** Metres of a degree along a meridian, as Web Mercator's sphere has it. */
const metresPerDegree = mercatorHalf / 180;
/** Latitude of a northing in SWEREF 99, to a tenth of a degree: enough for a zoom. */
const metresPerDegreeNorth = 111_400;

/** Metres on the ground for each pixel in the middle of the picture. */
export function groundResolution(frame: Frame): number {
  const { crs, box, height } = frame;
  const perPixel = (box[3] - box[1]) / height;
  if (crs.srid === 3857) return perPixel * Math.cos(radians(latitudeOf(frame)));
  return crs.unit === 'degree' ? perPixel * metresPerDegree : perPixel;
}

/** The zoom at which MapLibre, whose tiles are 512 pixels, draws things as large on the ground. */
export function zoomOf(frame: Frame): number {
  return zoomOfResolution(groundResolution(frame), latitudeOf(frame));
}

export function zoomOfResolution(metresPerPixel: number, latitude: number): number {
  const zoom = Math.log2((2 * mercatorHalf * Math.cos(radians(latitude))) / (512 * metresPerPixel));
  // 11.5 is 11.5 whatever was reckoned on the way: there a layer may begin.
  return Math.min(24, Math.max(0, Number(zoom.toFixed(5))));
}

/** Metres on the ground for each pixel of MapLibre's map at a zoom. */
export function resolutionOfZoom(zoom: number, latitude: number): number {
  return (2 * mercatorHalf * Math.cos(radians(latitude))) / (512 * 2 ** zoom);
}

/** Of the middle. */
function latitudeOf({ crs, box }: Frame): number {
  const middle = (box[1] + box[3]) / 2;
  if (crs.unit === 'degree') return clampLatitude(middle);
  if (crs.srid !== 3857) return clampLatitude(middle / metresPerDegreeNorth);
  return clampLatitude((360 / Math.PI) * Math.atan(Math.exp(middle / earthRadius)) - 90);
}

function clampLatitude(latitude: number): number {
  return Math.max(-85, Math.min(85, latitude));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** The same frame with so many more pixels on each side. */
export function widened(frame: Frame, pixels: number): Frame {
  const [west, south, east, north] = frame.box;
  const x = ((east - west) / frame.width) * pixels;
  const y = ((north - south) / frame.height) * pixels;
  return {
    ...frame,
    box: [west - x, south - y, east + x, north + y],
    width: frame.width + 2 * pixels,
    height: frame.height + 2 * pixels,
  };
}
