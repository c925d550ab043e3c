import type { LayerSpecification, StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Feature, FeatureCollection } from 'geojson';
import { arrange, isBackgroundLayer, isEndedLayer, metadataOf } from '../../server/styles/compose.ts';
import type { Theme } from '../../server/styles/palette.ts';
import type { Drawn } from '../capability.ts';
import type { Forecast } from '../state/state.ts';
import type { Lang } from '../text/texts.ts';

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
  /** What the capabilities of the map draw. */
  drawn: readonly Drawn[];
  /** False: changes are drawn at once. */
  motion: boolean;
}

export function compose(look: Look): StyleSpecification {
  const arranged = arrange(
    look.base.layers.map((layer) => withVisibility(layer, look)),
    { ...look, isAlone: look.subjectsOn.length === 1 },
  );
  return {
    ...look.base,
    transition: { duration: look.motion ? 200 : 0, delay: 0 },
    sources: {
      ...uncredited(look.base),
      ...arranged.sources,
      chosen: { type: 'geojson', data: look.chosen ?? nothing },
      ...Object.fromEntries(look.drawn.flatMap(({ sources }) => Object.entries(sources))),
    },
    layers: [...arranged.layers, ...look.drawn.flatMap(({ layers }) => layers)],
  };
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

function withVisibility(layer: LayerSpecification, { subjectsOn, ended }: Look): LayerSpecification {
  const subject = metadataOf(layer, 'allmanning:subject');
  if (subject === undefined || isBackgroundLayer(layer)) return layer;
  return shown(layer, subjectsOn.includes(subject) && (ended || !isEndedLayer(layer)));
}

function shown(layer: LayerSpecification, yes: boolean): LayerSpecification {
  const visibility = yes ? 'visible' : 'none';
  switch (layer.type) {
    case 'fill':
      return { ...layer, layout: { ...layer.layout, visibility } };
    case 'line':
      return { ...layer, layout: { ...layer.layout, visibility } };
    case 'circle':
      return { ...layer, layout: { ...layer.layout, visibility } };
    case 'symbol':
      return { ...layer, layout: { ...layer.layout, visibility } };
    default:
      return layer;
  }
}
