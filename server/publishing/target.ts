import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';

/** A column of the published table, as the database's catalogue describes it. */
export interface TargetColumn {
  name: string;
  /** As `format_type` writes it: `uuid`, `text[]`, `geometry(MultiPolygon,3006)`. */
  type: string;
  notNull: boolean;
  /** SQL of the default, or of a generated column's value. */
  expression: string | null;
  generated: boolean;
  /** The sequence that counts its values, quoted, if one does. */
  sequence: string | null;
}

export interface Reference {
  column: string;
  /** schema.table */
  table: string;
  theirColumn: string;
}

export interface Target {
  columns: ReadonlyMap<string, TargetColumn>;
  references: readonly Reference[];
}

/** What the dataset's table looks like; undefined when there is none, or it is a view that cannot be written to. */
export async function describeTarget(database: Queryable, definition: Definition): Promise<Target | undefined> {
  const [schema = '', name = ''] = definition.table.split('.');
  const columns = await database.query<{
    name: string;
    type: string;
    not_null: boolean;
    generated: boolean;
    expression: string | null;
    sequence: string | null;
  }>(sql`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
      a.attgenerated <> '' as generated, pg_get_expr(d.adbin, d.adrelid) as expression,
      pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as sequence
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where n.nspname = ${schema} and c.relname = ${name} and c.relkind in ('r', 'p')
    order by a.attnum`);
  if (columns.length === 0) return undefined;
  const references = await database.query<{ column: string; table: string; their_column: string }>(sql`
    select a.attname as column, fn.nspname || '.' || f.relname as table, fa.attname as their_column
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_class f on f.oid = k.confrelid
    join pg_namespace fn on fn.oid = f.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    join pg_attribute fa on fa.attrelid = f.oid and fa.attnum = k.confkey[1]
    where k.contype = 'f' and cardinality(k.conkey) = 1 and n.nspname = ${schema} and c.relname = ${name}`);
  return {
    columns: new Map(columns.map(({ not_null, ...column }) => [column.name, { ...column, notNull: not_null }])),
    references: references.map(({ their_column, ...reference }) => ({ ...reference, theirColumn: their_column })),
  };
}
