import { identifier, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import type { Filter } from '../filter/index.ts';
import type { Language } from '../http/language.ts';
import { langParameter, type QueryParameter, valueIn } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { isBackground } from '../styles/layers.ts';
import { sizeAsked } from './address/asked.ts';
import { creditParameter, sizeParameter, themeParameter } from './address/parameters.ts';
import type { Content } from './content.ts';
import { creditOf } from './credit.ts';
import type { FoundFeature } from './extent.ts';
import type { Asked } from './picture.ts';
import { frameOf, viewOf } from './view.ts';

/** What the address of a feature's picture may say. */
export const featurePictureParameters: readonly QueryParameter[] = [
  sizeParameter,
  themeParameter,
  creditParameter,
  langParameter,
];

/** So near that a point shows its quarter. */
const nearest = 16;

/**
 * A small map of one feature: itself as the map draws it, with a strong outline, on paper. Throws a 404 problem for one
 * without geometry, and 400 problems.
 */
export async function featureAsked(
  service: OpenData,
  definition: Definition,
  { key, box }: FoundFeature,
  query: URLSearchParams,
  { lang, pixelRatio }: { lang: Language; pixelRatio: number },
): Promise<Asked> {
  if (!box) throw problem('nowhere', { id: key, dataset: definition.id });
  const size = sizeAsked(query, pixelRatio);
  // What is paper is drawn as it lies in it.
  const isPaper = isBackground(definition);
  const content: Content = {
    datasets: isPaper ? [] : [definition.id],
    paper: true,
    transparent: false,
    theme: valueIn(query, themeParameter) ?? 'light',
    lang,
    ended: true,
    filters: new Map(isPaper ? [] : [[definition.id, onlyThis(definition, key)]]),
    chosen: { dataset: definition.id, key },
  };
  const credit = await creditOf(service, content, { isWanted: valueIn(query, creditParameter) !== 'nej' });
  return { frame: frameOf(viewOf(box, size, { nearest }), size, pixelRatio), content, type: 'png', credit };
}

function onlyThis({ key: column }: Definition, key: string): Filter {
  return { canonical: `key ${key}`, condition: sql`t.${identifier(column)} = ${key}` };
}
