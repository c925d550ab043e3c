import type { Definition, Field, Localized } from '../../datasets/definition.ts';
import { protectionNote } from '../../datasets/protection.ts';
import { type Aggregate, type Asked, ageGroup, type Key } from '../../statistics/index.ts';
import type { AggregateDocument } from '../documents.ts';
import { collectionUrl, type Link, type Place } from '../links.ts';

/** The document, with what its columns and codes are called in the reader's language. */
export function aggregateDocument(
  asked: Asked,
  { rows, assumed, places }: Aggregate,
  version: string,
  place: Place,
  links: readonly Link[],
): AggregateDocument {
  const { lang } = place;
  const { definition, statistics } = asked.table;
  const collection: Link = {
    href: collectionUrl(place, definition.id),
    rel: 'collection',
    type: 'application/json',
    title: definition.title[lang],
  };
  const note = protectionNote(definition);
  return {
    title: definition.title[lang],
    by: asked.by.map(({ name }) => name),
    rows: rows.map(({ keys, value }) => ({
      ...Object.fromEntries(asked.by.map(({ name }, index) => [name, keys[index] ?? null])),
      value,
    })),
    assumed,
    columns: columnsOf(asked, { rows, assumed, places }).map(({ title, values, unit, ...column }) => ({
      ...column,
      title: title[lang],
      ...(unit ? { unit: unit[lang] } : {}),
      ...(values ? { values: values.map(({ value, title }) => ({ value, title: title[lang] })) } : {}),
    })),
    value: titleOf(definition, statistics.value)[lang],
    ...(note ? { protection: note[lang] } : {}),
    version,
    links: [...links, collection],
  };
}

/** A column of the answer, with the words for its values where they are codes. */
export interface AggregateColumn {
  name: string;
  property: string;
  title: Localized;
  unit?: Localized | undefined;
  values?: readonly { value: string; title: Localized }[] | undefined;
}

export function columnsOf({ by, table }: Asked, { rows, places }: Aggregate): AggregateColumn[] {
  return by.map((key, index) => {
    const values = wordsOf(key, table.statistics.geo, places);
    const found = new Set(rows.map(({ keys }) => keys[index]));
    const about =
      typeof key.of === 'string'
        ? { property: table.people?.age ?? key.name, title: groupTitle }
        : { property: key.of.field.name, title: key.of.field.title, unit: key.of.field.unit };
    return { name: key.name, ...about, values: values?.filter(({ value }) => found.has(value)) };
  });

  function wordsOf({ of }: Key, geo: string | undefined, names: Aggregate['places']) {
    if (of === ageGroup) return table.people?.ageGroups.map(({ name, title }) => ({ value: name, title }));
    if (of.field.name === geo && names.size > 0)
      return [...names].map(([value, name]) => ({ value, title: { sv: name, en: name } }));
    return of.field.codes?.map(({ value, title }) => ({ value, title }));
  }
}

const groupTitle: Localized = { sv: 'Åldersgrupp', en: 'Age group' };

function titleOf({ fields }: Definition, name: string): Field['title'] {
  return fields.find((field) => field.name === name)?.title ?? { sv: name, en: name };
}
