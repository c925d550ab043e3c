import type { Sql } from '../database/sql.ts';
import type { Localized } from '../datasets/definition.ts';
import type { InstantLiteral, Place } from './expression.ts';
import { fault, shown } from './fault.ts';
import { instant } from './instant.ts';

/** A part of a filter whose type is known, as SQL. */
export type Operand = Scalar | Period | Shape | List;

interface Written {
  readonly place: Place;
  /** As it was written, short: for messages. */
  readonly written: string;
}

export interface Scalar extends Written {
  readonly type: 'text' | 'number' | 'boolean' | 'date' | 'timestamp';
  readonly sql: Sql;
  /** What a literal says. */
  readonly literal?: string | number | boolean;
  /** The same for all rows. */
  readonly constant?: boolean;
}

export type Instant = Scalar & { readonly type: 'date' | 'timestamp' };

export interface Period extends Written {
  readonly type: 'interval';
  readonly start: Instant;
  readonly end: Instant;
}

/** The geometry of the table, or a literal that is still in the coordinates of the filter. */
export interface Shape extends Written {
  readonly type: 'geometry';
  readonly column?: { readonly sql: Sql; readonly srid: number };
  /** East, north, in the filter's system. */
  readonly wkt?: string;
}

export interface List extends Written {
  readonly type: 'list';
  /** The column of the table. */
  readonly column?: Sql;
  readonly items?: readonly Operand[];
}

const typeNames: Record<Operand['type'], Localized> = {
  text: { sv: 'text', en: 'text' },
  number: { sv: 'tal', en: 'number' },
  boolean: { sv: 'sant/falskt', en: 'boolean' },
  date: { sv: 'datum', en: 'date' },
  timestamp: { sv: 'tidpunkt', en: 'timestamp' },
  interval: { sv: 'intervall', en: 'interval' },
  geometry: { sv: 'geometri', en: 'geometry' },
  list: { sv: 'lista', en: 'array' },
};

function typed({ written, type }: Operand, lang: keyof Localized): string {
  return `${shown(written)} (${typeNames[type][lang]})`;
}

/** Neither side is wrong by itself. `hint` says what would be right. */
export function mismatch(place: Place, left: Operand, right: Operand, hint?: Localized): Error {
  return fault(place, {
    sv: `${typed(left, 'sv')} kan inte jämföras med ${typed(right, 'sv')}.${hint ? ` ${hint.sv}` : ''}`,
    en: `${typed(left, 'en')} cannot be compared with ${typed(right, 'en')}.${hint ? ` ${hint.en}` : ''}`,
  });
}

/** `operator` needs something else here. */
export function wrongType(operand: Operand, operator: string, wanted: Localized): Error {
  return fault(operand.place, {
    sv: `${operator} tar ${wanted.sv}, inte ${typed(operand, 'sv')}.`,
    en: `${operator} takes ${wanted.en}, not ${typed(operand, 'en')}.`,
  });
}

export function booleanOf(operand: Operand, operator: string): Sql {
  if (operand.type === 'boolean') return operand.sql;
  throw wrongType(operand, operator, {
    sv: "villkor, som namn = 'Åsunda' eller antal > 5",
    en: "conditions, as namn = 'Åsunda' or antal > 5",
  });
}

export function textOperand(operand: Operand, operator: string): Scalar {
  if (operand.type === 'text') return operand;
  throw wrongType(operand, operator, { sv: 'text', en: 'text' });
}

export function numberOf(operand: Operand, operator: string): Sql {
  if (operand.type === 'number') return operand.sql;
  throw wrongType(operand, operator, { sv: 'tal', en: 'numbers' });
}

export function isInstant(operand: Operand): operand is Instant {
  return operand.type === 'date' || operand.type === 'timestamp';
}

/** A text literal that stands beside a time is meant as one: many clients write it so. Others are as they are. */
export function asInstant(operand: Operand, make: (literal: InstantLiteral) => Instant): Operand {
  if (operand.type !== 'text' || typeof operand.literal !== 'string') return operand;
  return make(instant(operand.literal, operand.place));
}
