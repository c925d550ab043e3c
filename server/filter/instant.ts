import type { InstantLiteral, Place } from './expression.ts';
import { fault, shown } from './fault.ts';

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const timestampPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?Z$/;

/** A date or a time in UTC, as a literal in its one form; throws a fault at `place` for what is neither, or no real day. */
export function instant(text: string, place: Place): InstantLiteral {
  return readTimestamp(text, place) ?? readDate(text, place) ?? refuse(text, place);
}

export function dateLiteral(text: string, place: Place): InstantLiteral {
  const date = readDate(text, place);
  if (date) return date;
  throw fault(place, {
    sv: `"${shown(text)}" är inget datum. Skriv som DATE('2024-05-01').`,
    en: `"${shown(text)}" is not a date. Write it as DATE('2024-05-01').`,
  });
}

export function timestampLiteral(text: string, place: Place): InstantLiteral {
  const timestamp = readTimestamp(text, place);
  if (timestamp) return timestamp;
  throw fault(place, {
    sv: `"${shown(text)}" är ingen tidpunkt. Skriv i UTC med Z på slutet, som TIMESTAMP('2024-05-01T12:00:00Z').`,
    en: `"${shown(text)}" is not a timestamp. Write it in UTC ending with Z, as TIMESTAMP('2024-05-01T12:00:00Z').`,
  });
}

function readDate(text: string, place: Place): InstantLiteral | undefined {
  if (!datePattern.test(text)) return undefined;
  if (!isDay(text)) throw noSuchDay(text, place);
  return { kind: 'date', value: text, place };
}

function readTimestamp(text: string, place: Place): InstantLiteral | undefined {
  const [, day = '', hour = '', minute = '', second = '', fraction = ''] = timestampPattern.exec(text) ?? [];
  if (day === '') return undefined;
  if (!isDay(day)) throw noSuchDay(day, place);
  if (hour > '23' || minute > '59' || second > '59') {
    throw fault(place, {
      sv: `klockslaget ${hour}:${minute}:${second} finns inte.`,
      en: `there is no time of day ${hour}:${minute}:${second}.`,
    });
  }
  // The database keeps microseconds.
  const decimals = fraction.slice(0, 6).replace(/0+$/, '');
  const value = `${day}T${hour}:${minute}:${second}${decimals === '' ? '' : `.${decimals}`}Z`;
  return { kind: 'timestamp', value, place };
}

/** Also in the database's calendar, which has no year 0. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return text >= '0001' && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function noSuchDay(text: string, place: Place) {
  return fault(place, { sv: `dagen ${text} finns inte.`, en: `there is no day ${text}.` });
}

function refuse(text: string, place: Place): never {
  throw fault(place, {
    sv: `"${shown(text)}" är varken ett datum (2024-05-01) eller en tidpunkt i UTC (2024-05-01T12:00:00Z).`,
    en: `"${shown(text)}" is neither a date (2024-05-01) nor a time in UTC (2024-05-01T12:00:00Z).`,
  });
}
