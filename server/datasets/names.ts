import { z } from 'zod';
import type { Localized } from '../http/language.ts';

/** How a definition names things: what is told of them, columns and tables. */

/** A text that people read, in both languages of the service. */
export const localizedSchema: z.ZodType<Localized> = z.strictObject({ sv: z.string(), en: z.string() });

/** Of a dataset and of what a definition names in it. */
export const identifier = z
  .string()
  .regex(/^[a-z_][a-z0-9_]{0,39}$/, 'ett namn med a–z, 0–9 och _ som börjar med en bokstav, högst 40 tecken');

export const columnName = z.string().min(1).max(63);

export const tableName = z
  .string()
  .regex(/^[^."]+\.[^."]+$/, 'schema.tabell, till exempel public.detaljplaner')
  .describe('schema.table');
