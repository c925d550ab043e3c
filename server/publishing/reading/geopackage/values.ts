import type { FoundLayer } from './messages.ts';

/** Values of SQLite as GDAL would give them. */

/** Reads the values of a field. Throws for one that the field's type does not have: SQLite stores anything anywhere. */
export function valueReader({ type, subType }: FoundLayer['fields'][number]): (value: unknown) => unknown {
  if (subType === 'Boolean') return (value) => (value === null ? null : integer(value) !== 0);
  switch (type) {
    case 'Integer':
    case 'Integer64':
      return (value) => (value === null ? null : integer(value));
    case 'Real':
      return (value) => (value === null ? null : real(value));
    case 'Date':
      return (value) => (value === null ? null : matching(value, day));
    case 'DateTime':
      return (value) => (value === null ? null : time(value));
    default:
      return (value) => (value === null ? null : matching(value, anything));
  }
}

function notOurs(): never {
  throw new Error('not ours');
}

/** Beyond what JavaScript counts exactly, its digits. */
function integer(value: unknown): number | string {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  return typeof value === 'bigint' ? String(value) : notOurs();
}

function real(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : notOurs();
}

const anything = /^/;
const day = /^\d{4}-\d\d-\d\d$/;
const moment = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.0+)?Z$/;

function matching(value: unknown, pattern: RegExp): string {
  return typeof value === 'string' && pattern.test(value) ? value : notOurs();
}

/** Without thousandths that are none. */
function time(value: unknown): string {
  return matching(value, moment).replace(moment, '$1Z');
}
