import { identifier, join, literal, raw, type Sql, sql } from '../database/sql.ts';
import type { Localized } from '../http/language.ts';
import { conditionsOn } from './as-of.ts';
import type { Definition, Field, FieldProtection, Protection, Series } from './definition.ts';

/**
 * Numbers of people as they may leave the server (docs/decisions/0012-small-cells.md). It is done where a column becomes
 * SQL, so that tiles, features, files, filters, orders and the past have no other number.
 */

/** Name of the field that tells, beside a protected one, what was done to it. */
function markOf(name: string): string {
  return `${name}_skydd`;
}

/** How a field is read that is protected, or that tells what was done to one. Undefined: it is neither. */
export function protectedField({ protect = {} }: Definition, field: Field): Sql | undefined {
  const rule = protect[field.name];
  if (rule) {
    const shown = except(rule, sql`${ours(field.name)}::double precision`, roundedField(field.name, rule));
    return field.type === 'integer' ? sql`(${shown})::bigint` : shown;
  }
  const marked = Object.entries(protect).find(([name]) => markOf(name) === field.name);
  if (!marked) return undefined;
  const [name, of] = marked;
  const mark = of.method === 'round' ? raw(`'avrundat'`) : hiddenOrRounded(name, of);
  return except(of, raw('null'), sql`case when ${ours(name)} is not null then ${mark} end`);
}

function hiddenOrRounded(name: string, rule: FieldProtection): Sql {
  return sql`case when ${roundedField(name, rule)} is null then 'dolt' else 'avrundat' end`;
}

function roundedField(name: string, rule: FieldProtection): Sql {
  const group = [...rule.same.map(ours), ...(rule.cohort ? [bornIn(rule.cohort)] : [])];
  return rounded(rule, ours(name), [literal(name), ...group]);
}

/** The total of a measure of a series for a row of ours (`t`). */
export function protectedTotal({ protect }: Series, total: Sql, measure: Sql): Sql {
  if (!protect) return sql`(${total})::double precision`;
  return rounded(protect, total, [measure, ...protect.same.map(ours)]);
}

/** A number as it may leave the server, by the chance of those whom `identity` tells from others. */
export function rounded({ below, method }: Protection, value: Sql, identity: readonly Sql[]): Sql {
  return sql`allmanning.rounded(${value}::double precision, ${raw(String(below))}, ${raw(String(method === 'suppress'))},
    (select secret from allmanning.protection), concat_ws('|', ${join(identity)}))`;
}

function ours(column: string): Sql {
  return sql`t.${identifier(column)}`;
}

/** What is counted in a year without ages (births, deaths) is about others the next year. */
function bornIn({ time, age }: NonNullable<FieldProtection['cohort']>): Sql {
  return sql`coalesce(${ours(time)} - ${ours(age)}, ${ours(time)})`;
}

function except({ except: rows }: FieldProtection, asItIs: Sql, otherwise: Sql): Sql {
  return rows ? sql`(case when ${conditionsOn(rows)} then ${asItIs} else ${otherwise} end)` : sql`(${otherwise})`;
}

/** The columns of the dataset's own table that its rules read. */
export function columnsOfRules({ protect = {}, series = [] }: Definition): string[] {
  const ofFields = Object.entries(protect).flatMap(([name, { same, cohort, except: rows = [] }]) => [
    ...[name, ...same, ...(cohort ? [cohort.time, cohort.age] : [])],
    ...rows.map(({ field }) => field),
  ]);
  return [...ofFields, ...series.flatMap((one) => one.protect?.same ?? [])];
}

/** Whether a field is no column of a table but tells what was done to one. */
export function isMark({ protect = {} }: Definition, name: string): boolean {
  return Object.keys(protect).some((one) => markOf(one) === name);
}

/** For whoever looks at numbers, in a few words. Undefined: nothing is protected. */
export function protectionNote({ protect = {}, series = [] }: Definition): Localized | undefined {
  if (Object.keys(protect).length === 0 && !series.some((one) => one.protect)) return undefined;
  return {
    sv: 'Antal är avrundade för att skydda enskilda.',
    en: 'Numbers are rounded to protect individuals.',
  };
}

/** The definition as people read it: with a field beside each protected one, and said wherever its numbers are told. */
export function tellProtection(definition: Definition): Definition {
  const { protect = {}, series = [], fields, description } = definition;
  const rules = [...Object.values(protect), ...series.flatMap((one) => one.protect ?? [])];
  if (rules.length === 0) return definition;
  return {
    ...definition,
    description: together(description, ...[...new Map(rules.map((rule) => [said(rule).sv, said(rule)])).values()]),
    fields: fields.flatMap((field) => {
      const rule = protect[field.name];
      if (!rule) return [field];
      const told = { ...field, description: together(field.description, said(rule)) };
      return [told, ...(fields.some(({ name }) => name === markOf(field.name)) ? [] : [markField(field)])];
    }),
    ...(definition.series ? { series: series.map(totalsTold) } : {}),
  };
}

function totalsTold(series: Series): Series {
  const { protect, measures } = series;
  if (!protect) return series;
  return {
    ...series,
    measures: measures.map((one) => ({ ...one, description: together(one.description, said(protect)) })),
  };
}

function markField({ name, title, tile, public: isPublic }: Field): Field {
  return {
    name: markOf(name),
    type: 'code',
    title: { sv: `Skydd av ${title.sv}`, en: `Protection of ${title.en}` },
    codes: [
      { value: 'avrundat', title: { sv: 'Avrundat för att skydda enskilda', en: 'Rounded to protect individuals' } },
      { value: 'dolt', title: { sv: 'Dolt för att skydda enskilda', en: 'Hidden to protect individuals' } },
    ],
    public: isPublic,
    generated: true,
    ...(tile ? { tile } : {}),
  };
}

function said({ below, method }: Protection): Localized {
  const hidden: Localized =
    method === 'suppress'
      ? {
          sv: ` De som blir ${below} eller mindre visas inte.`,
          en: ` Those that become ${below} or less are not shown.`,
        }
      : { sv: '', en: '' };
  return {
    sv: `Antal är avrundade till multiplar av ${below} för att skydda enskilda, uppåt eller nedåt av en slump; delar blir därför inte exakt summan.${hidden.sv}`,
    en: `Numbers are rounded to multiples of ${below} to protect individuals, up or down by chance; parts therefore do not add up exactly.${hidden.en}`,
  };
}

function together(...texts: (Localized | undefined)[]): Localized {
  const known = [...new Map(texts.flatMap((text) => (text ? [[text.sv, text] as const] : []))).values()];
  return { sv: known.map(({ sv }) => sv).join(' '), en: known.map(({ en }) => en).join(' ') };
}
