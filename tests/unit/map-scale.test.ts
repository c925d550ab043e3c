import { describe, expect, it } from 'vitest';
import { readScale, rounded, scaleAt, zoomFor } from '../../web/coordinates/scale.ts';

describe('the scale of the map', () => {
  it('is that of a zoom and a latitude, and back', () => {
    // Zoom 0 of tiles of 512 pixels is zoom 1 of OGC's WebMercatorQuad: 1:279541132.014 at the equator (17-083r4, annex D).
    expect(scaleAt(0, 0)).toBeCloseTo(279_541_132.014, 0);
    expect(zoomFor(scaleAt(13.37, 59.6), 59.6)).toBeCloseTo(13.37, 10);
    expect(rounded(5_127)).toBe(5_100);
  });

  it('is read as people write it, and only where it is one', () => {
    expect(['1:5 000', '5000', '1:5\u202f000', '5.000'].map(readScale)).toEqual([5000, 5000, 5000, 5000]);
    expect(['', 'stor', '1:', '12', '-500'].map(readScale)).toEqual(Array(5).fill(undefined));
  });
});
