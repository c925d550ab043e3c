import type { Definition, Field } from '../../datasets/definition.ts';
import { totalColumn } from '../../datasets/totals.ts';
import { type FlatColumn, filterFields, sortables } from '../../features/index.ts';
import type { Language } from '../../http/language.ts';
import type { Representation } from '../representations.ts';
import { propertySchema } from '../schema.ts';
import { type Extent, type Parameter, type Ref, ref } from './parts.ts';
import type { Sample } from './sample.ts';

import { list, plainFilter } from './shared-parameters.ts';

export const langParameter = ref('parameters', 'lang');

/** `f`: how the resource can be had. */
export function formatParameter(offered: readonly Representation[], lang: Language): Parameter {
  const words = offered.map(({ id, title }) => `\`${id}\`: ${title[lang]}`).join(', ');
  return {
    name: 'f',
    in: 'query',
    description: { sv: `Format, före \`Accept\`. ${words}.`, en: `Format, before \`Accept\`. ${words}.` }[lang],
    schema: { type: 'string', enum: offered.map(({ id }) => id), default: offered[0]?.id },
    example: offered[0]?.id,
  };
}

/** What a dataset's own parameters are written from. */
export interface Described {
  definition: Definition;
  columns: readonly FlatColumn[];
  extent: Extent;
  sample: Sample | undefined;
  lang: Language;
}

/** The parameters that say which features and how, each with an example that finds the sample. */
export function selectingParameters(described: Described): (Parameter | Ref)[] {
  const { definition } = described;
  return [
    bboxParameter(described),
    ref('parameters', 'bbox-crs'),
    datetimeParameter(described),
    filterParameter(described),
    ref('parameters', 'filter-lang'),
    ref('parameters', 'filter-crs'),
    sortbyParameter(described),
    propertiesParameter(described),
    ref('parameters', 'crs'),
    ...filterFields(definition).map((field) => fieldParameter(field, described)),
  ];
}

function bboxParameter({ definition, extent, lang }: Described): Parameter {
  const whole = extent.bounds ?? [17, 59.6, 17.2, 59.7];
  const outwards = whole.map((degree, index) => (index < 2 ? Math.floor : Math.ceil)(degree * 100) / 100);
  const words = definition.geometry
    ? {
        sv: 'Bara objekt som rör rektangeln: två hörn i axelordningen för `bbox-crs`, som standard väst, syd, öst, nord. Höjder (sex tal) räknas inte.',
        en: 'Only features that touch the rectangle: two corners in the axis order of `bbox-crs`, by default west, south, east, north. Heights (six numbers) do not count.',
      }
    : {
        sv: 'Datamängden har inga ytor: en rektangel väljer ingenting bort.',
        en: 'The dataset has no geometry: a rectangle leaves nothing out.',
      };
  return {
    name: 'bbox',
    in: 'query',
    description: words[lang],
    ...list,
    schema: { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } },
    example: outwards,
  };
}

function datetimeParameter({ definition, columns, extent, lang }: Described): Parameter {
  const field = columns.find(({ name }) => name === definition.temporal);
  const words = field
    ? {
        sv: `En tid, en dag eller ett intervall (\`2026-01-01/2026-12-31\`, \`2026-01-01/..\`) för ${field.title.sv} (\`${field.name}\`). Objekt utan datum är med.`,
        en: `A time, a day or an interval (\`2026-01-01/2026-12-31\`, \`2026-01-01/..\`) of ${field.title.en} (\`${field.name}\`). Features without a date are included.`,
      }
    : {
        sv: 'Datamängden har ingen tid: en tid väljer ingenting bort.',
        en: 'The dataset has no time: a time leaves nothing out.',
      };
  return {
    name: 'datetime',
    in: 'query',
    description: words[lang],
    ...list,
    schema: { type: 'string' },
    example: `${extent.interval?.[0]?.slice(0, 10) ?? '2026-01-01'}/..`,
  };
}

function sortbyParameter({ definition, columns, lang }: Described): Parameter {
  const totals = columns.filter(({ name }) => totalColumn(definition, name));
  const names = [...sortables(definition).map(({ field }) => field), ...totals].map(({ name }) => name);
  const first = names.find((name) => name !== definition.key);
  return {
    name: 'sortby',
    in: 'query',
    description: {
      sv: 'Ordning: fält med komma mellan, `-` framför för fallande. Text ordnas som på svenska.',
      en: 'Order: fields with commas between, `-` before for descending. Texts are ordered as in Swedish.',
    }[lang],
    ...list,
    schema: { type: 'array', items: { type: 'string', enum: names.flatMap((name) => [name, `-${name}`]) } },
    ...(first ? { example: [`-${first}`] } : {}),
  };
}

export function propertiesParameter({ definition, columns, lang }: Described): Parameter {
  const measures = (definition.series ?? []).flatMap((series) => series.measures.map(({ name }) => name));
  const names = [...columns.map(({ name }) => name), ...measures];
  return {
    name: 'properties',
    in: 'query',
    description: {
      sv: 'Bara dessa fält, med komma mellan.',
      en: 'Only these fields, with commas between.',
    }[lang],
    ...list,
    schema: { type: 'array', items: { type: 'string', enum: names } },
    example: names.slice(0, 2),
  };
}

export function filterParameter({ definition, sample, lang }: Described): Parameter {
  const fields = filterFields(definition);
  const codesFirst = [...fields.filter(({ codes }) => codes), ...fields];
  const texts = codesFirst.flatMap(({ name, type }) => {
    const value = ['text', 'code'].includes(type) ? sample?.properties[name] : undefined;
    return typeof value === 'string' ? [`"${name}" = '${value.replaceAll("'", "''")}'`] : [];
  });
  return { ...plainFilter(lang), ...(texts[0] ? { example: texts[0] } : {}) };
}

/** `status=samråd`. A list is asked for one of its values. */
function fieldParameter(field: Field, { sample, lang }: Described): Parameter {
  const { name, type, title } = field;
  const inList = type === 'list';
  const value = sample?.properties[name] ?? (name === 'id' ? sample?.id : undefined);
  const example = Array.isArray(value) ? value[0] : value;
  return {
    name,
    in: 'query',
    description: inList
      ? { sv: `Bara objekt som har detta bland ${title.sv}.`, en: `Only features that have this among ${title.en}.` }[
          lang
        ]
      : { sv: `Bara objekt där ${title.sv} är detta.`, en: `Only features whose ${title.en} is this.` }[lang],
    schema: propertySchema({ ...field, type: inList ? 'text' : type }, lang),
    ...(example === undefined || example === null ? {} : { example }),
  };
}
