/** Whole numbers that JavaScript rounds, beyond 2^53: they keep their digits. */

/** The digits of a whole number as it was written, where JavaScript has no such number. */
export function digitsOf(written: string): string | undefined {
  return /^-?\d+$/.test(written) && !Number.isSafeInteger(Number(written)) ? BigInt(written).toString() : undefined;
}

const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON in which such numbers are objects, `{"digits": "…"}`, since JSON.parse would round them. */
export function withDigits(json: string): string {
  return json.replaceAll(textOrNumber, (written) => {
    const digits = digitsOf(written);
    return digits === undefined ? written : JSON.stringify({ digits });
  });
}
