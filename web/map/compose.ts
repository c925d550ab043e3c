import type { LayerSpecification, StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Feature, FeatureCollection } from 'geojson';
import { arrange, isBackgroundLayer, isEndedLayer, metadataOf } from '../../server/styles/compose.ts';
import type { Theme } from '../../server/styles/palette.ts';
import type { Drawn } from '../capability.ts';
import type { Forecast } from '../state/state.ts';
import type { Lang } from '../text/texts.ts';
import { joinSources } from './join-sources.ts';
import { seenSources, withNamesInView } from './names-in-view.ts';

/**
 * The style that the map should have, from the server's style and the state of the page. A pure function: MapLibre finds
 * the difference from what it draws and changes only that.
 */
export interface Look {
  base: StyleSpecification;
  lang: Lang;
  theme: Theme;
  subjectsOn: readonly string[];
  /** What has ended is drawn, too. */
  ended: boolean;
  forecast: Forecast | undefined;
  chosen: Feature | undefined;
  /** What the capabilities of the map make of its layers. */
  changed: (layers: readonly LayerSpecification[]) => readonly LayerSpecification[];
  /** What they draw. */
  drawn: readonly Drawn[];
  /** The zoom at which a dataset's tiles begin. */
  minzoomOf: (dataset: string) => number;
  /** False: changes are drawn at once. */
  motion: boolean;
}

export function compose(look: Look): StyleSpecification {
  const arranged = arrange(shownLayers(look), look);
  const ours = look.changed(arranged.layers).flatMap(withNamesInView);
  const layers = [...ours, ...look.drawn.flatMap(({ layers }) => layers)];
  const sources = {
    ...uncredited(look.base),
    ...arranged.sources,
    ...seenSources(ours),
    chosen: { type: 'geojson' as const, data: look.chosen ?? nothing },
    ...Object.fromEntries(look.drawn.flatMap(({ sources }) => Object.entries(sources))),
  };
  const used = new Set(layers.flatMap((layer) => ('source' in layer ? [layer.source] : [])));
  const style = {
    ...look.base,
    transition: { duration: look.motion ? 200 : 0, delay: 0 },
    // MapLibre asks what each source has, shown or not.
    sources: Object.fromEntries(Object.entries(sources).filter(([name]) => used.has(name))),
    layers,
  };
  return joinSources(style, look.minzoomOf);
}

type Shown = Pick<Look, 'base' | 'subjectsOn' | 'ended'>;

/** The layers of the server's style that are switched on. */
export function shownLayers(look: Shown): LayerSpecification[] {
  return look.base.layers.filter((layer) => isShown(layer, look)).map(visible);
}

/** Our own sources' owners are named once, together (server/styles/credits.ts). */
function uncredited({ sources, layers }: StyleSpecification): StyleSpecification['sources'] {
  const ours = new Set(
    layers.flatMap((layer) =>
      metadataOf(layer, 'allmanning:dataset') !== undefined && 'source' in layer ? [layer.source] : [],
    ),
  );
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [
      name,
      ours.has(name) && source.type === 'vector' ? { ...source, attribution: '' } : source,
    ]),
  );
}

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

function isShown(layer: LayerSpecification, { subjectsOn, ended }: Shown): boolean {
  const subject = metadataOf(layer, 'allmanning:subject');
  if (subject === undefined || isBackgroundLayer(layer)) return true;
  return subjectsOn.includes(subject) && (ended || !isEndedLayer(layer));
}

/** The server's style says what the map opens with, for those who have nothing but the style. */
function visible(layer: LayerSpecification): LayerSpecification {
  switch (layer.type) {
    case 'fill':
      return { ...layer, layout: { ...layer.layout, visibility: 'visible' } };
    case 'line':
      return { ...layer, layout: { ...layer.layout, visibility: 'visible' } };
    case 'circle':
      return { ...layer, layout: { ...layer.layout, visibility: 'visible' } };
    case 'symbol':
      return { ...layer, layout: { ...layer.layout, visibility: 'visible' } };
    default:
      return layer;
  }
}
