import type { Queryable } from '../database/database.ts';
import { empty, join, raw, type Sql, sql } from '../database/sql.ts';
import { numberOf } from '../datasets/as-of.ts';
import type { Definition, Localized, PastTable } from '../datasets/definition.ts';
import { instant } from '../datasets/select.ts';

/** A state of a dataset that the public could tell from the one before. */
export interface Version {
  version: number;
  /** ISO 8601, UTC, microseconds. */
  time: string;
  /**
   * `import` and `rollback`: by a command; `edit`: by hand; `unknown`: the table was emptied as a whole, or nobody wrote
   * down what changed before this.
   */
  kind: 'import' | 'rollback' | 'edit' | 'unknown';
  /** The number of the import or rollback, and what was said of it. */
  publication?: number;
  message?: string;
}

/** How a version came, in a word or two. */
export const kindWords: Readonly<Record<Version['kind'], Localized>> = {
  import: { sv: 'import', en: 'import' },
  rollback: { sv: 'återgång', en: 'rollback' },
  edit: { sv: 'för hand', en: 'by hand' },
  unknown: { sv: 'okänt', en: 'not known' },
};

/** Which of a dataset's versions: so many before a number, and from another one on. */
export interface VersionsWanted {
  before?: number | undefined;
  after?: number;
  limit: number;
  /** `select … as transaction`: only what those did. */
  transactions?: Sql;
}

/** Versions of a dataset, the newest first. One transaction is one version. */
export async function versionsOf(
  database: Queryable,
  { id }: Definition,
  { before, after, limit, transactions }: VersionsWanted,
): Promise<Version[]> {
  const asked = [
    ...(before === undefined ? [] : [sql`max(number) < ${before}`]),
    ...(after === undefined ? [] : [sql`max(number) > ${after}`]),
    ...(transactions ? [sql`(bool_or(whole) or transaction in (${transactions}))`] : []),
  ];
  const rows = await database.query<{
    version: number;
    time: string;
    whole: boolean;
    publication: number | null;
    kind: 'import' | 'rollback' | null;
    message: string | null;
  }>(sql`
    select v.version, v.time, v.whole, p.id as publication, p.kind, p.message
    from (
      select max(number) as version, ${instant(raw('max(changed_at)'))} as time, bool_or(whole) as whole, transaction
      from allmanning.dataset_versions where dataset = ${id}
      group by transaction
      ${asked.length > 0 ? sql`having ${join(asked, ' and ')}` : empty}
      order by 1 desc limit ${limit}
    ) v left join allmanning.publications p on p.transaction = v.transaction
    order by v.version desc`);
  return rows.map(({ version, time, whole, publication, kind, message }) => ({
    version,
    time,
    kind: kind ?? (whole ? 'unknown' : 'edit'),
    ...(publication === null ? {} : { publication }),
    ...(message === null ? {} : { message }),
  }));
}

/** The last number at which a row was there, and when it went. Undefined: it never went. */
export async function goneSince(
  database: Queryable,
  definition: Definition,
  past: PastTable,
  key: string,
): Promise<{ last: number; version: number; time: string } | undefined> {
  const [row] = await database.query<{ last: number; version: number; time: string }>(sql`
    select (select min(first.number) from allmanning.states first where first.transaction = s.transaction) - 1 as last,
      ${instant(raw('s.changed_at'))} as time,
      coalesce((select max(v.number) from allmanning.dataset_versions v
        where v.dataset = ${definition.id} and v.transaction = s.transaction), s.number) as version
    from allmanning.history h join allmanning.states s on s.id = h.state
    where h.relation = ${numberOf(past)} and h.key = ${key} and h.action = '-'
    order by s.number desc limit 1`);
  return row;
}
