import type { Field } from '../../datasets/definition.ts';
import { badCharacters, notInList, outOfRange, tooLong, wrongType } from '../findings/values.ts';
import type { Problem } from '../report.ts';

/** A value that fits its column, or what is wrong with it. */
export type Converted = { value: string | number | boolean | readonly string[] | null } | { problem: Problem };

/** Lower case, without accents, spaces, underscores, hyphens and dots: how names and codes are compared. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}|[\s_.-]/gu, '')
    .toLowerCase();
}

/** What a file has in a cell, as the field wants it. Empty text is no value. */
export function convertValue(field: Field, raw: unknown): Converted {
  if (raw === null || raw === undefined) return { value: null };
  if (typeof raw === 'string' && raw.trim() === '') return { value: null };
  switch (field.type) {
    case 'text':
      return text(raw);
    case 'integer':
      return integer(raw);
    case 'double':
      return double(raw);
    case 'boolean':
      return boolean(raw);
    case 'date':
      return date(raw);
    case 'timestamptz':
      return time(raw, field.zone ?? here);
    case 'code':
      return code(field, raw);
    case 'list':
      return list(raw);
  }
}

function wrong(type: Field['type']): Converted {
  return { problem: wrongType(type) };
}

function text(raw: unknown): Converted {
  if (Array.isArray(raw)) {
    const parts = list(raw);
    if ('value' in parts) return { value: Array.isArray(parts.value) ? parts.value.join(', ') : null };
  }
  // An object in a cell has no type of its own: it is kept as its text.
  const value = typeof raw === 'object' && raw !== null ? jsonOf(raw) : String(raw).trim();
  if (value === undefined) return wrong('text');
  return storable(value) ? { value } : { problem: badCharacters() };
}

/** Undefined for what is nested deeper than anybody can write out. */
function jsonOf(raw: object): string | undefined {
  try {
    return JSON.stringify(raw);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
function storable(value: string): boolean {
  return !value.includes('\0') && !/\p{Surrogate}/u.test(value);
}

/** "1 234,5", "1.234,5" and "1234.5" are the same number: Swedish writes a comma, most files a dot. */
function plainNumber(raw: unknown): string | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? String(raw) : undefined;
  if (typeof raw !== 'string') return undefined;
  const compact = raw.replaceAll(/[\s\u00a0\u202f]/g, '').replace(/^[−–]/, '-');
  const dotted = /^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(compact) ? compact.replaceAll('.', '') : compact;
  const plain = dotted.replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? plain : undefined;
}

/** Those of bigint. */
const integerRange = [-(2n ** 63n), 2n ** 63n - 1n] as const;

function integer(raw: unknown): Converted {
  const plain = plainNumber(raw);
  const value = Number(plain);
  if (plain === undefined || !Number.isInteger(value)) return wrong('integer');
  if (Number.isSafeInteger(value)) return { value };
  const digits = /^([+-]?)0*(\d+)(?:\.0*)?$/.exec(plain);
  const whole = digits && BigInt(`${digits[1] === '-' ? '-' : ''}${digits[2]}`);
  if (whole === null || typeof raw === 'number' || whole < integerRange[0] || whole > integerRange[1]) {
    return { problem: outOfRange(String(integerRange[0]), String(integerRange[1])) };
  }
  return { value: String(whole) };
}

/** What JavaScript would round, a column of `numeric` keeps. */
const mostDigits = 15;

function double(raw: unknown): Converted {
  const plain = plainNumber(raw);
  if (plain === undefined) return wrong('double');
  const digits = plain.replace(/e.*$/i, '').replaceAll(/\D|^0+/g, '').length;
  return { value: typeof raw === 'string' && digits > mostDigits ? plain : Number(plain) };
}

const yes = new Set(['true', 't', '1', 'ja', 'j', 'yes', 'y', 'sant', 'x']);
const no = new Set(['false', 'f', '0', 'nej', 'n', 'no', 'falskt']);

function boolean(raw: unknown): Converted {
  const word = fold(String(raw));
  if (yes.has(word)) return { value: true };
  return no.has(word) ? { value: false } : wrong('boolean');
}

const dayPattern = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=$|[T ])/;
const compactDay = /^(\d{4})(\d{2})(\d{2})$/;

function day(raw: string): string | undefined {
  const match = dayPattern.exec(raw) ?? compactDay.exec(raw);
  if (!match) return undefined;
  const [year = 0, month = 0, dayOfMonth = 0] = match.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth) return undefined;
  return date.toISOString().slice(0, 10);
}

function date(raw: unknown): Converted {
  const value = typeof raw === 'string' || typeof raw === 'number' ? day(String(raw).trim()) : undefined;
  return value === undefined ? wrong('date') : { value };
}

const timePattern = /[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** What clocks show where nothing else is said. */
const here = 'Europe/Stockholm';

/** ISO 8601. Without an offset it is what clocks in `zone` show. */
function time(raw: unknown, zone: string): Converted {
  if (typeof raw !== 'string') return wrong('timestamptz');
  const trimmed = raw.trim();
  const onDay = day(trimmed);
  if (onDay === undefined) return wrong('timestamptz');
  if (!/[T ]/.test(trimmed)) return { value: `${onDay} 00:00:00 ${zone}` };
  const match = timePattern.exec(trimmed);
  if (!match) return wrong('timestamptz');
  const [, hour, minute, second = '00', fraction = '', offset] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return wrong('timestamptz');
  return { value: `${onDay} ${hour}:${minute}:${second}${fraction} ${offset ?? zone}` };
}

/** The same moment as clocks in `zone` show it, for a column without zone. */
function localTime(value: string, zone: string): string {
  const [onDay = '', clock = '', from = ''] = value.split(' ');
  const offset = /^(Z)$|^([+-]\d{2}):?(\d{2})?$/i.exec(from);
  if (!offset) return `${onDay} ${clock}`;
  const [seconds = '', fraction] = clock.split('.');
  const moment = new Date(`${onDay}T${seconds}${offset[1] ? 'Z' : `${offset[2]}:${offset[3] ?? '00'}`}`);
  // Swedish writes the date and time as ISO 8601 does.
  const shown = moment.toLocaleString('sv-SE', { timeZone: zone });
  return fraction === undefined ? shown : `${shown}.${fraction}`;
}

function code(field: Field, raw: unknown): Converted {
  const codes = field.codes ?? [];
  const word = String(raw).trim();
  const folded = fold(word);
  const found =
    codes.find(({ value }) => value === word) ??
    codes.find(({ value }) => fold(value) === folded) ??
    codes.find(({ title }) => fold(title.sv) === folded || fold(title.en) === folded);
  return found ? { value: found.value } : { problem: notInList(codes.map(({ value }) => value)) };
}

function list(raw: unknown): Converted {
  const parts = Array.isArray(raw) ? raw : splitList(raw);
  if (!parts || parts.some((part) => typeof part === 'object' && part !== null)) return wrong('list');
  const value = parts
    .filter((part) => part !== null)
    .map((part) => String(part).trim())
    .filter((part) => part !== '');
  if (!value.every(storable)) return { problem: badCharacters() };
  return { value: value.length > 0 ? value : null };
}

function splitList(raw: unknown): unknown[] | undefined {
  if (typeof raw !== 'string') return typeof raw === 'object' ? undefined : [raw];
  if (raw.trim().startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(raw);
      return Array.isArray(parsed) ? parsed : undefined;
    } catch {
      return undefined;
    }
  }
  return raw.split(raw.includes(';') ? ';' : raw.includes('|') ? '|' : ',');
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const integerRanges: Readonly<Record<string, readonly [number, number]>> = {
  smallint: [-32_768, 32_767],
  integer: [-2_147_483_648, 2_147_483_647],
};

/**
 * A converted value against the column's own type, as `format_type` writes it: what the definition does not say. `zone` is
 * that of the field; a column without zone whose field says none is read as UTC, and written so.
 */
export function fitsColumn(converted: Converted, columnType: string, zone = 'UTC'): Converted {
  if ('problem' in converted || converted.value === null) return converted;
  const { value } = converted;
  if (columnType.startsWith('timestamp') && columnType.endsWith('without time zone') && typeof value === 'string') {
    return { value: localTime(value, zone) };
  }
  if (columnType === 'uuid') {
    if (typeof value !== 'string' || !uuidPattern.test(value)) return { problem: wrongType('uuid') };
    return { value: value.toLowerCase() };
  }
  const range = integerRanges[columnType];
  if (range && (Number(value) < range[0] || Number(value) > range[1])) {
    return { problem: outOfRange(String(range[0]), String(range[1])) };
  }
  const length = /^character(?: varying)?\((\d+)\)$/.exec(columnType)?.[1];
  if (length && typeof value === 'string' && [...value].length > Number(length)) {
    return { problem: tooLong(Number(length)) };
  }
  return converted;
}
