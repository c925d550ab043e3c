/** The year of a year, a month, a day or a time (ISO 8601); undefined where the text is none of them. */
export function yearOf(text: string): number | undefined {
  const year = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)?)?$/i.exec(text)?.[1];
  return year === undefined ? undefined : Number(year);
}
