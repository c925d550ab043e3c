import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { allFields, type Condition, type Definition } from '../datasets/definition.ts';

/** What the public could see of a dataset: names of fields, and conditions on rows. */
export interface Publicness {
  fields: readonly string[];
  rows: readonly Condition[];
}

function publicnessOf(definition: Definition): Publicness {
  const fields = allFields(definition).filter((field) => field.public);
  const measures = (definition.series ?? []).flatMap((series) => series.measures);
  return { fields: [...fields, ...measures].map(({ name }) => name).sort(), rows: definition.publicRows ?? [] };
}

/** Writes down what is public now, where it is not what was before. */
export async function notePublicness(database: Queryable, definition: Definition): Promise<void> {
  const { fields, rows } = publicnessOf(definition);
  const text = JSON.stringify(rows);
  await database.query(sql`
    insert into allmanning.publicness (dataset, number, fields, rows)
    select ${definition.id}, k.number, ${fields}::text[], ${text}::jsonb
    from allmanning.change_counter k
    where not exists (
      select from (select fields, rows from allmanning.publicness where dataset = ${definition.id}
        order by number desc limit 1) last
      where last.fields = ${fields}::text[] and last.rows = ${text}::jsonb)
    on conflict (dataset, number) do update set fields = excluded.fields, rows = excluded.rows`);
}

/** A dataset with no more public in it than was then: fields are left out, rows must meet what held both then and now. */
export function noMorePublicThan(definition: Definition, { fields, rows }: Publicness): Definition {
  const was = new Set(fields);
  const thenToo = <T extends { name: string; public: boolean }>(field: T): T => ({
    ...field,
    public: field.public && was.has(field.name),
  });
  const now = definition.publicRows ?? [];
  const known = new Set(now.map((one) => JSON.stringify(one)));
  const more = rows.filter((one) => !known.has(JSON.stringify(one)));
  return {
    ...definition,
    fields: definition.fields.map(thenToo),
    ...(definition.joins
      ? { joins: definition.joins.map((other) => ({ ...other, fields: other.fields.map(thenToo) })) }
      : {}),
    ...(definition.series
      ? {
          series: definition.series.map((series) => ({
            ...series,
            measures: series.measures.filter(({ name }) => was.has(name)),
          })),
        }
      : {}),
    ...(now.length + more.length > 0 ? { publicRows: [...now, ...more] } : {}),
  };
}
