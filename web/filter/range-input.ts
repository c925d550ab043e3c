/** What somebody writes as an end of a range. Undefined: it is no such thing. */

/** `1 234,5` and `1234.5`, with a minus sign of either kind. */
export function numberIn(text: string): number | undefined {
  const plain = text.replaceAll(/\s/g, '').replace('\u2212', '-').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** A year, a month or a day: where it begins, or where it ends. */
export function dayIn(text: string, end: 'from' | 'to'): string | undefined {
  const [, yearText, monthText, dayText] = /^\s*(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?\s*$/.exec(text) ?? [];
  if (yearText === undefined || yearText === '0000') return undefined;
  const isStart = end === 'from';
  const [year, month] = [Number(yearText), Number(monthText ?? (isStart ? 1 : 12))];
  const day = dayText === undefined ? (isStart ? 1 : lastOf(year, month)) : Number(dayText);
  if (month < 1 || month > 12 || day < 1 || day > lastOf(year, month)) return undefined;
  return `${yearText}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function lastOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
