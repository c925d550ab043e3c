import type { Queryable } from '../database/database.ts';
import { identifier, join, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import type { Way } from '../datasets/here.ts';
import { fromTables, publicColumns, publicCondition } from '../datasets/select.ts';
import type { Language } from '../http/language.ts';

/** How many features of a dataset have come how far, and how long it takes from one dated step to the next. */
export interface Steps {
  counts: { title: string; codes: readonly string[]; count: number }[];
  /** Months between two steps, of those that came to the later one since `since`. */
  durations: { from: string; until: string; count: number; quarter: number; median: number; threeQuarters: number }[];
}

/** The field of the way, when it and the rows may be told. */
export function wayOf({ here, fields }: Definition): Way | undefined {
  const way = here ? here.way : undefined;
  return way && fields.some(({ name, public: isPublic }) => name === way.field && isPublic) ? way : undefined;
}

/** `since`: YYYY-MM-DD. */
export async function stepsOf(
  state: Queryable,
  definition: Definition,
  { way, since, lang }: { way: Way; since: string; lang: Language },
): Promise<Steps> {
  const columns = publicColumns(definition);
  const expression = (name: string) => columns.find(({ field }) => field.name === name)?.expression;
  const code = expression(way.field);
  if (!code) return { counts: [], durations: [] };
  const rows = await state.query<{ code: string | null; count: number }>(
    sql`select ${code}::text as code, count(*)::int as count from ${fromTables(definition)} where ${publicCondition(definition)} group by 1`,
  );
  const counted = new Map(rows.map((one) => [one.code, one.count]));
  const counts = way.steps.flatMap(({ title, codes }) =>
    codes ? [{ title: title[lang], codes, count: codes.reduce((sum, one) => sum + (counted.get(one) ?? 0), 0) }] : [],
  );
  // What comes after the way has reached its end is no work of anybody's.
  const end = way.steps.findIndex(({ phase }) => phase === 'done');
  const dated = way.steps.slice(0, end < 0 ? undefined : end + 1).flatMap(({ title, at }) => {
    const column = columns.find(({ field }) => field.name === at);
    return column?.field.type === 'date' ? [{ title: title[lang], day: column.expression }] : [];
  });
  const pairs = dated.slice(1).flatMap((until, index) => {
    const from = dated[index];
    return from ? [{ from, until }] : [];
  });
  if (pairs.length === 0) return { counts, durations: [] };
  const durations = await state.query<Steps['durations'][number]>(
    sql`select pair."from", pair.until, count(months)::int as count,
        percentile_cont(0.25) within group (order by months) as quarter,
        percentile_cont(0.5) within group (order by months) as median,
        percentile_cont(0.75) within group (order by months) as "threeQuarters"
      from ${fromTables(definition)}
      cross join lateral (values ${join(
        pairs.map(
          ({ from, until }, index) =>
            sql`(${index}::int, ${from.title}::text, ${until.title}::text, case when ${until.day} >= ${from.day} and ${until.day} >= ${since}::date then (${until.day} - ${from.day}) / 30.4375 end)`,
        ),
      )}) as pair (${identifier('place')}, "from", until, months)
      where ${publicCondition(definition)} group by pair.place, pair."from", pair.until
      having count(months) > 0 order by pair.place`,
  );
  return { counts, durations };
}
