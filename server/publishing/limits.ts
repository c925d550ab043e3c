/**
 * What one file may have. Far more than anybody draws, and so little that a reader holds it several times over: all of
 * Sweden's coast in full has 300,000 corners.
 */
export const mostCorners = 500_000;
/** Fields of a row. PostgreSQL has 1,600 columns in a table. */
export const mostColumns = 1_500;
/** Characters of a row with its geometry as text. */
export const mostCharacters = 64 * 1024 * 1024;
/** A file that is packed better than this, and is larger than that unpacked, is made to swell: drawings pack 30 times. */
export const mostTimesPacked = 100;
export const largestPackedTooWell = 64 * 1024 * 1024;
/** Bytes of a zip, unpacked. */
export const mostUnpacked = 4 * 1024 ** 3 - 2;
/** No format needs fewer bytes for a corner than `[0,0],`: a smaller file cannot have too many. */
export const leastBytesOfCorner = 6;
/** Four doubles: easting, northing, height, measure. */
export const mostBytesOfCorner = 32;
