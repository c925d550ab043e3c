export const baseYear = 2025;
export const lastYear = 2045;

const millisecondsADay = 86_400_000;

/** Days since 1970-01-01; negative before. */
export function day(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / millisecondsADay;
}

/** YYYY-MM-DD. */
export function dateText(dayNumber: number): string {
  return new Date(dayNumber * millisecondsADay).toISOString().slice(0, 10);
}

export function yearOf(dayNumber: number): number {
  return Number(dateText(dayNumber).slice(0, 4));
}

/** The example world stands still on this day: nothing in it comes from the clock. */
export const todayNumber = day(2026, 9, 1);
