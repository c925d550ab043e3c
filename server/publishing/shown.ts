import type { Queryable } from '../database/database.ts';
import { identifier, join, raw, type Sql, sql, table } from '../database/sql.ts';
import type { Localized } from '../datasets/definition.ts';
import type { Staged } from './difference.ts';

/** One scope (a division and edition) of the dataset is shown on the map at a time. */
export interface Shown {
  column: string;
  /** The scope that the map shows after this import. */
  chosen: Readonly<Record<string, string>>;
  note: Localized;
}

/**
 * Decides what the map shows: the file's scope when the operator says so or nothing is shown, else what it showed
 * before. Undefined for a dataset that shows everything.
 */
export async function chooseShown(
  tx: Queryable,
  { preparation: { definition }, staging }: Staged,
  options: { show: boolean; replace: boolean },
): Promise<Shown | undefined> {
  const { shown, scope } = definition.import ?? {};
  if (!shown || !scope || scope.length === 0) return undefined;
  const columns = join(scope.map((name) => sql`${identifier(name)}::text as ${identifier(name)}`));
  const inFile = await tx.query<Record<string, string>>(
    sql`select distinct ${columns} from ${staging.table} order by ${raw(scope.map((_, index) => index + 1).join(', '))}`,
  );
  const [current] = await tx.query<Record<string, string>>(
    sql`select distinct ${columns} from ${table(definition.table)} where ${identifier(shown)} limit 1`,
  );
  const [first] = inFile;
  if (!first) return undefined;
  const words = (values: Readonly<Record<string, string>>) => scope.map((name) => values[name]).join(' ');
  const isInFile = current && inFile.some((one) => words(one) === words(current));
  const stays = current && !options.show && (isInFile || !options.replace);
  if (!stays) {
    const change = { sv: `Kartan visar nu ${words(first)}.`, en: `The map now shows ${words(first)}.` };
    return { column: shown, chosen: first, note: change };
  }
  return {
    column: shown,
    chosen: current,
    note: isInFile
      ? { sv: `Kartan visar ${words(current)}.`, en: `The map shows ${words(current)}.` }
      : {
          sv: `Kartan visar fortfarande ${words(current)}. Lägg till --show för att visa ${words(first)}.`,
          en: `The map still shows ${words(current)}. Add --show to show ${words(first)}.`,
        },
  };
}

/** True for rows of the chosen scope; `row` is the alias of the row. */
export function isChosen({ chosen }: Shown, row: Sql): Sql {
  const parts = Object.entries(chosen).map(([name, value]) => sql`${row}.${identifier(name)}::text = ${value}`);
  return sql`(${join(parts, ' and ')})`;
}

/** Marks the chosen scope and nothing else. */
export async function markShown(tx: Queryable, { preparation: { definition } }: Staged, shown: Shown): Promise<void> {
  const column = identifier(shown.column);
  const wanted = isChosen(shown, sql`t`);
  await tx.query(
    sql`update ${table(definition.table)} t set ${column} = ${wanted} where t.${column} is distinct from ${wanted}`,
  );
}
