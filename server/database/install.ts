import { createHash } from 'node:crypto';
import type { Database, Queryable } from './database.ts';
import { identifier, literal, raw, type Sql, sql, textOf } from './sql.ts';

/** Objects of ours in the database that follow from a definition: made once, and again when what they follow from changes. */
export interface Installation {
  /** Raised when the objects of an older program must be made again. */
  version: number;
  statements: readonly Sql[];
  /** The object whose comment keeps the fingerprint of all of it: `table …` or `function …()`. */
  mark: { kind: 'table' | 'function'; name: Sql };
  triggers: readonly StatementTriggers[];
}

/**
 * Makes the objects if they are not there or not these; also when a table was dropped and made anew under our triggers.
 * `refused`: we have no right to put triggers on somebody else's table.
 */
export async function ensureInstalled(
  database: Database,
  installation: Installation,
): Promise<'present' | 'made' | 'refused'> {
  const { statements, mark, triggers } = installation;
  const all = [...statements, ...triggers.flatMap((one) => one.statements)];
  const fingerprint = createHash('sha256')
    .update(`${installation.version}\n${all.map(textOf).join('\n')}`)
    .digest('hex')
    .slice(0, 16);
  const isPresent = (tx: Queryable) => carries(tx, mark, fingerprint, triggers);
  if (await isPresent(database)) return 'present';
  try {
    return await database.transaction(async (tx) => {
      await tx.query(raw('set local statement_timeout = 0; lock table allmanning.migrations in exclusive mode'));
      if (await isPresent(tx)) return 'present';
      for (const statement of all) await tx.query(statement);
      const marked = mark.kind === 'table' ? sql`table ${mark.name}` : sql`function ${mark.name}()`;
      await tx.query(sql`comment on ${marked} is ${literal(fingerprint)}`);
      return 'made';
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === insufficientPrivilege) return 'refused';
    throw error;
  }
}

const insufficientPrivilege = '42501';

async function carries(
  tx: Queryable,
  mark: Installation['mark'],
  fingerprint: string,
  triggers: readonly StatementTriggers[],
): Promise<boolean> {
  const [find, catalogue] = mark.kind === 'table' ? ['to_regclass', 'pg_class'] : ['to_regproc', 'pg_proc'];
  const [comment] = await tx.query<{ text: string | null }>(sql`
    select obj_description(${raw(find)}(${textOf(mark.name)}), ${catalogue}) as text`);
  if (comment?.text !== fingerprint) return false;
  for (const { source, names } of triggers) {
    const [row] = await tx.query<{ count: number }>(sql`
      select count(*)::int as count from pg_trigger
      where tgrelid = to_regclass(${textOf(source)}) and tgname = any (${names}::text[]) and tgenabled <> 'D'`);
    if (row?.count !== names.length) return false;
  }
  return true;
}

/** Four triggers on one table that call one function for each statement. */
export interface StatementTriggers {
  source: Sql;
  names: string[];
  statements: Sql[];
}

/**
 * The function finds the rows in `before_rows` and `after_rows`, as far as the statement has them. `truncate`: when it is
 * called for a TRUNCATE, whose rows are in the table before it.
 */
export function statementTriggers(
  source: Sql,
  name: string,
  call: Sql,
  truncate: 'before' | 'after' = 'after',
): StatementTriggers {
  const events = [
    ['insert', ' referencing new table as after_rows'],
    ['update', ' referencing old table as before_rows new table as after_rows'],
    ['delete', ' referencing old table as before_rows'],
    ['truncate', ''],
  ] as const;
  const nameOf = (event: string) => `${name}_${event}`;
  return {
    source,
    names: events.map(([event]) => nameOf(event)),
    statements: events.map(
      ([event, transition]) => sql`drop trigger if exists ${identifier(nameOf(event))} on ${source};
        create trigger ${identifier(nameOf(event))} ${raw(event === 'truncate' ? truncate : 'after')} ${raw(event)} on ${source}${raw(transition)}
          for each statement execute function ${call}()`,
    ),
  };
}

/** An ordinary table: the only kind whose every change fires statement triggers. Undefined: there is no such relation. */
export async function isOrdinaryTable(database: Queryable, name: Sql): Promise<boolean | undefined> {
  // Rows can be put into a partition past its parent, whose triggers then do not fire.
  const [row] = await database.query<{ ordinary: boolean }>(sql`
    select relkind = 'r' and not relispartition and not exists (select from pg_inherits where inhparent = c.oid) as ordinary
    from pg_class c where oid = to_regclass(${textOf(name)})`);
  return row?.ordinary;
}
