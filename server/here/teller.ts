import { allFields, type Definition } from '../datasets/definition.ts';
import type { Language } from '../http/language.ts';
import { type DatasetDescription, describeField } from '../styles/describe.ts';
import { nameOf, subtitleOf } from '../styles/feature-name.ts';
import { formatValue } from '../styles/format.ts';
import { popupOf } from '../styles/plain.ts';
import { seriesValues } from '../styles/series-values.ts';
import { standingOf } from '../styles/standing.ts';

type Properties = Readonly<Record<string, unknown>>;

/** How the features of a dataset are told in one language, in public fields only. */
export interface Teller {
  name(key: string, properties: Properties): string;
  subtitle(properties: Properties): string | undefined;
  standing(properties: Properties): ReturnType<typeof standingOf>;
  /** Whether it is invented. */
  isExample(properties: Properties): boolean;
  /** The fields that a person is told, those that have a value, as text. */
  values(properties: Properties): { field: DatasetDescription['fields'][number]; text: string }[];
  series(properties: Properties): ReturnType<typeof seriesValues>;
  /** The properties that name, subtitle and standing are made of. */
  shortly: readonly string[];
}

export function tellerOf(definition: Definition, lang: Language): Teller {
  const fields = allFields(definition)
    .filter((field) => field.public)
    .map((field) => describeField(field, lang));
  const isPublic = (name: string | undefined) => fields.some((field) => field.name === name);
  const popup = popupOf(definition);
  const whole = definition.map?.standing;
  const standing = whole && isPublic(whole.field) ? { standing: whole } : {};
  const series = (definition.series ?? [])
    .flatMap(({ measures }) => measures)
    .map(({ name, title, unit }) => ({ name, title: title[lang], unit: unit[lang] }));
  const { exampleColumn } = definition;
  return {
    name: (key, properties) => nameOf(fields, popup.title, { id: key, properties }, { lang }),
    subtitle: (properties) => subtitleOf({ popup, fields }, properties),
    standing: (properties) => standingOf(standing, properties),
    isExample: (properties) => isPublic(exampleColumn) && properties[exampleColumn ?? ''] === true,
    values: (properties) =>
      popup.fields.flatMap((name) => {
        const field = fields.find((one) => one.name === name);
        const text = field && formatValue(field, properties[name], lang);
        return field && text ? [{ field, text }] : [];
      }),
    series: (properties) => seriesValues(series, properties),
    shortly: [
      ...new Set([...popup.title, popup.subtitle, standing.standing?.field].filter((name) => name !== undefined)),
    ],
  };
}
