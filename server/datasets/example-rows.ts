import type { Queryable } from '../database/database.ts';
import { identifier, sql } from '../database/sql.ts';
import type { Definition, Localized } from './definition.ts';
import { fromTables, publicCondition } from './select.ts';

const note: Localized = { sv: 'Exempeldata: påhittade.', en: 'Example data: invented.' };

/** Whether some of the public rows are invented examples. */
export async function hasExampleRows(database: Queryable, definition: Definition): Promise<boolean> {
  if (!definition.exampleColumn) return false;
  const marked = sql`t.${identifier(definition.exampleColumn)}`;
  const [row] = await database.query<{ example: boolean }>(sql`
    select exists (select from ${fromTables(definition)} where ${marked} and ${publicCondition(definition)}) as example`);
  return row?.example ?? false;
}

/** The dataset's description as metadata tells it: example data say that they are. */
export async function honestDescription(database: Queryable, definition: Definition): Promise<Localized> {
  const { description } = definition;
  if (!(await hasExampleRows(database, definition))) return description;
  return { sv: `${description.sv} ${note.sv}`, en: `${description.en} ${note.en}` };
}
