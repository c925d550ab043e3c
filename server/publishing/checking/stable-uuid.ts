import { createHash } from 'node:crypto';

/** The same text gives the same UUID in every database. */
export function stableUuid(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
