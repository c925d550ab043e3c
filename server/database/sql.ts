/** A piece of SQL with its parameters apart. Pieces nest; values never become text. */
export interface Sql {
  readonly parts: readonly string[];
  readonly values: readonly unknown[];
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && 'parts' in value && 'values' in value;
}

/**
 * Tagged template: sql`select * from ${table('public.a')} where id = ${id}`. A nested Sql is spliced in, everything
 * else becomes a numbered parameter.
 */
export function sql(strings: TemplateStringsArray, ...inserts: readonly unknown[]): Sql {
  const parts: string[] = [strings[0] ?? ''];
  const values: unknown[] = [];
  const append = (text: string) => {
    parts[parts.length - 1] += text;
  };
  inserts.forEach((insert, index) => {
    if (isSql(insert)) {
      append(insert.parts[0] ?? '');
      insert.values.forEach((value, position) => {
        values.push(value);
        parts.push(insert.parts[position + 1] ?? '');
      });
    } else {
      values.push(insert);
      parts.push('');
    }
    append(strings[index + 1] ?? '');
  });
  return { parts, values };
}

const texts = new WeakMap<readonly string[], string>();

/** The text that PostgreSQL gets, with $1, $2 … Pieces that are asked with new values again and again are joined once. */
export function textOf({ parts }: Sql): string {
  const known = texts.get(parts);
  if (known !== undefined) return known;
  const text = parts.reduce((before, part, index) => (index === 0 ? part : `${before}$${index}${part}`), '');
  texts.set(parts, text);
  return text;
}

/** A quoted identifier. Only names from definitions or the database's own catalogue belong here. */
export function identifier(name: string): Sql {
  return raw(`"${name.replaceAll('"', '""')}"`);
}

/** `schema.table`, quoted. */
export function table(name: string): Sql {
  const dot = name.indexOf('.');
  if (dot < 1) throw new Error(`A table is named schema.table, not ${name}`);
  return sql`${identifier(name.slice(0, dot))}.${identifier(name.slice(dot + 1))}`;
}

/** A quoted text constant, where SQL takes no parameter (DDL, the body of a trigger). */
export function literal(value: string): Sql {
  return raw(`'${value.replaceAll("'", "''")}'`);
}

/** The same SQL with its values as constants in the text: texts, numbers, lists of texts. */
export function inlined(query: Sql): Sql {
  return query.values.reduce<Sql>(
    (text, value, index) => {
      const after = raw(query.parts[index + 1] ?? '');
      if (typeof value === 'string') return sql`${text}${literal(value)}${after}`;
      if (typeof value === 'number') return sql`${text}${raw(String(value))}${after}`;
      if (!Array.isArray(value)) throw new Error(`No constant for ${typeof value}`);
      return sql`${text}array[${join(value.map((one) => literal(String(one))))}]${after}`;
    },
    raw(query.parts[0] ?? ''),
  );
}

/** Fixed SQL text written by us. Never anything that came from outside. */
export function raw(text: string): Sql {
  return { parts: [text], values: [] };
}

/** Pieces with a separator between them; `sql.empty` when there are none. */
export function join(pieces: readonly Sql[], separator = ', '): Sql {
  const between = raw(separator);
  return pieces.reduce((all, piece, index) => (index === 0 ? piece : sql`${all}${between}${piece}`), empty);
}

export const empty: Sql = raw('');
