import type { Definition } from '../../datasets/definition.ts';
import { parseFiltering } from '../../features/index.ts';
import type { Filter } from '../../filter/index.ts';
import type { Language } from '../../http/language.ts';
import { valueIn } from '../../http/parameters.ts';
import { Problem, problem } from '../../http/problems.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import type { Content, PictureType } from '../content.ts';
import { creditOf } from '../credit.ts';
import { type FoundFeature, findFeature } from '../extent.ts';
import { mostPixels } from '../frame.ts';
import type { Asked } from '../picture.ts';
import { datasetsAtStart, datasetsOf } from '../subjects.ts';
import { frameOf, type Size } from '../view.ts';
import {
  chosenParameter,
  creditParameter,
  endedParameter,
  filterParameter,
  layersParameter,
  markParameter,
  measureParameter,
  paperParameter,
  sizeOf,
  sizeParameter,
  themeParameter,
  transparentParameter,
  yearParameter,
} from './parameters.ts';
import { viewAsked } from './place.ts';

/** The picture that an address asks for, whose query has been checked. Throws 400 and 404 problems. */
export async function askedBy(
  service: OpenData,
  query: URLSearchParams,
  { lang, type, pixelRatio }: { lang: Language; type: PictureType; pixelRatio: number },
): Promise<Asked> {
  const size = sizeAsked(query, pixelRatio);
  const { content, chosen } = await shownBy(service, query, lang);
  const view = await viewAsked(service, query, size, { content, chosen });
  const credit = await creditOf(service, content, { isWanted: valueIn(query, creditParameter) !== 'nej' });
  return {
    frame: frameOf(view, size, pixelRatio),
    content,
    type,
    credit,
  };
}

/** What an address shows, and the feature that it names. Throws 400 and 404 problems. */
export async function shownBy(
  service: OpenData,
  query: URLSearchParams,
  lang: Language,
): Promise<{ content: Content; chosen: FoundFeature | undefined }> {
  const wished = chosenAsked(query);
  const chosen = wished && (await found(service, wished));
  const content = contentAsked(service, query, lang);
  return { content: { ...content, chosen: wished && chosen && { ...wished, key: chosen.key } }, chosen };
}

/** Width and height. Throws a 400 problem where the dots of the image are too many. */
export function sizeAsked(query: URLSearchParams, pixelRatio: number): Size {
  const size = valueIn(query, sizeParameter);
  const [width, height] = sizeOf(size);
  const most = Math.floor((mostPixels * mostPixels) / pixelRatio ** 2);
  if (width * height <= most) return [width, height];
  const expected = {
    sv: `så att bredd gånger höjd är högst ${most} här`,
    en: `such that width times height is at most ${most} here`,
  };
  throw problem('bad-parameter', { name: sizeParameter.name, value: size, expected });
}

export function contentAsked(
  { published: { definitions } }: OpenData,
  query: URLSearchParams,
  lang: Language,
): Content {
  const layers = valueIn(query, layersParameter);
  return {
    datasets: layers ? [...new Set(datasetsOf(definitions, layers))] : datasetsAtStart(definitions),
    paper: valueIn(query, paperParameter) !== 'nej',
    transparent: valueIn(query, transparentParameter) === 'ja',
    theme: valueIn(query, themeParameter) ?? 'light',
    lang,
    ended: valueIn(query, endedParameter) === 'ja',
    filters: filtersAsked(definitions, query),
    measure: measureAsked(definitions, query),
    year: valueIn(query, yearParameter),
    mark: markAsked(query),
  };
}

/** One pair is a point; several are the corners of an area, whose ring is closed here. */
function markAsked(query: URLSearchParams): string | undefined {
  const all = valueIn(query, markParameter);
  if (!all) return undefined;
  const corners = all.flatMap((one, index) => (index % 2 === 0 ? [[one, all[index + 1] ?? 0]] : []));
  const [first] = corners;
  if (corners.length === 1) return JSON.stringify({ type: 'Point', coordinates: first });
  return JSON.stringify({ type: 'Polygon', coordinates: [[...corners, first]] });
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

export function chosenAsked(query: URLSearchParams): { dataset: string; key: string } | undefined {
  const text = valueIn(query, chosenParameter);
  if (text === undefined) return undefined;
  const slash = text.indexOf('/');
  return { dataset: text.slice(0, slash), key: text.slice(slash + 1) };
}

async function found(service: OpenData, { dataset, key }: { dataset: string; key: string }): Promise<FoundFeature> {
  const feature = await findFeature(service, dataset, key);
  if (!feature) throw problem('no-such-feature', { id: key, dataset });
  return feature;
}
