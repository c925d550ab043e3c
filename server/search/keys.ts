import type { Queryable, Row } from '../database/database.ts';
import { identifier, join, raw, type Sql, sql, table } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import { publicCondition } from '../datasets/select.ts';

/** Features by their key: whole in the tables themselves, or the beginning of one in the index. */

export interface ByKey {
  dataset: string;
  key: string;
}

/** The beginning of a key says something from so many characters on. */
const leastCharacters = 4;
const mostBeginnings = 5;
const lastCharacter = '\u{10ffff}';

export async function withKey(
  database: Queryable,
  definitions: readonly Definition[],
  keyTypeOf: (id: string) => string | undefined,
  text: string,
): Promise<ByKey[]> {
  if (text === '' || /\s/.test(text)) return [];
  const whole = definitions.flatMap((definition) => {
    const key = keyAs(keyTypeOf(definition.id), text);
    return key ? [wholeKey(definition, key)] : [];
  });
  const beginnings =
    text.length >= leastCharacters
      ? [
          beginningOfKey(
            definitions.map(({ id }) => id),
            text,
          ),
        ]
      : [];
  const all = [...whole, ...beginnings];
  if (all.length === 0) return [];
  return database.query<ByKey & Row>(
    sql`select distinct on (dataset, key) dataset, key from (${join(all, ' union all ')}) found`,
  );
}

function wholeKey(definition: Definition, key: Sql): Sql {
  const column = sql`t.${identifier(definition.key)}`;
  return sql`(select ${definition.id}::text as dataset, ${column}::text as key from ${table(definition.table)} t
    where ${column} = ${key} and ${publicCondition(definition)} limit 1)`;
}

function beginningOfKey(datasets: readonly string[], text: string): Sql {
  const beginning = text.toLowerCase();
  // A pattern that is a parameter has no use for the index.
  return sql`(select f.dataset, f.key from allmanning.search_features f
    where lower(f.key) ~>=~ ${beginning} and lower(f.key) ~<~ ${`${beginning}${lastCharacter}`}
      and f.dataset = any (${datasets}::text[]) order by lower(f.key) using ~<~ limit ${mostBeginnings})`;
}

/** What somebody has typed as a key of this SQL type; undefined where it cannot be one. */
function keyAs(type: string | undefined, text: string): Sql | undefined {
  switch (type?.replace(/\(.*\)/, '')) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return /^\d{1,18}$/.test(text) ? sql`${text}::bigint` : undefined;
    case 'uuid':
      return /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(text) ? sql`${text}::uuid` : undefined;
    case 'text':
    case 'character varying':
      return sql`${text}::${raw(type ?? 'text')}`;
    default:
      return undefined;
  }
}
