import type { Definition } from '../../datasets/definition.ts';
import { parseFiltering } from '../../features/index.ts';
import type { Filter } from '../../filter/index.ts';
import type { Language } from '../../http/language.ts';
import { valueIn } from '../../http/parameters.ts';
import { Problem, problem } from '../../http/problems.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import type { Content } from '../content.ts';
import { type FoundFeature, findFeature } from '../extent.ts';
import { datasetsAtStart, datasetsOf } from '../subjects.ts';
import {
  chosenParameter,
  endedParameter,
  filterParameter,
  layersParameter,
  measureParameter,
  themeParameter,
  yearParameter,
} from './parameters.ts';

/** What an address says of what is shown, on the map's own paper. Throws 400 and 404 problems. */
export function contentAsked(
  { published: { definitions } }: OpenData,
  query: URLSearchParams,
  lang: Language,
): Content {
  const layers = valueIn(query, layersParameter);
  return {
    datasets: layers ? [...new Set(datasetsOf(definitions, layers))] : datasetsAtStart(definitions),
    paper: true,
    transparent: false,
    theme: valueIn(query, themeParameter) ?? 'light',
    lang,
    ended: valueIn(query, endedParameter) === 'ja',
    filters: filtersAsked(definitions, query),
    measure: measureAsked(definitions, query),
    year: valueIn(query, yearParameter),
    chosen: chosenAsked(query),
  };
}

function filtersAsked(definitions: readonly Definition[], query: URLSearchParams): Map<string, Filter> {
  const filters = new Map<string, Filter>();
  for (const definition of definitions) {
    const parameter = filterParameter(definition);
    const condition = valueIn(query, parameter);
    if (!condition) continue;
    const filter = naming(parameter.name, () => parseFiltering(definition, new URLSearchParams({ filter: condition })));
    if (filter) filters.set(definition.id, filter);
  }
  return filters;
}

/** Of several filters, the one that is wrong is named. */
function naming<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'bad-filter') throw error;
    const { where } = error.detail;
    const inParameter = (lang: Language) =>
      `${name}, ${typeof where === 'object' ? where[lang].toLowerCase() : String(where)}`;
    throw problem('bad-filter', { ...error.detail, where: { sv: inParameter('sv'), en: inParameter('en') } });
  }
}

function measureAsked(definitions: readonly Definition[], query: URLSearchParams): string | undefined {
  const measure = valueIn(query, measureParameter);
  const known = definitions.flatMap(({ map }) => map?.measures ?? []).map(({ id }) => id);
  if (measure === undefined || known.includes(measure)) return measure;
  const expected = { sv: `ett av ${known.join(', ')}`, en: `one of ${known.join(', ')}` };
  throw problem('bad-parameter', { name: measureParameter.name, value: measure, expected });
}

function chosenAsked(query: URLSearchParams): { dataset: string; key: string } | undefined {
  const text = valueIn(query, chosenParameter);
  if (text === undefined) return undefined;
  const slash = text.indexOf('/');
  return { dataset: text.slice(0, slash), key: text.slice(slash + 1) };
}

/** The feature that an address names. Throws a 404 problem where there is none. */
export async function chosenFound(service: OpenData, { chosen }: Content): Promise<FoundFeature | undefined> {
  if (!chosen) return undefined;
  const { dataset, key } = chosen;
  const feature = await findFeature(service, dataset, key);
  if (!feature) throw problem('no-such-feature', { id: key, dataset });
  return feature;
}
