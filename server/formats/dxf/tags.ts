/** A DXF is pairs of lines: a group code that says what follows, and the value (DXF Reference, "About DXF Files"). */
export type Tag = readonly [code: number, value: string | number];

export function written(tags: readonly Tag[]): string {
  return tags.map(([code, value]) => `${code}\r\n${value}\r\n`).join('');
}

/** Handles are hexadecimal. */
export function handle(number: number): string {
  return number.toString(16).toUpperCase();
}
