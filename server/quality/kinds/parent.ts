import { identifier, raw, type Sql, sql, table } from '../../database/sql.ts';
import type { Parent } from '../../datasets/checks.ts';
import type { Definition } from '../../datasets/definition.ts';
import { type Asked, datasetOf, goTogether } from '../asked.ts';

/** The definition of a table that the check cannot do without. */
export function needed(asked: Asked, name: string): Definition {
  const found = datasetOf(asked, name);
  if (!found) throw new Error(`${asked.definition.id}, ${asked.check.id}: ${name} is no dataset's table`);
  return found;
}

/** `join … p on …`: the row that `t` points at. As texts, since columns of one meaning may have two types. */
export function rowOfParent(asked: Asked, { table: name, from, to }: Parent): Sql {
  const together = goTogether(asked.definition, raw('t'), needed(asked, name), raw('p'));
  return sql`join ${table(name)} p on p.${identifier(to)}::text = t.${identifier(from)}::text and ${together}`;
}
