/** The database's own words when it refused what it was given; undefined when something else went wrong. */
export function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  // 22 data exception, 23 constraint, 42 a name or right that is missing, 54 too large, XX internal (PostGIS and PROJ
  // errors), P0 raised by a trigger.
  return /^(22|23|42|54|XX|P0)...$/.test(error.code) ? error.message : undefined;
}
