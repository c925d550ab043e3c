import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { z } from 'zod';
import type { Definition } from '../datasets/definition.ts';
import { parseFiltering } from '../features/index.ts';
import { checkQuery, choice, langParameter, once, onlyFormat, text, valueIn } from '../http/parameters.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { type Theme, themes } from '../styles/palette.ts';
import { type Background, compileStyle, type StyleOptions } from '../styles/style.ts';
import { styleFacts } from './facts.ts';

/** What is published, and what lies below it on the map. */
export interface MapService extends OpenData {
  background: Background | undefined;
}

const theme = {
  ...choice(themes, { name: 'theme', about: { sv: 'Ljus eller mörk.', en: 'Light or dark.' }, example: themes[1] }),
  schema: z.enum(themes).default(themes[0]),
};

const format = onlyFormat('json', 'MapLibre');

/** `filter.detaljplaner=…`: the filter of one dataset in the style. */
const filterOf = once(({ id, title }: Definition) =>
  text({
    name: `filter.${id}`,
    about: { sv: `Villkor i CQL2 för ${title.sv}.`, en: `Condition in CQL2 for ${title.en}.` },
  }),
);

export function styleParameters(definitions: readonly Definition[]) {
  // Also of what has no place on a map: an address of the map keeps the filters of lists, too.
  return [theme, ...definitions.map(filterOf), format, langParameter];
}

/** Which style a query asks for. Throws 400 problems, also for a filter that its dataset's tiles do not take. */
export function parseStyle(
  definitions: readonly Definition[],
  query: URLSearchParams,
): { theme: Theme; filters: Map<string, string> } {
  checkQuery(query, styleParameters(definitions));
  const filters = new Map<string, string>();
  for (const definition of definitions) {
    const filter = valueIn(query, filterOf(definition));
    if (filter === undefined) continue;
    parseFiltering(definition, new URLSearchParams({ filter }));
    filters.set(definition.id, filter);
  }
  return { theme: valueIn(query, theme), filters };
}

/** The whole map as a MapLibre style, with what only the data can tell. */
export async function mapStyle(
  service: MapService,
  options: Pick<StyleOptions, 'baseUrl' | 'lang' | 'theme' | 'filters'>,
): Promise<StyleSpecification> {
  const { published, config, background } = service;
  const facts = await styleFacts(service, new Date());
  return compileStyle(published.definitions, { ...options, view: config.mapView, facts, background });
}
