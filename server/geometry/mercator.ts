/** Half the width of the Web Mercator square, metres. */
export const mercatorHalf = 20037508.342789244;

type Rectangle = readonly [number, number, number, number];

/** A rectangle of degrees (west, south, east, north) in metres of EPSG:3857. */
export function inMercator([west, south, east, north]: Rectangle): [number, number, number, number] {
  return [metresEast(west), metresNorth(south), metresEast(east), metresNorth(north)];
}

function metresEast(longitude: number): number {
  return (longitude / 180) * mercatorHalf;
}

/** Beyond some 85.06° the square ends. */
function metresNorth(latitude: number): number {
  const metres = (Math.log(Math.tan(((90 + latitude) * Math.PI) / 360)) / Math.PI) * mercatorHalf;
  return Math.min(mercatorHalf, Math.max(-mercatorHalf, metres));
}
