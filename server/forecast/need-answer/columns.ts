import { join, raw, type Sql, sql } from '../../database/sql.ts';
import type { Definition } from '../../datasets/definition.ts';
import { plainValue, publicColumns } from '../../datasets/select.ts';

/** Fields of a definition as SQL, of its table under the name `t`. What is not public is null. */

export function textOf(definition: Definition, name: string | undefined): Sql {
  const column = publicColumns(definition).find(({ field }) => field.name === name);
  return column ? sql`(${plainValue(column)})::text` : raw('null::text');
}

export function numberOf(definition: Definition, name: string | undefined): Sql {
  const column = publicColumns(definition).find(({ field }) => field.name === name);
  const isNumber = column?.field.type === 'integer' || column?.field.type === 'double';
  return column && isNumber ? sql`(${plainValue(column)})::float8` : raw('null::float8');
}

/** What a feature is called. */
export function nameOf(definition: Definition): Sql {
  const parts = (definition.map?.popup.title ?? []).map((name) => textOf(definition, name));
  return parts.length === 0 ? raw('null::text') : sql`nullif(concat_ws(' ', ${join(parts)}), '')`;
}

/** `{ "name": number }` of some fields that have one. */
export function numbersOf(definition: Definition, fields: Readonly<Record<string, string>>): Sql {
  const entries = Object.entries(fields).map(([name, field]) => sql`${name}::text, ${numberOf(definition, field)}`);
  return entries.length === 0 ? raw(`'{}'::jsonb`) : sql`jsonb_strip_nulls(jsonb_build_object(${join(entries)}))`;
}
