import { z } from 'zod';
import { crs84, filterParameters } from '../features/index.ts';
import type { WrittenFilter } from '../filter/index.ts';
import { parseFilter } from '../filter/index.ts';
import { list, once, type QueryParameter, valueIn } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import { type Choice, choiceOf, choiceParameter } from './choice.ts';
import { ageGroup, type Dimension, dimensionNamed, type StatisticsTable } from './table.ts';

/** A column of the answer: a dimension, or ages by the groups of the definition. */
export interface Key {
  /** As it was asked for. */
  name: string;
  of: Dimension | typeof ageGroup;
}

/** What is asked of a table of statistics. */
export interface Asked {
  table: StatisticsTable;
  by: readonly Key[];
  /** The dimensions of which some values are meant, by field. */
  fixed: ReadonlyMap<string, Choice>;
  /** Names of age groups, when ages are chosen by them. */
  groups: readonly string[] | undefined;
  filter: WrittenFilter | undefined;
}

const byParameter = once((table: StatisticsTable): QueryParameter<string[] | undefined> => {
  const names = keyNames(table);
  return list(
    z.enum(names),
    { sv: `en eller flera av ${names.join(', ')}`, en: `one or several of ${names.join(', ')}` },
    {
      name: 'by',
      about: {
        sv: 'Vad svaret delas upp på, med komma mellan: fält, eller vad de betyder. Resten läggs ihop eller får ett förval, som svaret berättar i `assumed`.',
        en: 'What the answer is divided by, with commas between: fields, or what they mean. The rest is added up or takes a default, told in `assumed`.',
      },
      example: defaultBy(table),
    },
  );
});

function keyNames({ dimensions, people }: StatisticsTable): string[] {
  return [...dimensions.flatMap(({ names }) => names), ...(people ? [ageGroup] : [])];
}

function defaultBy(table: StatisticsTable): string[] {
  return ['area', 'year'].filter((role) => dimensionNamed(table, role));
}

const groupsParameter = once((table: StatisticsTable): QueryParameter<string[] | undefined> => {
  const names = table.people?.ageGroups.map(({ name }) => name) ?? [];
  return list(
    z.enum(names),
    { sv: `något av ${names.join(', ')}`, en: `one of ${names.join(', ')}` },
    {
      name: ageGroup,
      about: {
        sv: 'Bara dessa åldersgrupper, en eller flera med komma mellan.',
        en: 'Only these age groups, one or several with commas between.',
      },
    },
  );
});

/** What a parameter of the API means whatever a dimension is called. */
const taken = new Set(['by', 'filter', 'filter-lang', 'filter-crs', 'as-of', 'f', 'lang', 'v']);

/** The parameters that say what is added up, without those that say how the answer is told. */
export const askedParameters = once((table: StatisticsTable): readonly QueryParameter[] => [
  byParameter(table),
  ...filterParameters,
  ...table.dimensions.flatMap(({ field, names }) =>
    names.filter((name) => !taken.has(name)).map(choiceParameter(field)),
  ),
  ...(table.people ? [groupsParameter(table)] : []),
]);

/** Throws 400 problems that name the parameter. */
export function parseAsked(table: StatisticsTable, query: URLSearchParams): Asked {
  const names = [...new Set(valueIn(query, byParameter(table)) ?? defaultBy(table))];
  const fixed = new Map<string, Choice>();
  for (const { field, names } of table.dimensions)
    for (const name of names.filter((one) => !taken.has(one))) {
      const value = valueIn(query, choiceParameter(field)(name));
      if (value === undefined) continue;
      if (fixed.has(field.name)) {
        const expected = { sv: `utelämnad när ${names[0]} finns`, en: `left out where there is ${names[0]}` };
        throw problem('bad-parameter', { name, value: query.get(name) ?? '', expected });
      }
      fixed.set(field.name, choiceOf(value));
    }
  return {
    table,
    by: names.map((name) => ({ name, of: dimensionNamed(table, name) ?? ageGroup })),
    fixed,
    groups: table.people && valueIn(query, groupsParameter(table)),
    filter: filterOf(table, query),
  };
}

/** A condition on the dimensions: a condition on the value would ask what rounding hides. */
function filterOf({ definition, dimensions, statistics }: StatisticsTable, query: URLSearchParams) {
  const [filter, filterLang] = filterParameters;
  const text = valueIn(query, filter);
  if (text === undefined) return undefined;
  const lang = valueIn(query, filterLang) ?? (text.trimStart().startsWith('{') ? 'cql2-json' : 'cql2-text');
  const fields = dimensions.map(({ field }) => field);
  const found = parseFilter(text, lang, definition, crs84);
  const others = found
    .parts()
    .flatMap(({ properties }) => properties.filter((name) => !fields.some((one) => one.name === name)));
  const [other] = others;
  if (other === undefined) return found;
  const known = fields.map(({ name }) => name).join(', ');
  const isValue = other === statistics.value;
  throw problem('bad-filter', {
    where: { sv: other, en: other },
    what: isValue
      ? {
          sv: `värdet självt går inte att filtrera på när det läggs ihop. Dimensionerna går: ${known}.`,
          en: `the value itself cannot be filtered by where it is added up. The dimensions can: ${known}.`,
        }
      : {
          sv: `här går det bara att filtrera på dimensionerna: ${known}.`,
          en: `here only the dimensions can be filtered by: ${known}.`,
        },
  });
}

/** The same text for the same question, whatever the words it came in. */
export function canonicalAsked({ by, fixed, groups, filter }: Asked): string {
  return JSON.stringify([
    by.map(({ name }) => name),
    [...fixed].sort(([a], [b]) => (a < b ? -1 : 1)),
    groups?.toSorted() ?? null,
    filter?.canonical ?? null,
  ]);
}
