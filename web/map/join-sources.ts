import type { LayerSpecification, StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { isBackgroundLayer } from '../../server/styles/compose.ts';

/** Tiles of several datasets that are fetched together: one request for each place instead of one for each dataset. */

/** The paper's datasets that begin here or farther out are wanted at every zoom; the others would only be in the way. */
const far = 9;

const tileJsonAddress = /\/tiles\/([\w.]+)\.json\?(.*)$/;

/**
 * Joins the sources of a dataset (its features, and the points of its names), and those of the paper. A joined source has all
 * their names with commas between. `minzoomOf` tells at which zoom a dataset's tiles begin.
 */
export function joinSources(style: StyleSpecification, minzoomOf: (dataset: string) => number): StyleSpecification {
  const groups = new Map<string, Set<string>>();
  const groupOf = new Map<string, string>();
  for (const layer of style.layers) {
    const source = sourceOf(style, layer);
    if (!source || !('source' in layer)) continue;
    const group = `${isBackgroundLayer(layer) && minzoomOf(source.dataset) < far ? '' : source.dataset} ${source.query}`;
    groupOf.set(layer.source, group);
    groups.set(group, (groups.get(group) ?? new Set()).add(layer.source));
  }
  const joined = new Map([...groups].map(([group, names]) => [group, [...names].sort().join(',')]));
  const nameOf = (source: string) => joined.get(groupOf.get(source) ?? '') ?? source;
  return {
    ...style,
    sources: Object.fromEntries(
      Object.entries(style.sources).map(([name, source]) => {
        if (source.type !== 'vector' || source.url === undefined || nameOf(name) === name) return [name, source];
        return [
          nameOf(name),
          { ...source, url: source.url.replace(`/tiles/${name}.json`, `/tiles/${nameOf(name)}.json`) },
        ];
      }),
    ),
    layers: style.layers.map((layer) => ('source' in layer ? { ...layer, source: nameOf(layer.source) } : layer)),
  };
}

/** The datasets whose tiles a source has, by the source's name. */
export function datasetsOfSource(name: string): string[] {
  return name.split(',').map((one) => one.replace(/\.points$/, ''));
}

function sourceOf({ sources }: StyleSpecification, layer: LayerSpecification) {
  const source = 'source' in layer && layer.source !== undefined ? sources[layer.source] : undefined;
  if (source?.type !== 'vector') return undefined;
  const [, name, query = ''] = tileJsonAddress.exec(source.url ?? '') ?? [];
  return name === undefined ? undefined : { dataset: name.replace(/\.points$/, ''), query };
}
