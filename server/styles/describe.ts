import {
  allFields,
  type Condition,
  type Definition,
  type Field,
  type fieldTypes,
  type Localized,
  licences,
  type Measure,
} from '../datasets/definition.ts';
import { type Organisations, organisationName } from '../datasets/organisations.ts';
import { protectionNote } from '../datasets/protection.ts';
import { backgroundSubject, subjects } from '../datasets/subjects.ts';
import { describePeople, type PeopleDescription } from './describe-people.ts';
import { drawn, subjectOf, visibleAtStart } from './layers.ts';
import { compileLegend, type LegendBlock } from './legend.ts';
import { type Theme, themes } from './palette.ts';
import { popupOf } from './plain.ts';
import { imageDataUrl } from './sprite.ts';
import { frequencyTitles, licenceTitles } from './terms.ts';

/** `GET /datasets.json`: what the map needs to know about the datasets, in one language, with nothing that is not public. */

export interface MapDescription {
  lang: keyof Localized;
  /** The cards in order; those of adopted datasets last. */
  subjects: SubjectDescription[];
  datasets: DatasetDescription[];
  /** The sprite's images that the legends use, by name; sizes in CSS pixels. */
  images: Record<string, { url: string; width: number; height: number }>;
  /** Of each dataset whose changes are told, the version that it had. */
  versions: Readonly<Record<string, string>>;
}

export interface SubjectDescription {
  id: string;
  title: string;
  sentence: string;
  note?: string;
  datasets: string[];
  /** Switched on when somebody opens the map for the first time. */
  visible: boolean;
}

export interface DatasetDescription {
  id: string;
  title: string;
  description: string;
  subject: string;
  informationsagare: string;
  forvaltare?: string;
  licence: { title: string; url: string };
  source: string;
  updateFrequency: string;
  key: string;
  hasGeometry: boolean;
  fields: FieldDescription[];
  popup: { title: string[]; subtitle?: string | undefined; fields: string[]; order?: string | undefined };
  /** Which features apply and which have ended, by the values of a field; the rest are proposals. */
  standing?: { field: string; applies: string[]; ended: string[] };
  /** What has not ended, in CQL2. Absent: all, or it cannot be known. */
  unended?: string;
  /** Of its public features the map shows these, in CQL2. Absent: all. */
  shown?: string;
  /** The field that is true for invented features. */
  exampleField?: string;
  measures: MeasureDescription[];
  /** Attributes `{name}_{year}`. */
  series: { name: string; title: string; unit: string }[];
  legend: Record<Theme, LegendBlock[]>;
  zooms?: { min: number; max: number };
  /** West, south, east, north in degrees. */
  bounds?: readonly [number, number, number, number];
  /** Of a table of people, year by year. */
  people?: PeopleDescription;
  /** Said where its numbers of people are shown. */
  protection?: string;
  /** True while some of its rows are invented. */
  example: boolean;
  /** When its newest row was changed, ISO 8601. */
  updated?: string;
}

export interface FieldDescription {
  name: string;
  type: (typeof fieldTypes)[number];
  title: string;
  unit?: string;
  format?: NonNullable<Field['format']>;
  codes?: { value: string; title: string; description?: string }[];
}

export type MeasureDescription = Pick<Measure, 'id' | 'kind' | 'part' | 'whole' | 'area'> & {
  title: string;
  description?: string;
  unit: string;
};

/** What only the data can tell, by dataset. */
export type DatasetFacts = Readonly<
  Record<string, Pick<DatasetDescription, 'bounds' | 'updated'> & { example?: boolean }>
>;

export function describeDatasets(
  definitions: readonly Definition[],
  organisations: Organisations,
  lang: keyof Localized,
  facts: DatasetFacts = {},
  versions: MapDescription['versions'] = {},
): MapDescription {
  const datasets = definitions.map((definition) => describe(definition, definitions, organisations, lang, facts));
  return { lang, subjects: cards(definitions, lang), datasets, images: legendImages(datasets), versions };
}

function describe(
  definition: Definition,
  definitions: readonly Definition[],
  organisations: Organisations,
  lang: keyof Localized,
  facts: DatasetFacts,
): DatasetDescription {
  const { id, forvaltare, tiles, exampleColumn, shownRows } = definition;
  const fields = allFields(definition).filter((field) => field.public);
  const isPublic = (name: string | undefined) => fields.some((field) => field.name === name);
  const exampleField = isPublic(exampleColumn) ? exampleColumn : undefined;
  const fact = facts[id];
  const standing = definition.map?.standing;
  const protection = protectionNote(definition);
  const people = describePeople(definition, lang);
  return {
    id,
    title: definition.title[lang],
    description: definition.description[lang],
    subject: subjectOf(definition),
    informationsagare: organisationName(organisations, definition.informationsagare),
    ...(forvaltare ? { forvaltare: organisationName(organisations, forvaltare) } : {}),
    licence: { title: licenceTitles[definition.licence][lang], url: licences[definition.licence] },
    source: definition.source[lang],
    updateFrequency: frequencyTitles[definition.updateFrequency][lang],
    key: definition.key,
    hasGeometry: definition.geometry !== null,
    fields: fields.map((field) => describeField(field, lang)),
    popup: popupOf(definition),
    measures: (definition.map?.measures ?? []).map((measure) => describeMeasure(measure, lang)),
    series: (definition.series ?? [])
      .flatMap(({ measures }) => measures)
      .map(({ name, title, unit }) => ({ name, title: title[lang], unit: unit[lang] })),
    legend: {
      light: compileLegend(definition, lang, 'light', definitions),
      dark: compileLegend(definition, lang, 'dark', definitions),
    },
    ...(standing ? { standing } : {}),
    ...(standing && standing.ended.length > 0 ? { unended: unlessOneOf(standing.field, standing.ended) } : {}),
    ...(shownRows?.every(({ field }) => isPublic(field)) ? { shown: cql2Of(shownRows) } : {}),
    ...(exampleField ? { exampleField } : {}),
    ...(tiles ? { zooms: { min: tiles.minzoom, max: tiles.maxzoom } } : {}),
    ...(fact?.bounds ? { bounds: fact.bounds } : {}),
    ...(fact?.updated ? { updated: fact.updated } : {}),
    ...(people ? { people } : {}),
    ...(protection ? { protection: protection[lang] } : {}),
    example: fact?.example ?? false,
  };
}

function literal(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

function unlessOneOf(field: string, values: readonly string[]): string {
  return `"${field}" IS NULL OR NOT "${field}" IN (${values.map(literal).join(', ')})`;
}

function cql2Of(conditions: readonly Condition[]): string {
  return conditions
    .map(({ field, in: values }) => `(${values.map((value) => `"${field}" = ${literal(value)}`).join(' OR ')})`)
    .join(' AND ');
}

/** A field as it is told in one language. */
export function describeField(field: Field, lang: keyof Localized): FieldDescription {
  const { name, type, title, unit, format, codes } = field;
  return {
    name,
    type,
    title: title[lang],
    ...(unit ? { unit: unit[lang] } : {}),
    ...(format ? { format } : {}),
    ...(codes
      ? {
          codes: codes.map((code) => ({
            value: code.value,
            title: code.title[lang],
            ...(code.description ? { description: code.description[lang] } : {}),
          })),
        }
      : {}),
  };
}

function describeMeasure(measure: Measure, lang: keyof Localized): MeasureDescription {
  const { title, description, unit, ...rest } = measure;
  return {
    ...rest,
    title: title[lang],
    unit: unit[lang],
    ...(description ? { description: description[lang] } : {}),
  };
}

/** The cards of the map in order, those of adopted datasets last. */
export function cards(definitions: readonly Definition[], lang: keyof Localized): SubjectDescription[] {
  const shown = drawn(definitions).filter((definition) => subjectOf(definition) !== backgroundSubject);
  const known = subjects.map(({ id, title, sentence, note }) => ({
    id,
    title: title[lang],
    sentence: sentence[lang],
    ...(note ? { note: note[lang] } : {}),
  }));
  const own = shown
    .filter((definition) => !subjects.some(({ id }) => id === subjectOf(definition)))
    .map((definition) => ({
      id: subjectOf(definition),
      title: definition.title[lang],
      sentence: definition.description[lang],
    }));
  return [...known, ...own]
    .filter(({ id }, index, all) => all.findIndex((other) => other.id === id) === index)
    .map((card) => {
      const members = shown.filter((definition) => subjectOf(definition) === card.id);
      return { ...card, datasets: members.map(({ id }) => id), visible: members.some(visibleAtStart) };
    })
    .filter(({ datasets }) => datasets.length > 0);
}

function legendImages(datasets: readonly DatasetDescription[]): MapDescription['images'] {
  const parts = datasets.flatMap(({ legend }) =>
    themes.flatMap((theme) =>
      legend[theme].flatMap(({ rows }) => rows.flatMap(({ steps }) => steps.flatMap((step) => step.parts))),
    ),
  );
  const names = new Set(parts.flatMap((part) => ('image' in part && part.image ? [part.image] : [])));
  return Object.fromEntries([...names].map((name) => [name, imageDataUrl(name)]));
}
