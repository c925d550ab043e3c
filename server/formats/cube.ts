import type { Field, Localized } from '../datasets/definition.ts';
import type { Language } from '../http/language.ts';

/** JSON-stat 2.0: a value for each combination of categories, told by its place among all of them. */

/** What stands for a null among the categories of a dimension: all of them together. */
export const togetherId = 'alla';
const together: Localized = { sv: 'Alla', en: 'All' };

export interface CubeDimension extends Pick<Field, 'name' | 'title' | 'codes'> {
  /** As text, in order. */
  categories: readonly string[];
}

/** What a cube is about; `time` and `geo`: the names of the dimensions that are those. */
export interface CubeAbout {
  title: Localized;
  source: Localized;
  time: string | undefined;
  geo: string | undefined;
}

/** The place of a combination among all: the last dimension turns fastest (JSON-stat 2.0, `value`). */
export function placing(dimensions: readonly (readonly string[])[]): (values: readonly unknown[]) => number {
  const places = dimensions.map((categories) => new Map(categories.map((category, index) => [category, index])));
  return (values) =>
    values.reduce<number>((place, value, index) => {
      const categories = places[index];
      const category = categories?.get(typeof value === 'string' ? value : togetherId) ?? 0;
      return place * (categories?.size ?? 1) + category;
    }, 0);
}

/** The document but for its values. */
export function cubeHead(
  { title, source, time, geo }: CubeAbout,
  dimensions: readonly CubeDimension[],
  lang: Language,
): object {
  return {
    version: '2.0',
    class: 'dataset',
    label: title[lang],
    source: source[lang],
    role: { ...(time === undefined ? {} : { time: [time] }), ...(geo === undefined ? {} : { geo: [geo] }) },
    id: dimensions.map(({ name }) => name),
    size: dimensions.map(({ categories }) => categories.length),
    dimension: Object.fromEntries(
      dimensions.map(({ name, title, codes, categories }) => [
        name,
        {
          label: title[lang],
          category: {
            index: categories,
            label: Object.fromEntries(categories.map((category) => [category, labelOf(codes, category, lang)])),
          },
        },
      ]),
    ),
  };
}

function labelOf(codes: Field['codes'], category: string, lang: Language): string {
  if (category === togetherId) return together[lang];
  return codes?.find(({ value }) => value === category)?.title[lang] ?? category;
}
