import type { Field } from '../../datasets/definition.ts';
import { protectionNote } from '../../datasets/protection.ts';
import { type SmallTable, tableAsCsv, tableAsCube, tableAsXlsx } from '../../formats/index.ts';
import type { Language } from '../../http/language.ts';
import type { Aggregate, Asked } from '../../statistics/index.ts';
import { columnsOf } from './document.ts';

/** Sums as a file: what it is called without its ending, and its bytes. */
export interface AggregateFile {
  name: string;
  body: string | Buffer;
}

export async function aggregateFile(
  asked: Asked,
  found: Aggregate,
  format: 'csv' | 'xlsx' | 'jsonstat',
  lang: Language,
): Promise<AggregateFile> {
  const table = tableFor(asked, found);
  const name = nameOf(asked, lang);
  if (format === 'csv') return { name: `${name}.csv`, body: tableAsCsv(table) };
  if (format === 'xlsx') return { name: `${name}.xlsx`, body: await tableAsXlsx(table, lang) };
  const note = protectionNote(asked.table.definition);
  const extension = { assumed: found.assumed, ...(note ? { protection: note[lang] } : {}) };
  return { name: `${name}.jsonstat.json`, body: tableAsCube(table, lang, extension) };
}

/** The columns asked for, and what was assumed as columns of their own: a file goes away from its address. */
function tableFor(asked: Asked, found: Aggregate): SmallTable {
  const { definition, statistics, dimensions } = asked.table;
  const { geo, time } = statistics;
  const keyOf = (field: string | undefined) =>
    asked.by.find(({ of }) => typeof of !== 'string' && of.field.name === field)?.name;
  const assumed = Object.entries(found.assumed).flatMap(([name, value]) => {
    const field = dimensions.find((one) => one.field.name === name)?.field;
    return field ? [{ field, value }] : [];
  });
  const value = definition.fields.find(({ name }) => name === statistics.value);
  return {
    ...{ title: definition.title, source: definition.source, description: definition.description },
    time: keyOf(time),
    geo: keyOf(geo),
    dimensions: [
      ...columnsOf(asked, found).map(({ name, title, unit, values }, index) => ({
        ...{ name, title, unit, codes: values?.map((one) => ({ ...one })) },
        type: typeAt(asked, index),
      })),
      ...assumed.map(({ field }) => field),
    ],
    value: { name: 'value', type: 'double', title: value?.title ?? definition.title },
    rows: found.rows.map(({ keys, value }) => [...keys, ...assumed.map((one) => one.value), value]),
  };
}

function typeAt({ by }: Asked, index: number): Field['type'] {
  const of = by[index]?.of;
  return of === undefined || typeof of === 'string' ? 'code' : of.field.type;
}

/** `befolkningsprognos-per-omradeskod-ar`: what is in it, and by what it is divided. */
function nameOf({ table, by }: Asked, lang: Language): string {
  const per = { sv: 'per', en: 'by' }[lang];
  return [table.definition.id, ...(by.length > 0 ? [per] : []), ...by.map(({ name }) => name)].join('-');
}
