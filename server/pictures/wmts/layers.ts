import type { Definition } from '../../datasets/definition.ts';
import { drawn, isBackground, visibleAtStart } from '../../styles/layers.ts';
import type { Content } from '../content.ts';
import { groupsOf, type PictureLayer } from '../groups.ts';
import { type Look, looksOf } from '../looks.ts';

/** A layer of the service: as WMS has it, and the map as it opens. */
export interface WmtsLayer extends PictureLayer {
  /** On paper: nothing shines through. */
  paper: boolean;
}

export const wholeMap = {
  name: 'karta',
  title: { sv: 'Kartan', en: 'The map' },
  abstract: { sv: 'Allt som kartan öppnar med, på papper.', en: 'All that the map opens with, on paper.' },
  isPaper: false,
  paper: true,
} satisfies Partial<WmtsLayer>;

/** The whole map, the paper, the subjects in the order of their cards, then the datasets. */
export function layersOf(definitions: readonly Definition[]): WmtsLayer[] {
  const opening = drawn(definitions).filter((one) => isBackground(one) || visibleAtStart(one));
  const groups = groupsOf(definitions);
  const offered = [
    ...groups.filter(({ isPaper }) => isPaper),
    ...groups.filter(({ isPaper }) => !isPaper),
    ...groups.flatMap(({ members }) => members),
  ];
  return [{ ...wholeMap, definitions: opening }, ...offered.map((layer) => ({ ...layer, paper: layer.isPaper }))];
}

/** The styles of a layer. What lies on paper has no measure of its own. */
export function stylesOf({ definitions, paper }: WmtsLayer): Look[] {
  return looksOf(paper ? [] : definitions);
}

/** What a tile of the layer draws, but for filters and the year. */
export function contentOf(layer: WmtsLayer, look: Look, lang: Content['lang']): Content {
  const { definitions, paper } = layer;
  return {
    datasets: definitions.filter((one) => !paper || !isBackground(one)).map(({ id }) => id),
    paper,
    transparent: !paper,
    theme: look.theme,
    measure: look.measure,
    lang,
    ended: false,
    filters: new Map(),
  };
}
