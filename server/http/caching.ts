/** `Cache-Control` of an address that always means the same. */
export const immutable = 'public, max-age=31536000, immutable';

/** Of one whose answer may be another soon. */
export const shortLived = 'public, max-age=10';
